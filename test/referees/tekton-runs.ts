import type { KubeObject } from '../../lib/api/meta/v1';
import { isPlain, isSame } from '../../lib/controller/json';
import type { Expansion } from '../../lib/expand/expand';
import { asRecorded, idOf, simplified } from '../lib/expand/recorded';
import type { Case } from '../lib/tekton/cases';
import { findUserProgram } from './find-referee';
import { LineProcess } from './programs/line-process';

interface Told {
  readonly object: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

interface Answer {
  readonly id: string;
  readonly objects?: readonly KubeObject[];
  readonly events?: readonly Told[];
  /** Why there is no answer. */
  readonly problem?: string;
}

/** Upstream's controllers of Tekton Pipelines, which let cases run to their end. */
export class Controllers {
  readonly #process: LineProcess<Answer>;

  public constructor(program: string) {
    this.#process = new LineProcess<Answer>(program);
  }

  /** What upstream makes of a case. @throws Error where its controllers never come to rest */
  public async run({ objects, fails, waits, steps }: Case): Promise<Expansion> {
    const answer = await this.#process.ask({ objects, fails, waits, steps });
    if (answer.problem !== undefined) throw new Error(answer.problem);
    const events = (answer.events ?? []).map(({ object, type, reason, message }) => {
      const [kind = '', name = ''] = object.split('/');
      return { object: { apiVersion: '', kind, name }, type, reason, message, count: 1 };
    });
    return { objects: answer.objects ?? [], events, unmet: [] };
  }

  public end(): Promise<void> {
    return this.#process.end();
  }
}

/** Upstream's controllers, if the program is there: it is never built on the way, since that takes long. */
export function startControllers(): Controllers | undefined {
  const program = findUserProgram('tekton-runs');
  return program === undefined ? undefined : new Controllers(program);
}

const KINDS: readonly string[] = [
  'PipelineRun',
  'Pipeline',
  'TaskRun',
  'Task',
  'CustomRun',
  'StepAction',
  'ResolutionRequest',
  'Pod',
  'PersistentVolumeClaim',
  'StatefulSet',
];

/** Where the two differ, field by field, besides what a cluster adds that upstream's controllers have here not. */
export function differencesOf(ours: Expansion, theirs: Expansion): readonly string[] {
  const [left, right] = [asRecorded(ours), asRecorded(theirs)];
  const plain = (objects: readonly KubeObject[]) =>
    new Map(
      objects
        .filter(({ kind }) => KINDS.includes(kind))
        .map((object) => [idOf(object).replace(HASHED, '$1-HASH'), comparable(object)]),
    );
  const fields = differing(Object.fromEntries(plain(left.objects)), Object.fromEntries(plain(right.objects)), '');
  return [...fields, ...differing(certain(left.events), certain(right.events), 'events')];
}

/** How far a pipeline has come between its beginning and its end is a matter of who was quicker. */
const PASSING = /\tRunning\tTasks|\tUpdateFailed\t|\tInternalError\tfailed to patch the PVC/;

function certain(events: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(events).map(([object, told]) => {
      const kept = told.filter((event) => !PASSING.test(event));
      return [object, kept.filter((event, index) => kept.indexOf(event) === index)];
    }),
  );
}

function differing(ours: unknown, theirs: unknown, path: string): readonly string[] {
  if (isSame(ours, theirs)) return [];
  if (isPlain(ours) && isPlain(theirs)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
    return keys.flatMap((key) => differing(ours[key], theirs[key], `${path}.${key}`));
  }
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const longer = ours.length > theirs.length ? ours : theirs;
    return longer.flatMap((_, index) => differing(ours[index], theirs[index], `${path}.${index}`));
  }
  return [`${path}: ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`];
}

/** Fields that an API server, the kubelet or its own controllers fill in: nobody does so here for upstream. */
const OF_THE_CLUSTER = {
  fields: [
    'nodeName',
    'priority',
    'preemptionPolicy',
    'serviceAccount',
    'terminationGracePeriodSeconds',
    'podManagementPolicy',
    'updateStrategy',
    'revisionHistoryLimit',
    'persistentVolumeClaimRetentionPolicy',
    'volumeMode',
    'finalizers',
    'terminationMessagePolicy',
    'defaultMode',
    'generation',
    'uid',
    'observedGeneration',
    'creationTimestamp',
    'featureFlags',
    'protocol',
    'periodSeconds',
    'timeoutSeconds',
    'successThreshold',
    'failureThreshold',
  ] as readonly string[],
  /** Values that Kubernetes fills in where there are none. */
  standard: {
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    restartPolicy: 'Always',
    serviceAccountName: 'default',
    terminationMessagePath: '/dev/termination-log',
    apiVersion: 'v1',
    scheme: 'HTTP',
    expirationSeconds: 3600,
    enableServiceLinks: true,
  } as Readonly<Record<string, unknown>>,
};

const HASHED = /\b(pvc|mine)-[0-9a-f]{10}/g;
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

function comparable(object: KubeObject): unknown {
  const { kind } = object;
  const text = JSON.stringify(simplified(object)).replace(HASHED, '$1-HASH').replace(MOMENT, 'TIME');
  const { status, ...rest } = JSON.parse(text) as KubeObject;
  const isRun = ['PipelineRun', 'TaskRun'].includes(kind);
  return bare(isRun ? { ...rest, status } : rest);
}

/** A value without what is the cluster's, and without what says nothing. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    // A token is mounted by the API server, and nodes are given time by it.
    const own = value.filter((item) => !isPlain(item) || !/^(kube-api-access|node\.kubernetes\.io)/.test(nameIn(item)));
    return own.map((item) => bare(item));
  }
  if (typeof value === 'string') return decoded(value);
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const isStandard = isSame(OF_THE_CLUSTER.standard[name], inner) && inner !== undefined;
    if (OF_THE_CLUSTER.fields.includes(name) || isStandard) return [];
    if (name === 'imagePullPolicy' && inner !== 'Never') return [];
    const kept = bare(inner);
    return isEmpty(kept) ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(entries);
}

const nameIn = ({ name, key }: Readonly<Record<string, unknown>>) => String(name ?? key);

/** Scripts travel in base64; what is in them may be the name of a claim. */
const decoded = (text: string) =>
  text.replace(/(<< '_EOF_'\n)([A-Za-z0-9+/=]+)(\n_EOF_)/g, (_whole, before: string, script: string, after: string) => {
    return before + Buffer.from(script, 'base64').toString().replace(HASHED, '$1-HASH') + after;
  });

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isPlain(value) && Object.keys(value).length === 0);
