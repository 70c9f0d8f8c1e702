import type { KubeObject } from '../../lib/api/meta/v1';
import { structureRules } from '../../lib/rules/structure';
import type { Verdict as ServerVerdict } from '../referees/cluster';
import { areRelated, fieldsOf } from '../referees/upstream-paths';
import { isStructural, type Judgement, upstreamAccepts } from './judge';
import { normalForm } from './normal-form';

/** In what we and upstream differ. */
export type Difference =
  | 'our code fails'
  | 'we refuse what upstream accepts'
  | 'we accept what upstream refuses'
  | 'we name another field than upstream'
  | 'our defaults are not those of upstream';

/** A difference about one object, in words. */
export interface Disagreement {
  readonly difference: Difference;
  readonly ours: string;
  readonly upstreams: string;
}

/** The difference between us and upstream; undefined where there is none. */
export function disagreementOf(judgement: Judgement): Disagreement | undefined {
  const { ours, failure } = judgement;
  const accepted = upstreamAccepts(judgement);
  const said = {
    ours: ours.map(({ code, path, message }) => `${code} ${path}: ${message}`).join('; '),
    upstreams: whatUpstreamSays(judgement),
  };
  if (failure !== undefined) return { difference: 'our code fails', ...said, ours: failure };
  if (ours.length > 0 && accepted) return { difference: 'we refuse what upstream accepts', ...said };
  if (ours.length === 0 && !accepted) return { difference: 'we accept what upstream refuses', ...said };
  if (accepted) return differentDefaults(judgement);
  return namesSameField(judgement) ? undefined : { difference: 'we name another field than upstream', ...said };
}

/** Whether some field of ours is one of those that upstream names, as far as it names any. */
function namesSameField({ of, ours, webhook, server }: Judgement): boolean {
  const areStructural = ours.every(({ code }) => isStructural(code));
  // Of an unknown field the API server tells before any webhook; we leave out what may follow from it.
  if (!areStructural && ours.some(({ code }) => code === structureRules.unknown.code)) return true;
  // The API server looks first: the webhook speaks of other things.
  const countsMissing = webhook.failed === undefined || !fillsIn(of.object);
  const fields = areStructural ? fieldsOfServer(server, countsMissing) : fieldsOf(webhook.errors);
  return fields.length === 0 || ours.some(({ path }) => fields.some((field) => areRelated(path, field)));
}

/** Whether the kind has a webhook that writes objects anew; Istio has none. */
function fillsIn({ apiVersion }: KubeObject): boolean {
  return !apiVersion.includes('.istio.io/');
}

/** Fields that are missing don't count where the webhook fails, which would have filled them in. */
function fieldsOfServer(server: ServerVerdict | undefined, countsMissing: boolean): string[] {
  if (server === undefined || server.ok) return [];
  const causes = server.causes.filter(({ reason }) => countsMissing || reason !== 'FieldValueRequired');
  const unknown = Array.from(server.message.matchAll(/unknown field "([^"]+)"/g), ([, field]) => field!);
  // Of a number that is too large the cause names the field in its text alone.
  const inText = causes.flatMap(({ message }) => / in (spec\S*)$/.exec(message)?.[1] ?? []);
  // The scale subresource names its field as a definition does.
  const named = causes.map(({ field }) => field.replace(/^\./, '')).filter((field) => !['', '<nil>'].includes(field));
  return [...unknown, ...inText, ...named];
}

function differentDefaults({ defaulted, webhook }: Judgement): Disagreement | undefined {
  if (webhook.defaulted === undefined || defaulted === undefined) return undefined;
  const [ours, upstreams] = [defaulted, webhook.defaulted].map((it) => JSON.stringify(normalForm(it)));
  if (ours === upstreams) return undefined;
  return { difference: 'our defaults are not those of upstream', ours: ours!, upstreams: upstreams! };
}

function whatUpstreamSays({ webhook, server }: Judgement): string {
  const errors = webhook.errors.filter(({ level }) => level === 'Error');
  const said = errors.map(({ message, paths = [] }) => `${message} (${paths.join(', ')})`);
  if (webhook.failed !== undefined) said.unshift(webhook.failed);
  if (server?.ok === false) said.push(`the API server: ${server.message}`);
  return said.join('; ');
}

/** A text that is alike for disagreements with one cause, as far as one can tell. */
export function causeOf({ of, ours, failure }: Judgement, { difference, upstreams }: Disagreement): string {
  const [first] = ours;
  const about = failure ?? first?.code ?? (difference.includes('defaults') ? '' : upstreams.split('; ')[0]!);
  const alike = about.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|\d+(?=\])/g, '…');
  return `${of.object.kind}: ${difference}: ${alike}`;
}
