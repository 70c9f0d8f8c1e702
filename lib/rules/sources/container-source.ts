import type { KubeObject } from '../../api/meta/v1';
import {
  ContainerSource,
  type ContainerSourceSpec,
  type ContainerSourceStatus,
} from '../../api/sources/v1/container-source';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule } from '../rule';
import { rulesFor } from '../rule';
import { isImageReference } from '../syntax/image';
import { dnsLabelHint, isDns1123Label } from '../syntax/names';
import { containersOf, type LooseContainer } from './pod-containers';

const VALIDATION = 'eventing, sources v1, container_validation.go';
const DEPLOYMENT = 'Kubernetes, validation of the Deployment that the source makes';

type SourceObject = KubeObject<ContainerSourceSpec, ContainerSourceStatus>;

const CONTAINERS: FieldPath = ['spec', 'template', 'spec', 'containers'];

/** Variables that the source's own SinkBinding sets. */
const BOUND_VARIABLES = ['K_SINK', 'K_CE_OVERRIDES', 'K_CA_CERTS'];

const container = { name: 'heartbeats', image: 'ghcr.io/example/heartbeats' };
const withContainers = (...containers: object[]) => ({ spec: { template: { spec: { containers } } } });

function eachContainer(
  check: (container: LooseContainer, report: Report, all: readonly LooseContainer[], index: number) => void,
): Rule<SourceObject>['check'] {
  return ({ spec }, report) => {
    const all = containersOf(spec?.template);
    for (const [i, one] of all.entries()) {
      check(one, (path, ...fault) => report([...CONTAINERS, i, ...path], ...fault), all, i);
    }
  };
}

const rules: readonly Rule<SourceObject>[] = [
  {
    code: 'KE3001',
    title: 'a ContainerSource has a container',
    why: 'The container makes the events: without one there is nothing to run.',
    source: VALIDATION,
    check({ spec }, report) {
      if (containersOf(spec?.template).length === 0)
        report(CONTAINERS, 'there is no container', 'add one that sends CloudEvents to $K_SINK');
    },
    good: withContainers(container),
    bad: [withContainers(), { spec: { template: null } }, { spec: { template: { spec: null } } }],
  },
  {
    code: 'KE3002',
    title: 'each container of a ContainerSource has an image',
    why: 'The webhook refuses a container without one; its name alone is filled in.',
    source: VALIDATION,
    check: eachContainer(({ name, image }, report) => {
      if (!image) report(['image'], `container "${name ?? ''}" has no image`, 'name the image to run');
    }),
    good: withContainers({ image: 'ghcr.io/example/heartbeats' }),
    bad: withContainers({ name: 'heartbeats' }),
  },
  {
    code: 'KE3050',
    severity: 'warning',
    title: 'images of a ContainerSource are ones that a registry could be asked for',
    why: 'The webhook looks only whether there is one: the pods would wait for it for ever.',
    source: DEPLOYMENT,
    check: eachContainer(({ image }, report) => {
      if (image && !isImageReference(image))
        report(['image'], `"${image}" is no image`, 'write it as REGISTRY/NAME:TAG, in lower case');
    }),
    good: withContainers({ ...container, image: 'ghcr.io/example/heartbeats:v1' }),
    bad: withContainers({ ...container, image: 'not an image!' }),
  },
  {
    code: 'KE3051',
    severity: 'warning',
    title: 'containers of a ContainerSource have names that Kubernetes takes, each its own',
    why: 'The webhook does not look; the Deployment that the source makes is refused, and the source never becomes ready.',
    source: DEPLOYMENT,
    check: eachContainer(({ name }, report, all, index) => {
      if (!name) return;
      if (!isDns1123Label(name)) report(['name'], `no container can be named "${name}"`, dnsLabelHint(name));
      else if (all.findIndex((other) => other.name === name) < index)
        report(['name'], `two containers are named "${name}"`, 'give each a name of its own');
    }),
    good: withContainers(container, { ...container, name: 'proxy' }),
    bad: [withContainers({ ...container, name: 'My_App' }), withContainers(container, container)],
  },
  {
    code: 'KE3052',
    severity: 'warning',
    title: 'the pod of a ContainerSource is always started anew',
    why: 'It is run by a Deployment, which takes no other restartPolicy: the Deployment is refused.',
    source: DEPLOYMENT,
    check({ spec }, report) {
      const policy = spec?.template?.spec?.restartPolicy;
      if (policy && policy !== 'Always')
        report(
          ['spec', 'template', 'spec', 'restartPolicy'],
          `the restartPolicy is ${policy}`,
          'leave it out; for a program that ends, bind a CronJob with a SinkBinding',
        );
    },
    good: { spec: { template: { spec: { restartPolicy: 'Always' } } } },
    bad: { spec: { template: { spec: { restartPolicy: 'Never' } } } },
  },
  {
    code: 'KE3053',
    severity: 'warning',
    title: 'containers of a ContainerSource leave K_SINK and its companions to the source',
    why: 'The source takes such variables out and puts its own in: what is written there is never read.',
    source: 'eventing, sources v1, sinkbinding_lifecycle.go',
    check: eachContainer(({ env }, report) => {
      if (!Array.isArray(env)) return;
      for (const [i, variable] of env.entries()) {
        if (BOUND_VARIABLES.includes(variable?.name))
          report(['env', i], `${variable.name} is set by the source itself`, 'leave it out, and name the sink in spec');
      }
    }),
    good: withContainers({ ...container, env: [{ name: 'INTERVAL', value: '5' }] }),
    bad: withContainers({ ...container, env: [{ name: 'K_SINK', value: 'http://display.default.svc' }] }),
  },
];

export const containerSourceRules = rulesFor(ContainerSource, rules);
