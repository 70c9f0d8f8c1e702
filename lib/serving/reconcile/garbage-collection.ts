import type { ConfigSettings } from '../../api/config';
import { parseGoDuration } from '../../api/config/duration';
import type { KubeObject } from '../../api/meta/v1';
import { Configuration, type ConfigurationSpec, type ConfigurationStatus } from '../../api/serving/v1/configuration';
import { Revision } from '../../api/serving/v1/revision';
import { remove, targetOf } from '../../controller/effects';
import type { Reconciler } from '../../controller/reconciler';
import { annotation, label, routing } from '../keys';
import { settingsOf } from '../settings';

interface Limits {
  /** Milliseconds since a revision was made; infinite where it does not count. */
  readonly sinceCreated: number;
  /** Milliseconds since a revision was last reached; infinite where it does not count. */
  readonly sinceActive: number;
  readonly least: number;
  readonly most: number;
}

const DISABLED = 'disabled';
const HOUR = 3_600_000;
const MILLION = 1e6;

/** Deletes revisions that no route leads to, once there are enough of them and they are old enough. */
export const garbageCollection: Reconciler<ConfigurationSpec, ConfigurationStatus> = {
  name: 'serving/garbage-collection',
  kind: Configuration,
  reconcile({ object, view, now }) {
    const limits = limitsOf(settingsOf(view, 'config-gc'));
    const isOff = limits.sinceCreated === Infinity && limits.sinceActive === Infinity && limits.most === Infinity;
    const { name = '', namespace } = object.metadata;
    const revisions = view.list(Revision, { namespace, labels: { [label.configuration]: name } });
    if (isOff || revisions.length <= limits.least) return {};
    const idle = revisions.filter((revision) => isIdle(revision, object)).sort((a, b) => lastActive(a) - lastActive(b));
    return { effects: surplus(idle, limits, now.getTime()).map((revision) => remove(targetOf(revision))) };
  },
};

function limitsOf(settings: ConfigSettings): Limits {
  const time = (key: string, initial: number) => {
    const text = settings[key];
    if (text?.toLowerCase() === DISABLED) return Infinity;
    const nanoseconds = text === undefined ? undefined : parseGoDuration(text);
    return nanoseconds === undefined ? initial : nanoseconds / MILLION;
  };
  const most = settings['max-non-active-revisions'];
  return {
    sinceCreated: time('retain-since-create-time', 48 * HOUR),
    sinceActive: time('retain-since-last-active-time', 15 * HOUR),
    least: Number(settings['min-non-active-revisions'] ?? 20),
    most: most?.toLowerCase() === DISABLED ? Infinity : Number(most ?? 1000),
  };
}

function isIdle(revision: KubeObject, configuration: KubeObject<ConfigurationSpec, ConfigurationStatus>): boolean {
  const { name, annotations, labels } = revision.metadata;
  return (
    name !== configuration.status?.latestReadyRevisionName &&
    annotations?.[annotation.noGarbageCollection]?.toLowerCase() !== 'true' &&
    labels?.[label.routingState] === routing.reserve
  );
}

const lastActive = ({ metadata }: KubeObject) =>
  Date.parse(metadata.annotations?.[annotation.routingStateModified] ?? metadata.creationTimestamp ?? '');

/** First what is too old, down to the least number; then the oldest, down to the greatest. */
function surplus(idle: readonly KubeObject[], limits: Limits, now: number): readonly KubeObject[] {
  if (idle.length <= limits.least) return [];
  const counts = limits.sinceCreated !== Infinity || limits.sinceActive !== Infinity;
  const isStale = (revision: KubeObject) => {
    const created = Date.parse(revision.metadata.creationTimestamp ?? '');
    return now - created >= finite(limits.sinceCreated) && now - lastActive(revision) >= finite(limits.sinceActive);
  };
  const bothOff = !counts && limits.most === 0 && limits.least === 0;
  const stale = idle
    .filter((revision) => bothOff || (counts && isStale(revision)))
    .slice(0, idle.length - limits.least);
  const rest = idle.filter((revision) => !stale.includes(revision));
  const excess = limits.most === Infinity ? [] : rest.slice(0, Math.max(0, rest.length - limits.most));
  return [...stale, ...excess];
}

/** A time that does not count holds nothing back. */
const finite = (time: number) => (time === Infinity ? 0 : time);
