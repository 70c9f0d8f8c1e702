import { isDeepStrictEqual } from 'node:util';
import type { RevisionSpec } from '../../api/serving/v1/revision';
import { groupOf } from '../../graph/object-ref';
import type { FieldPath } from '../../rules/diagnostic';
import { settledRevisionSpec } from '../../rules/serving/settled-template';
import type { ImportRule } from '../change';
import { type Draft, type Fields, fieldsAt, fieldsMadeAt, isFields, listAt, rename, take, textAt } from '../draft';
import { embeddedBuild } from './build';
import { specOf } from './common';
import type { Upgrade, Upgrader } from './upgrade-set';

const rules = {
  runLatest: {
    code: 'KU1101',
    action: 'upgraded',
    why: 'serving.knative.dev/v1 has no modes: a template, and traffic that goes to its latest revision, say the same.',
  },
  pinned: {
    code: 'KU1102',
    action: 'upgraded',
    why: 'serving.knative.dev/v1 has no modes: traffic that goes to one revision by name says the same.',
  },
  release: {
    code: 'KU1103',
    action: 'upgraded',
    why: 'serving.knative.dev/v1 has no modes: shares of traffic with the tags current, candidate and latest say the same.',
  },
  manual: {
    code: 'KU1104',
    action: 'decide',
    why: 'Knative manages nothing of such a Service: write a Configuration and a Route of your own, or leave it out.',
  },
  revisionTemplate: {
    code: 'KU1105',
    action: 'upgraded',
    why: 'The field is called template since serving.knative.dev/v1alpha1 of Knative 0.6.',
  },
  container: {
    code: 'KU1106',
    action: 'upgraded',
    why: 'A revision is a pod: its containers are a list.',
  },
  bothContainers: {
    code: 'KU1107',
    action: 'decide',
    why: 'The old API refused a container beside containers, so nobody knows which one was meant.',
  },
  concurrencyModel: {
    code: 'KU1108',
    action: 'upgraded',
    why: 'The number of requests at a time took the place of the model: 1 for Single, 0, without a limit, for Multi.',
  },
  runtimeField: {
    code: 'KU1109',
    action: 'dropped',
    why: 'Knative finds it out itself and keeps it in labels of the revision.',
  },
  trafficName: {
    code: 'KU1110',
    action: 'upgraded',
    why: 'The name of a target is called its tag since serving.knative.dev/v1beta1.',
  },
  percent: {
    code: 'KU1111',
    action: 'upgraded',
    why: 'A target that has only a URL of its own has a share of 0, which is said today.',
  },
  routeTarget: {
    code: 'KU1112',
    action: 'decide',
    why: 'A Route that stands alone names the configuration or the revision of each target; only a Service implies its own.',
  },
  build: {
    code: 'KU1113',
    action: 'upgraded',
    why: 'Knative builds nothing any more. The build is a run of Tekton beside the service, and runs when you create it.',
  },
  buildImage: {
    code: 'KU1114',
    action: 'decide',
    why: 'Nothing ties the build to the service any more: let the image be what the build pushes, best by its digest.',
  },
  buildReference: {
    code: 'KU1115',
    action: 'decide',
    why: 'A revision does not wait for a build any more: run it before you deploy, and write the image that it made.',
  },
  clusterIngress: {
    code: 'KU1116',
    action: 'upgraded',
    why: 'Ingresses of Knative live in the namespace of their Route, and know neither retries nor timeouts.',
  },
  settled: {
    code: 'KU1117',
    action: 'upgraded',
    why: 'The webhook fills it in once, and refuses a template without it as long as the name stays.',
  },
} as const satisfies Record<string, ImportRule>;

const KINDS = ['Service', 'Configuration', 'Route', 'Revision'];

function isServing({ apiVersion, kind }: Draft): boolean {
  return groupOf(apiVersion) === 'serving.knative.dev' && KINDS.includes(kind);
}

