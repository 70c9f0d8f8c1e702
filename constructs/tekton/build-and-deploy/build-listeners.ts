import { Construct } from 'constructs';
import type { RunTemplate } from '../run-template';
import { EventListener } from '../triggers/event-listener';
import { Interceptor } from '../triggers/interceptor';
import type { TemplateParams } from '../triggers/template-params';
import { TriggerBinding } from '../triggers/trigger-binding';
import { TriggerTemplate } from '../triggers/trigger-template';
import type { BuildTrigger, TriggerPlace } from './build-trigger';
import type { ImageBuild } from './image-build';

/** What listeners start. */
export interface ListenedPipeline {
  readonly place: TriggerPlace;
  readonly builds: readonly ImageBuild[];
  /** The revision that is built where a request names none. */
  readonly revision: string;
  /** A run with these values. */
  readonly run: (params: Readonly<Record<string, string>>) => RunTemplate;
}

/**
 * Listeners that start runs. Those of webhooks and those of events are apart: the first are opened to the world, where the
 * second have no secret to know a sender by.
 */
export function makeListeners(
  scope: Construct,
  triggers: readonly BuildTrigger[],
  pipeline: ListenedPipeline,
): EventListener[] {
  if (triggers.length === 0) return [];
  const template = makeTemplate(scope, pipeline);
  const isEvent = ({ parts }: BuildTrigger) => parts.connect !== undefined;
  const groups = [
    { id: 'webhook-listener', name: pipeline.place.name, members: triggers.filter((trigger) => !isEvent(trigger)) },
    { id: 'event-listener', name: `${pipeline.place.name}-events`, members: triggers.filter(isEvent) },
  ];
  return groups.flatMap(({ id, name, members }) => {
    if (members.length === 0) return [];
    const places = namesOf(members).map((member) => new Construct(scope, member));
    const listener = new EventListener(scope, id, {
      ...pipeline.place,
      name,
      triggers: members.map((trigger, i) => listened(places[i]!, trigger, template, pipeline)),
    });
    members.forEach(({ parts }, i) => {
      const place = { ...pipeline.place, name: `${pipeline.place.name}-${places[i]!.node.id}` };
      parts.connect?.(places[i]!, place, listener);
    });
    return [listener];
  });
}

/** A name for each: that of its sort, with a number from the second on. */
function namesOf(triggers: readonly BuildTrigger[]): string[] {
  return triggers.map(({ parts }, i) => {
    const before = triggers.slice(0, i).filter((other) => other.parts.name === parts.name).length;
    return before === 0 ? parts.name : `${parts.name}-${before + 1}`;
  });
}

function makeTemplate(scope: Construct, { place, builds, revision, run }: ListenedPipeline): TriggerTemplate {
  const flags = builds.flatMap(({ flag }) => (flag === undefined ? [] : [flag.name]));
  const params: TemplateParams = {
    revision: { default: revision },
    ...Object.fromEntries(flags.map((flag) => [flag, { default: 'true' }])),
  };
  return new TriggerTemplate(scope, 'template', {
    ...place,
    params,
    resourcetemplates: (values) => [run(values)],
  });
}

function listened(
  scope: Construct,
  { parts }: BuildTrigger,
  template: TriggerTemplate,
  { place, builds }: ListenedPipeline,
) {
  const conditions = parts.isChanged === undefined ? [] : conditionsOf(builds, parts.isChanged);
  const values = {
    ...(parts.revision !== undefined && { revision: parts.revision }),
    ...Object.fromEntries(conditions.map(([flag]) => [flag, `$(extensions.${flag})`])),
  };
  const interceptors = [...parts.interceptors];
  if (conditions.length > 0) {
    const isAny = conditions.map(([flag]) => `extensions['${flag}']`).join(' || ');
    interceptors.push(Interceptor.cel({ overlays: Object.fromEntries(conditions) }));
    // If some images are built by every push, there is always something to do.
    if (conditions.length === builds.length) interceptors.push(Interceptor.cel({ filter: isAny }));
  }
  const name = scope.node.id;
  if (Object.keys(values).length === 0) return template.trigger({ name, interceptors });
  const binding = new TriggerBinding(scope, 'binding', { ...place, name: `${place.name}-${name}`, params: values });
  return template.trigger({ name, interceptors, bindings: [binding] });
}

/** For each image that only some pushes build: its param, and the condition. */
function conditionsOf(
  builds: readonly ImageBuild[],
  isChanged: (directories: readonly string[]) => string,
): [string, string][] {
  return builds.flatMap(({ flag, paths }): [string, string][] =>
    flag === undefined || paths === undefined ? [] : [[flag.name, isChanged(paths)]],
  );
}
