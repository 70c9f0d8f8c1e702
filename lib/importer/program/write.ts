import type { KubeObject } from '../../api/meta/v1';
import { findKind } from '../../api/registry';
import { displayRef, idOf, refOf } from '../../graph/object-ref';
import type { Finding } from '../../manifests';
import type { Change } from '../change';
import { type Fields, isFields } from '../draft';
import type { Imported, ImportedObject } from '../import';
import {
  call,
  cdk8s,
  construct,
  type Entries,
  type Expression,
  given,
  literal,
  map,
  mapOrNone,
  member,
  ours,
  use,
  type Variable,
} from './expression';
import { type Patch, patchesBetween } from './patches';
import type { Level, Program, Statement, Trial, WrittenObject } from './program';
import { type Named, type Scope, Texts } from './scope';
import { writerOf } from './writers';

/** An object is easier to read as it is if it has more patches than this, or than one for so many of its values. */
const MOST_PATCHES = 4;
const VALUES_PER_PATCH = 8;

/** How each object is to be written, by its place in the list. */
interface Plan {
  readonly level: Level;
  readonly patches: readonly Patch[];
}

/**
 * The program that makes the objects of an import. Each object is written with the construct of its kind, and tried:
 * what the construct says otherwise is patched, and an object that it cannot say is written as an `ApiObject`.
 */
export async function writeProgram(imported: Imported, trial: Trial): Promise<Program> {
  const { objects } = imported;
  const malformed = malformedIn(imported.findings);
  const placeOf = new Map(objects.map(({ object }, place) => [object, place]));
  let plans: Plan[] = objects.map((one) => ({ level: levelOf(one, malformed), patches: [] }));
  for (let round = 0; ; round++) {
    const program = new Writer(imported, plans).write();
    const outcomes = await trial(program);
    const next = program.objects.map(({ object, level }, i) => {
      const place = placeOf.get(object) as number;
      const outcome = outcomes[i];
      return { place, plan: better(outcome, object, level, plans[place] as Plan) };
    });
    if (next.every(({ plan }) => plan === undefined)) return program;
    if (round > objects.length * 2) throw new Error('the program does not settle');
    const changed = new Map(next.map(({ place, plan }) => [place, plan]));
    plans = plans.map((plan, place) => changed.get(place) ?? plan);
  }
}

/** Objects with faults that their schema tells: fields that nobody knows have no property, and other types do not compile. */
function malformedIn(findings: readonly Finding[]): ReadonlySet<string> {
  const faults = findings.filter(({ code }) => /^KG010[1-5]$/.test(code));
  return new Set(faults.flatMap(({ object }) => (object === undefined ? [] : [idOf(object)])));
}

function levelOf({ object }: ImportedObject, malformed: ReadonlySet<string>): Level {
  const isKnown = writerOf(object.apiVersion, object.kind) !== undefined;
  return isKnown && !malformed.has(idOf(refOf(object))) ? 'construct' : 'object';
}

/** A better plan for an object, after it was tried; undefined if this one does. */
function better(
  outcome: Awaited<ReturnType<Trial>>[number] | undefined,
  object: KubeObject,
  level: Level,
  plan: Plan,
): Plan | undefined {
  const wanted = plainObject(object);
  if (outcome !== undefined && 'manifest' in outcome) {
    const patches = patchesBetween(outcome.manifest, wanted);
    if (patches.length === 0) return undefined;
    if (level === 'object' && plan.patches.length > 0) throw new Error(`${displayRef(refOf(object))} can't be written`);
    const most = Math.max(MOST_PATCHES, valuesIn(wanted) / VALUES_PER_PATCH);
    if (level === 'object' || (patches.length <= most && plan.patches.length === 0)) return { level, patches };
  }
  if (level === 'object') {
    const failure = outcome !== undefined && 'failure' in outcome ? outcome.failure : 'it does not become what it is';
    throw new Error(`${displayRef(refOf(object))} can't be written: ${failure}`);
  }
  return { level: 'object', patches: [] };
}

/** How many values, other than maps and lists, there are in one. */
function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + valuesIn(inner), 0);
}

/** The object as JSON has it: without what is undefined. */
function plainObject(object: KubeObject): unknown {
  return JSON.parse(JSON.stringify(object));
}