/** The modes of a Service, and the shape of Configurations and Revisions before v1. */
export const servingForms: Upgrader = {
  applies: isServing,
  run(upgrade) {
    const { draft } = upgrade;
    const spec = specOf(draft);
    if (spec === undefined) return;
    // The old server kept a counter there.
    if (Object.hasOwn(spec, 'generation')) runtimeField(upgrade, spec, 'generation', ['spec']);
    if (draft.kind === 'Service') modes(upgrade, spec);
    if (upgrade.isDropped) return;
    if (draft.kind === 'Revision') revision(upgrade, spec, ['spec']);
    else if (draft.kind !== 'Route') configuration(upgrade, spec, ['spec']);
    traffic(upgrade, spec);
  },
};

function modes(upgrade: Upgrade, spec: Fields): void {
  if (Object.hasOwn(spec, 'manual')) {
    upgrade.drop(
      rules.manual,
      `manual mode has no modern equivalent: the Service ${upgrade.draft.metadata.name} is left out`,
    );
    return;
  }
  for (const mode of ['runLatest', 'pinned', 'release'] as const) {
    if (!Object.hasOwn(spec, mode)) continue;
    const given = isFields(spec[mode]) ? (spec[mode] as Fields) : {};
    delete spec[mode];
    Object.assign(spec, fieldsAt(given, 'configuration'));
    const targets = TARGETS[mode](given, upgrade);
    spec.traffic ??= targets;
    upgrade.note(rules[mode], ['spec', mode], `wrote the mode ${mode} as a template and traffic`);
  }
}

type Mode = 'runLatest' | 'pinned' | 'release';

const TARGETS: Readonly<Record<Mode, (given: Fields, upgrade: Upgrade) => Fields[]>> = {
  runLatest: () => [{ latestRevision: true, percent: 100 }],
  pinned: ({ revisionName }) => [{ revisionName, percent: 100 }],
  release({ revisions, rolloutPercent }) {
    const [current, candidate] = Array.isArray(revisions) ? (revisions as string[]) : [];
    const share = typeof rolloutPercent === 'number' ? rolloutPercent : 0;
    const latest = { latestRevision: true, percent: 0, tag: 'latest' };
    if (candidate === undefined) return [{ ...released(current), percent: 100, tag: 'current' }, latest];
    return [
      { ...released(current), percent: 100 - share, tag: 'current' },
      { ...released(candidate), percent: share, tag: 'candidate' },
      latest,
    ];
  },
};

function released(revision: string | undefined): Fields {
  return revision === '@latest' || revision === undefined ? { latestRevision: true } : { revisionName: revision };
}

function configuration(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  if (Object.hasOwn(spec, 'revisionTemplate')) {
    rename(spec, 'revisionTemplate', 'template');
    upgrade.note(rules.revisionTemplate, [...at, 'revisionTemplate'], 'revisionTemplate is called template');
  }
  if (Object.hasOwn(spec, 'build')) build(upgrade, take(spec, 'build'), [...at, 'build']);
  const template = fieldsAt(spec, 'template');
  if (template === undefined) return;
  // What a person writes by hand sometimes lacks the spec of the pod.
  if (template.spec === undefined && (template.containers !== undefined || template.container !== undefined)) return;
  const inner = fieldsAt(template, 'spec');
  if (inner === undefined) return;
  revision(upgrade, inner, [...at, 'template', 'spec']);
  if (textAt(fieldsAt(template, 'metadata') ?? {}, 'name') !== undefined) settle(upgrade, inner, at);
}

/** A template with a name gets what the webhook would fill into its containers. */
function settle(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  if (!Array.isArray(spec.containers) || !spec.containers.every(isFields)) return;
  const settled = settledRevisionSpec(spec as unknown as RevisionSpec, upgrade.draft.metadata) as unknown as Fields;
  for (const field of ['containers', 'initContainers']) {
    if (isDeepStrictEqual(settled[field], spec[field])) continue;
    spec[field] = settled[field];
    const message = `wrote out what the webhook fills into ${field} of a template with a name`;
    upgrade.note(rules.settled, [...at, 'template', 'spec', field], message);
  }
}

