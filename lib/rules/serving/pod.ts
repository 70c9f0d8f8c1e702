import type { Container, InitContainer } from '../../api/core/v1/container';
import { Configuration } from '../../api/serving/v1/configuration';
import { Revision, type RevisionSpec } from '../../api/serving/v1/revision';
import { Service } from '../../api/serving/v1/service';
import type { FieldPath } from '../diagnostic';
import { minimalContainer } from '../minimal';
import type { Report, Rule, RuleContext, RuleExample, RuleSet, Target } from '../rule';
import { rulesOf } from '../rule';

/** Where specs of revisions lie. */
const podTargets: readonly Target[] = [
  { kind: Service, at: ['spec', 'template', 'spec'] },
  { kind: Configuration, at: ['spec', 'template', 'spec'] },
  { kind: Revision, at: ['spec'] },
];

/** Rules of the pod of a revision, wherever it is written down. */
export function podRules(title: string, rules: readonly Rule<RevisionSpec>[]): RuleSet {
  return rulesOf(title, podTargets, rules.map(onceOnly));
}

/** The spec of a Revision never changes, so upstream looks at it once. */
function onceOnly(rule: Rule<RevisionSpec>): Rule<RevisionSpec> {
  return {
    ...rule,
    check: (spec, report, context) => {
      if (context.before === undefined || context.object.kind !== 'Revision') rule.check(spec, report, context);
    },
  };
}

/** What a container is for: it takes the requests, it stands beside the one that does, or it runs before. */
export type Role = 'serving' | 'sidecar' | 'init';

/** A container, where it lies, and what it is for. */
export interface PlacedContainer {
  readonly container: Container | InitContainer;
  readonly role: Role;
  readonly at: FieldPath;
}

/** Many rules ask for the containers of one pod, so they are kept as long as the pod is. */
const placedContainers = new WeakMap<RevisionSpec, readonly PlacedContainer[]>();

/** All containers of a pod, init containers last. */
export function containersOf(spec: RevisionSpec): readonly PlacedContainer[] {
  const known = placedContainers.get(spec);
  if (known !== undefined) return known;
  const placed = placeContainers(spec);
  placedContainers.set(spec, placed);
  return placed;
}

function placeContainers({ containers, initContainers }: RevisionSpec): readonly PlacedContainer[] {
  const placed: PlacedContainer[] = containers.map((container, i) => ({
    container,
    role: containers.length === 1 || container.ports?.length ? 'serving' : 'sidecar',
    at: ['containers', i],
  }));
  initContainers?.forEach((container, i) => {
    placed.push({ container, role: 'init', at: ['initContainers', i] });
  });
  return placed;
}

type ContainerCheck = (placed: PlacedContainer, report: Report, context: RuleContext, spec: RevisionSpec) => void;

/** Checks each container by itself; paths begin at the container. */
export function eachContainer(check: ContainerCheck): Rule<RevisionSpec>['check'] {
  return (spec, report, context) => {
    for (const placed of containersOf(spec)) {
      check(placed, (path, ...fault) => report([...placed.at, ...path], ...fault), context, spec);
    }
  };
}

/** An example whose pod has one container with these fields. */
export function withContainer(fields: object, pod: object = {}): RuleExample {
  return { value: { containers: [{ ...minimalContainer, ...fields }], ...pod } };
}

/** An example whose pod has an init container with these fields; the feature that allows it is on. */
export function withInitContainer(fields: object, pod: object = {}): RuleExample {
  return {
    value: { containers: [minimalContainer], initContainers: [{ ...minimalContainer, ...fields }], ...pod },
    features: { 'kubernetes.podspec-init-containers': 'enabled' },
  };
}

/** An example whose pod has a serving container, and one beside it with these fields. */
export function withSidecar(fields: object): RuleExample {
  return {
    value: {
      containers: [
        { ...minimalContainer, ports: [{ containerPort: 8080 }] },
        { ...minimalContainer, ...fields },
      ],
    },
  };
}

/** Whether Go would tell the field from one that is not there: an empty list or map counts, a zero does not. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '';
}