class Writer {
  readonly #written: WrittenObject[] = [];
  readonly #levels = new Map<Variable, Level>();
  readonly #comments = new Map<string, string[]>();
  readonly #byPlace = new Map<number, Variable | 'in progress'>();
  readonly #charts = new Map<string | undefined, { readonly variable: Variable; readonly ids: Set<string> }>();
  readonly #places: ReadonlyMap<string, number>;

  public constructor(
    private readonly imported: Imported,
    private readonly plans: readonly Plan[],
  ) {
    this.#places = new Map(imported.objects.map(({ object }, place) => [idOf(refOf(object)), place]));
    for (const change of imported.changes)
      if (change.action === 'decide') this.#comment(change.object, decision(change));
    for (const finding of imported.findings)
      if (finding.severity === 'error') this.#comment(finding.object, fault(finding));
    // Objects of no namespace, and of the whole cluster, come first.
    for (const { object } of imported.objects) this.#chartOf(object.metadata.namespace);
  }

  public write(): Program {
    for (const place of this.plans.keys()) this.#object(place);
    const { changes, objects } = this.imported;
    const files = [...new Set(objects.map(({ file }) => file))];
    const ids = new Set(objects.map(({ object }) => idOf(refOf(object))));
    const dropped = changes.filter(
      ({ action, object }) => action === 'decide' && (object === undefined || !ids.has(idOf(object))),
    );
    return {
      header: [`Imported from ${files.join(', ')} by cdk8s-knative import.`],
      charts: [...this.#charts].map(([namespace, { variable }]) => ({
        variable,
        value: construct(
          cdk8s('Chart'),
          APP,
          literal(namespace ?? this.#noNamespace()),
          mapOrNone({ namespace: given(namespace) }),
        ),
      })),
      objects: this.#written,
      footer: dropped.map(decision),
    };
  }

  /** The chart of what is in no namespace: files are named for charts, so no namespace may have the same name. */
  #noNamespace(): string {
    return this.#charts.has('manifests') ? 'cluster-manifests' : 'manifests';
  }

  #chartOf(namespace: string | undefined) {
    const known = this.#charts.get(namespace);
    if (known !== undefined) return known;
    const words = namespace ?? 'manifests';
    const chart = { variable: { words: `${words} chart`, kind: 'chart' }, ids: new Set<string>() };
    this.#charts.set(namespace, chart);
    return chart;
  }

  /** Writes an object, and before it what its construct refers to. */
  #object(place: number): Variable | undefined {
    const known = this.#byPlace.get(place);
    if (known === 'in progress') return undefined;
    if (known !== undefined) return known;
    this.#byPlace.set(place, 'in progress');
    const { object } = this.imported.objects[place] as ImportedObject;
    const { level, patches } = this.plans[place] as Plan;
    const before: Statement[] = [];
    const after: Statement[] = [];
    const { name = object.metadata.generateName ?? object.kind } = object.metadata;
    const self: Variable = { words: name, kind: object.kind };
    const scope = this.#scope(object, before, after, self);
    const written =
      level === 'construct' ? writerOf(object.apiVersion, object.kind)?.(specOf(object), scope) : undefined;
    if (written === undefined) {
      before.length = 0;
      after.length = 0;
    }
    const chart = this.#chartOf(object.metadata.namespace);
    const id = freeId(name, object.kind, chart.ids);
    const value =
      written === undefined
        ? bare(object, use(chart.variable), id)
        : construct(ours(written.of), use(chart.variable), literal(id), mapOrNone(propsOf(written.props, scope, id)));
    const statements: Statement[] = [
      ...before,
      { value, variable: self, comments: this.#commentsOn(object, before.length === 0) },
      ...after,
      ...this.#patched(object, patches, self, written === undefined),
    ];
    const first = statements[0];
    if (first !== undefined && before.length > 0)
      statements[0] = { ...first, comments: this.#commentsOn(object, true) };
    const as: Level = written === undefined ? 'object' : 'construct';
    this.#written.push({ object, statements, construct: self, level: as });
    this.#levels.set(self, as);
    this.#byPlace.set(place, self);
    return self;
  }

  #commentsOn(object: KubeObject, isFirst: boolean): string[] {
    return isFirst ? [...new Set(this.#comments.get(idOf(refOf(object))))] : [];
  }

  #comment(subject: Parameters<typeof idOf>[0] | undefined, text: string): void {
    if (subject === undefined) return;
    const id = idOf(subject);
    this.#comments.set(id, [...(this.#comments.get(id) ?? []), text]);
  }

  #patched(object: KubeObject, patches: readonly Patch[], self: Variable, isBare: boolean): Statement[] {
    const all =
      isBare && object.metadata.name === undefined
        ? [
            { op: 'remove', path: '/metadata/name' } as const,
            ...patches.filter(({ path }) => path !== '/metadata/name'),
          ]
        : patches;
    if (all.length === 0) return [];
    const target = isBare ? use(self) : call(cdk8s('ApiObject.of'), use(self));
    return [{ value: call(member(target, 'addJsonPatch'), ...all.map(patchCall)) }];
  }

  #scope(object: KubeObject, before: Statement[], after: Statement[], self: Variable): Scope {
    const { name = '', namespace, labels, annotations } = object.metadata;
    const placeOf = (named: Named): number | undefined => {
      const kind = findKind(named.apiVersion, named.kind);
      const of = kind?.scope === 'Cluster' ? undefined : (named.namespace ?? namespace);
      return this.#places.get(idOf(refOf({ ...named, metadata: { name: named.name, namespace: of } })));
    };
    return {
      object,
      name,
      namespace,
      construct: use(self),
      labels: new Texts(labels),
      annotations: new Texts(annotations),
      find: (named) => {
        const place = placeOf(named);
        return place === undefined ? undefined : this.imported.objects[place]?.object;
      },
      constructOf: (named) => {
        const place = placeOf(named);
        if (place === undefined) return undefined;
        const target = this.imported.objects[place] as ImportedObject;
        if (target.object.apiVersion !== named.apiVersion) return undefined;
        const variable = this.#object(place);
        if (variable === undefined) return undefined;
        return this.#levels.get(variable) === 'construct' ? use(variable) : undefined;
      },
      constant: (words, kind, value) => {
        const variable = { words, kind };
        before.push({ variable, value });
        return use(variable);
      },
      declare: (variable, value) => before.push({ variable, value }),
      after: (value, variable) => after.push({ value: value(use(self)), ...(variable !== undefined && { variable }) }),
    };
  }
}