function build(upgrade: Upgrade, given: unknown, at: FieldPath): void {
  if (!isFields(given)) return;
  const run = embeddedBuild(upgrade, given);
  if (run === undefined) {
    upgrade.note(rules.buildReference, at, 'left out the build, which is no Build of build.knative.dev');
    return;
  }
  upgrade.add(run);
  upgrade.note(rules.build, at, `wrote the build as the ${run.kind} ${run.metadata.name}`);
  upgrade.note(rules.buildImage, at, 'the image of the service does not follow from the build any more');
}

function revision(upgrade: Upgrade, spec: Fields, at: FieldPath): void {
  if (isFields(spec.container)) {
    if (Array.isArray(spec.containers) && spec.containers.length > 0) {
      upgrade.note(rules.bothContainers, [...at, 'container'], 'left out container, since there are containers too');
      delete spec.container;
    } else {
      delete spec.containers;
      rename(spec, 'container', 'containers');
      spec.containers = [spec.containers];
      upgrade.note(rules.container, [...at, 'container'], 'container became the only one of containers');
    }
  }
  const model = take(spec, 'concurrencyModel');
  if (model !== undefined) {
    spec.containerConcurrency ??= model === 'Single' ? 1 : 0;
    const message = `concurrencyModel ${model} is containerConcurrency ${spec.containerConcurrency}`;
    upgrade.note(rules.concurrencyModel, [...at, 'concurrencyModel'], message);
  }
  for (const field of ['servingState', 'generation']) {
    if (Object.hasOwn(spec, field)) runtimeField(upgrade, spec, field, at);
  }
  for (const field of ['buildName', 'buildRef']) {
    if (!Object.hasOwn(spec, field)) continue;
    const named = spec[field];
    delete spec[field];
    const name = isFields(named) ? textAt(named, 'name') : named;
    upgrade.note(rules.buildReference, [...at, field], `left out ${field}, which named ${name}`);
  }
}

function runtimeField(upgrade: Upgrade, spec: Fields, field: string, at: FieldPath): void {
  delete spec[field];
  upgrade.note(rules.runtimeField, [...at, field], `left out ${field}`);
}

function traffic(upgrade: Upgrade, spec: Fields): void {
  for (const [i, target] of listAt(spec, 'traffic').entries()) {
    const at = ['spec', 'traffic', i];
    if (Object.hasOwn(target, 'name')) {
      rename(target, 'name', 'tag');
      upgrade.note(rules.trafficName, [...at, 'name'], 'the name of the target is its tag');
    }
    const isLatest = target.latestRevision === true || target.revisionName === undefined;
    if (target.percent === undefined && target.tag !== undefined) {
      target.percent = 0;
      upgrade.note(rules.percent, at, `gave the target ${target.tag} a share of 0`);
    }
    if (upgrade.draft.kind === 'Route' && isLatest && target.configurationName === undefined) {
      upgrade.note(rules.routeTarget, at, 'the target names neither a configuration nor a revision');
    }
    if (upgrade.draft.kind === 'Service' && isLatest && target.latestRevision === undefined)
      target.latestRevision = true;
  }
}

/** `ClusterIngress`, which no cluster has any more. */
export const clusterIngress: Upgrader = {
  applies: ({ apiVersion, kind }) =>
    groupOf(apiVersion) === 'networking.internal.knative.dev' && kind === 'ClusterIngress',
  run(upgrade) {
    const { metadata } = upgrade.draft;
    const labels = fieldsMadeAt(metadata, 'labels');
    metadata.namespace ??= labels['serving.knative.dev/routeNamespace'];
    if (Object.keys(labels).length === 0) delete metadata.labels;
    const spec = specOf(upgrade.draft);
    delete spec?.generation;
    for (const rule of listAt(spec, 'rules')) {
      for (const path of listAt(fieldsAt(rule, 'http'), 'paths')) {
        delete path.retries;
        delete path.timeout;
      }
    }
    upgrade.note(rules.clusterIngress, [], `the ClusterIngress ${metadata.name} is an Ingress of a namespace`);
  },
};

export const servingRules: readonly ImportRule[] = Object.values(rules);
