import { type Regretted, regrettedOf, withContainer } from './regretted';

const service = regrettedOf('Service', 'serving.knative.dev/v1');
const configuration = regrettedOf('Configuration', 'serving.knative.dev/v1');
const trigger = regrettedOf('Trigger', 'eventing.knative.dev/v1');
const task = regrettedOf('Task', 'tekton.dev/v1');

const env = (...variables: readonly object[]) => withContainer({ env: variables });

/**
 * What a webhook lets pass and the API server does not: it refuses the object, or takes the field away without a word
 * unless it is asked to be strict. We refuse it.
 */
export const lost: readonly Regretted[] = [
  service('a field that is misspelt', 'KG0105', { template: { spec: { containerConcurency: 1 } } }),
  service('a tag in the plural', 'KG0105', { traffic: [{ latestRevision: true, percent: 100, tags: 'a' }] }),
  service('a variable twice', 'KG0104', env({ name: 'A', value: '1' }, { name: 'A', value: '2' })),
  service('half a reference to a Secret', 'KG0102', env({ name: 'A', valueFrom: { secretKeyRef: { name: 'a' } } })),
  configuration('traffic', 'KG0105', { traffic: [] }),
  trigger('a field in lower case', 'KG0105', { subscriber: { ref: { apiversion: 'v1' } } }),
  task('labels that are misspelt', 'KG0105', {}, { lables: { team: 'a' } }),
];
