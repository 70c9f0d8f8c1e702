import type { InterceptorParam, TriggerInterceptor } from '../../api/triggers/v1beta1/interceptor-use';
import { CORE_INTERCEPTORS } from '../../graph/triggers-references';
import type { FieldPath } from '../diagnostic';
import { isRecord } from '../eventing/filter-walk';
import { nearest } from '../nearest';
import type { Report, Rule } from '../rule';

/** What a value of a setting is. */
type Shape = 'text' | 'texts' | 'truth' | 'secret' | 'overlays' | { readonly [field: string]: Shape };

const EVENT_TYPES: Shape = 'texts';

/** The settings of the interceptors that come with Tekton Triggers. */
const SETTINGS: Readonly<Record<string, { readonly [name: string]: Shape }>> = {
  cel: { filter: 'text', overlays: 'overlays' },
  github: {
    secretRef: 'secret',
    eventTypes: EVENT_TYPES,
    addChangedFiles: { enabled: 'truth', personalAccessToken: 'secret' },
    githubOwners: { enabled: 'truth', personalAccessToken: 'secret', checkType: 'text' },
    addPRBody: { enabled: 'truth', personalAccessToken: 'secret' },
  },
  gitlab: { secretRef: 'secret', eventTypes: EVENT_TYPES },
  bitbucket: { secretRef: 'secret', eventTypes: EVENT_TYPES },
  slack: { requestedFields: 'texts' },
};

const SOURCE = 'triggers, pkg/interceptors';

/** The settings of an interceptor that comes with Tekton Triggers; undefined for others. */
function settingsOf({ ref }: TriggerInterceptor): { readonly [name: string]: Shape } | undefined {
  if (ref?.name === undefined || (ref.kind && ref.kind !== 'ClusterInterceptor')) return undefined;
  return CORE_INTERCEPTORS.includes(ref.name) ? SETTINGS[ref.name] : undefined;
}

/** The values of a setting of one core interceptor, with where they stand. Names are read without regard to case. */
export function* valuesOf(
  interceptor: TriggerInterceptor,
  of: string,
  setting: string,
): Generator<{ value: unknown; path: FieldPath }> {
  if (settingsOf(interceptor) !== SETTINGS[of]) return;
  for (const [i, { name, value }] of (interceptor.params ?? []).entries())
    if (name?.toLowerCase() === setting) yield { value, path: ['params', i, 'value'] };
}

const github = (...params: InterceptorParam[]) => ({ value: { ref: { name: 'github' }, params } });
const cel = (...params: InterceptorParam[]) => ({ value: { ref: { name: 'cel' }, params } });
const secretRef = { name: 'secretRef', value: { secretName: 'github', secretKey: 'token' } };

