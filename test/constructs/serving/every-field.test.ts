import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { synth } from '../../../constructs/testing';
import { Service } from '../../../lib/api/serving/v1/service';
import { fieldsOfSpec, fieldsOfValue } from '../../fields';
import { everyField } from './every-field';

/** Fields that have no property, and why. */
const WITHOUT_PROPERTY: Readonly<Record<string, string>> = {
  'spec.traffic[].url': 'is written by Knative, in the status',
  'spec.traffic[].configurationName': 'is refused in a Service; the construct Route has it',
  'spec.template.metadata.generateName': 'is ignored: Knative makes names up itself',
  'spec.template.metadata.namespace': 'is that of the service',
  'spec.template.metadata.finalizers': 'belongs to controllers',
};

/** Paths below which an object of Kubernetes' own is given as a whole. */
const GIVEN_WHOLE = ['spec.template.spec.volumes[].ephemeral.volumeClaimTemplate.metadata.'];

test('every field of a Service can be reached by a property', () => {
  const chart = new Chart(new App(), 'test', { namespace: 'default' });
  everyField(chart);
  const services = synth(chart).filter(({ kind }) => kind === 'Service');
  const reached = new Set(services.flatMap(({ spec }) => [...fieldsOfValue(spec, 'spec')]));
  const unreached = fieldsOfSpec(Service).filter(
    (field) => !reached.has(field) && !GIVEN_WHOLE.some((whole) => field.startsWith(whole)),
  );
  expect(unreached.sort()).toEqual(Object.keys(WITHOUT_PROPERTY).sort());
});