const APP: Expression = { kind: 'variable', variable: { words: 'app', kind: 'app' } };

function specOf({ spec }: KubeObject): Fields {
  return isFields(spec) ? (spec as Fields) : {};
}

/** The id of a construct: the object's name, where no other construct of the chart has it. */
function freeId(name: string, kind: string, taken: Set<string>): string {
  const plain = name.replaceAll('/', '-').replace(/-$/, '');
  const candidates = [plain, `${plain}-${kind.toLowerCase()}`];
  for (let number = 2; ; number++) {
    const id = candidates.shift() ?? `${plain}-${kind.toLowerCase()}-${number}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

function propsOf(props: Entries, { name, labels, annotations }: Scope, id: string): Entries {
  return {
    name: name === '' || name === id ? undefined : literal(name),
    labels: labels.rest,
    annotations: annotations.rest,
    ...props,
  };
}

/** The object as it is. Its namespace is the chart's. */
function bare(object: KubeObject, chart: Expression, id: string): Expression {
  const { apiVersion, kind, metadata, ...rest } = plainObject(object) as Record<string, unknown> & { metadata: Fields };
  const { namespace: _, ownerReferences, ...others } = metadata;
  // cdk8s types them strictly: what is not whole is patched in.
  const own = isWholeOwner(ownerReferences) ? { ...others, ownerReferences } : others;
  return construct(
    cdk8s('ApiObject'),
    chart,
    literal(id),
    map({ ...entriesOf({ apiVersion, kind, metadata: own }), ...entriesOf(rest) }),
  );
}

function isWholeOwner(owners: unknown): boolean {
  const fields = ['apiVersion', 'kind', 'name', 'uid'];
  return (
    Array.isArray(owners) &&
    owners.every((owner) => isFields(owner) && fields.every((name) => typeof owner[name] === 'string'))
  );
}

function entriesOf(fields: Readonly<Record<string, unknown>>): Entries {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, literal(value)]));
}

function patchCall(patch: Patch): Expression {
  const { op, path } = patch;
  return call(cdk8s(`JsonPatch.${op}`), literal(path), 'value' in patch ? literal(patch.value) : undefined);
}

function decision({ message, why }: Change): string {
  return `${message}. ${why}`;
}

function fault({ code, message, path, hint }: Finding): string {
  return `${code} ${message}${path === '' ? '' : ` (${path})`}${hint === undefined ? '' : `: ${hint}`}`;
}