export const coreParamRules: readonly Rule<TriggerInterceptor>[] = [
  {
    code: 'KT4352',
    severity: 'warning',
    title: 'an interceptor has the settings that it is given',
    why: 'One that it does not know is ignored: what it was to keep out passes.',
    source: SOURCE,
    check(interceptor, report) {
      const settings = settingsOf(interceptor);
      if (settings === undefined) return;
      const known = Object.keys(settings);
      interceptor.params?.forEach(({ name = '' }, i) => {
        if (known.some((one) => one.toLowerCase() === name.toLowerCase())) return;
        const meant = nearest(name, known);
        report(
          ['params', i, 'name'],
          `${interceptor.ref?.name} has no setting "${name}"`,
          meant === undefined ? `it has ${known.join(', ')}` : `did you mean "${meant}"?`,
        );
      });
    },
    good: [github(secretRef, { name: 'eventTypes', value: ['push'] }), cel({ name: 'filter', value: 'true' })],
    bad: [github({ name: 'eventType', value: ['push'] }), cel({ name: 'filer', value: 'true' })],
  },
  {
    code: 'KT4353',
    severity: 'warning',
    title: 'the settings of an interceptor have the shape that it reads',
    why: 'The webhook does not look at values; one that can’t be read fails every event.',
    source: SOURCE,
    check(interceptor, report) {
      const settings = settingsOf(interceptor);
      if (settings === undefined) return;
      interceptor.params?.forEach(({ name = '', value }, i) => {
        const setting = Object.keys(settings).find((one) => one.toLowerCase() === name.toLowerCase());
        if (setting !== undefined) checkShape(value, settings[setting]!, ['params', i, 'value'], setting, report);
      });
    },
    good: [
      github(secretRef, { name: 'addChangedFiles', value: { enabled: true } }),
      cel({ name: 'overlays', value: [{ key: 'branch', expression: "body.ref.split('/')[2]" }] }),
    ],
    bad: [
      github({ name: 'secretRef', value: { secretName: 'github' } }),
      github({ name: 'secretRef', value: 'github' }),
      github({ name: 'eventTypes', value: 'push' }),
      github({ name: 'addChangedFiles', value: { enabled: 'yes' } }),
      cel({ name: 'overlays', value: { key: 'branch', expression: 'body.ref' } }),
      cel({ name: 'overlays', value: [{ key: 'branch' }] }),
      cel({ name: 'filter', value: true }),
    ],
  },
  {
    code: 'KT4359',
    severity: 'warning',
    title: 'the github interceptor does one thing after its signature',
    why: 'With the changed files it is done: owners are then not asked for, and anybody’s pull request passes.',
    source: 'triggers, pkg/interceptors/github',
    check(interceptor, report) {
      const isOn = (setting: string) =>
        [...valuesOf(interceptor, 'github', setting)].some(({ value }) => isRecord(value) && value.enabled === true);
      if (!isOn('addchangedfiles')) return;
      for (const { value, path } of valuesOf(interceptor, 'github', 'githubowners'))
        if (isRecord(value) && value.enabled === true)
          report(
            path,
            'githubOwners is not asked beside addChangedFiles',
            'write two interceptors, githubOwners first',
          );
    },
    good: github(secretRef, { name: 'githubOwners', value: { enabled: true, checkType: 'none' } }),
    bad: github(
      { name: 'githubOwners', value: { enabled: true, checkType: 'none' } },
      { name: 'addChangedFiles', value: { enabled: true } },
    ),
  },
];

function checkShape(value: unknown, shape: Shape, at: FieldPath, name: string, report: Report): void {
  if (typeof shape === 'object') {
    if (!isRecord(value)) {
      report(at, `${name} is no mapping`, `write ${Object.keys(shape).join(', ')} below it`);
      return;
    }
    for (const [field, inner] of Object.entries(shape))
      if (value[field] !== undefined) checkShape(value[field], inner, [...at, field], field, report);
  } else if (shape === 'secret') checkSecret(value, at, name, report);
  else if (shape === 'overlays') checkOverlays(value, at, report);
  else if (shape === 'texts') {
    if (!Array.isArray(value) || value.some((one) => typeof one !== 'string'))
      report(
        at,
        `${name} is no list of texts`,
        typeof value === 'string' ? `write [${value}]` : 'write a list of texts',
      );
  } else if (shape === 'truth') {
    if (typeof value !== 'boolean')
      report(at, `${name} is neither true nor false`, 'write true or false, without quotes');
  } else if (typeof value !== 'string') report(at, `${name} is no text`, 'put it in quotes');
}

function checkSecret(value: unknown, at: FieldPath, name: string, report: Report): void {
  if (!isRecord(value)) {
    report(at, `${name} is no mapping`, 'write secretName and secretKey below it');
    return;
  }
  for (const field of ['secretName', 'secretKey'])
    if (typeof value[field] !== 'string' || value[field] === '')
      report([...at, field], `${name} has no ${field}`, `write ${field}`);
}

function checkOverlays(value: unknown, at: FieldPath, report: Report): void {
  if (!Array.isArray(value)) {
    report(at, 'overlays are no list', 'write a list, each with key and expression');
    return;
  }
  value.forEach((overlay: unknown, i) => {
    for (const field of ['key', 'expression'])
      if (!isRecord(overlay) || typeof overlay[field] !== 'string' || overlay[field] === '')
        report([...at, i, field], `overlay ${i} has no ${field}`, `write ${field}`);
  });
}
