import { groupOf } from '../../graph/object-ref';
import type { FieldPath } from '../../rules/diagnostic';
import type { ImportRule } from '../change';
import { type Draft, eachMap, type Fields, fieldsAt, fieldsMadeAt, rename } from '../draft';
import { specOf } from './common';
import type { Upgrade, Upgrader } from './upgrade-set';

const rules = {
  annotation: {
    code: 'KU1201',
    action: 'upgraded',
    why: 'Annotations are spelled with hyphens since Knative 1.0; the old spelling is an alias that may go.',
  },
  visibility: {
    code: 'KU1202',
    action: 'upgraded',
    why: 'Since Knative 0.21 the old label is ignored in silence, and the service is open to all.',
  },
  placement: {
    code: 'KU1203',
    action: 'upgraded',
    why: 'Scaling belongs to a revision: on the Service itself Knative refuses or ignores it.',
  },
  pinned: {
    code: 'KU1204',
    action: 'dropped',
    why: 'Which routes use a revision is for Knative to write, in the annotation serving.knative.dev/routes.',
  },
} as const satisfies Record<string, ImportRule>;

const SCALING = 'autoscaling.knative.dev/';

/** Annotations by their old names. */
const RENAMED: Readonly<Record<string, string>> = {
  ...hyphened(SCALING, [
    'minScale',
    'maxScale',
    'initialScale',
    'scaleDownDelay',
    'targetBurstCapacity',
    'targetUtilizationPercentage',
    'panicWindowPercentage',
    'panicThresholdPercentage',
    'scaleToZeroPodRetentionPeriod',
    'metricAggregationAlgorithm',
  ]),
  ...hyphened('serving.knative.dev/', ['rolloutDuration']),
  ...hyphened('queue.sidecar.serving.knative.dev/', ['resourcePercentage']),
  'networking.knative.dev/certificate.class': 'networking.knative.dev/certificate-class',
  'networking.knative.dev/ingress.class': 'networking.knative.dev/ingress-class',
  'networking.knative.dev/disableAutoTLS': 'networking.knative.dev/disable-external-domain-tls',
  'networking.knative.dev/disable-auto-tls': 'networking.knative.dev/disable-external-domain-tls',
  'networking.knative.dev/httpOption': 'networking.knative.dev/http-protocol',
};

function hyphened(prefix: string, names: readonly string[]): Record<string, string> {
  const spelled = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return Object.fromEntries(names.map((name) => [`${prefix}${name}`, `${prefix}${spelled(name)}`]));
}

const OLD_VISIBILITY = 'serving.knative.dev/visibility';
const VISIBILITY = 'networking.knative.dev/visibility';

/** Labels and annotations of Knative that have other names today, or belong elsewhere. */
export const servingMetadata: Upgrader = {
  applies: () => true,
  run(upgrade) {
    eachMap(upgrade.draft, (fields, path) => {
      if (path.at(-1) !== 'metadata') return;
      annotations(upgrade, fieldsAt(fields, 'annotations'), [...path, 'annotations']);
      labels(upgrade, fieldsAt(fields, 'labels'), [...path, 'labels']);
    });
    if (isService(upgrade.draft)) scalingOfRevision(upgrade);
    for (const part of ['labels', 'annotations']) {
      const left = fieldsAt(upgrade.draft.metadata, part);
      if (left !== undefined && Object.keys(left).length === 0) delete upgrade.draft.metadata[part];
    }
  },
};

function annotations(upgrade: Upgrade, given: Fields | undefined, at: FieldPath): void {
  for (const old of Object.keys(given ?? {})) {
    const name = Object.hasOwn(RENAMED, old) ? RENAMED[old] : undefined;
    if (name !== undefined) {
      rename(given as Fields, old, name);
      upgrade.note(rules.annotation, [...at, old], `${old} is called ${name}`);
    } else if (old === 'serving.knative.dev/lastPinned') {
      delete (given as Fields)[old];
      upgrade.note(rules.pinned, [...at, old], `left out ${old}`);
    }
  }
}

function labels(upgrade: Upgrade, given: Fields | undefined, at: FieldPath): void {
  if (given?.[OLD_VISIBILITY] !== undefined) {
    rename(given, OLD_VISIBILITY, VISIBILITY);
    upgrade.note(rules.visibility, [...at, OLD_VISIBILITY], `${OLD_VISIBILITY} is called ${VISIBILITY}`);
  }
  if (given?.['serving.knative.dev/route'] !== undefined && upgrade.draft.kind === 'Revision') {
    delete given['serving.knative.dev/route'];
    upgrade.note(rules.pinned, [...at, 'serving.knative.dev/route'], 'left out serving.knative.dev/route');
  }
}

function isService({ apiVersion, kind }: Draft): boolean {
  return groupOf(apiVersion) === 'serving.knative.dev' && (kind === 'Service' || kind === 'Configuration');
}

function scalingOfRevision(upgrade: Upgrade): void {
  const own = fieldsAt(upgrade.draft.metadata, 'annotations') ?? {};
  const template = fieldsAt(specOf(upgrade.draft), 'template');
  const misplaced = Object.keys(own).filter((name) => name.startsWith(SCALING));
  if (misplaced.length === 0 || template === undefined) return;
  const revision = fieldsMadeAt(fieldsMadeAt(template, 'metadata'), 'annotations');
  for (const name of misplaced) {
    revision[name] ??= own[name];
    delete own[name];
    const message = `moved ${name} from the ${upgrade.draft.kind} to its template`;
    upgrade.note(rules.placement, ['metadata', 'annotations', name], message);
  }
}

export const servingMetadataRules: readonly ImportRule[] = Object.values(rules);
