import { groupOf } from '../../graph/object-ref';
import type { FieldPath } from '../../rules/diagnostic';
import type { ImportRule } from '../change';
import {
  appended,
  type Draft,
  type Fields,
  fieldsAt,
  fieldsMadeAt,
  isFields,
  listAt,
  mapTexts,
  take,
  textAt,
} from '../draft';
import { specOf } from './common';
import type { Upgrade, Upgrader } from './upgrade-set';

const rules = {
  lists: {
    code: 'KU4001',
    action: 'upgraded',
    why: 'A trigger has several bindings and interceptors since Tekton Triggers 0.2.',
  },
  binding: {
    code: 'KU4002',
    action: 'upgraded',
    why: 'A reference to a binding is called ref since Tekton Triggers 0.14; name belongs to a value written in place.',
  },
  template: {
    code: 'KU4003',
    action: 'upgraded',
    why: 'A reference to a template is called ref since Tekton Triggers 0.14.',
  },
  account: {
    code: 'KU4004',
    action: 'upgraded',
    why: 'The account of a trigger is called serviceAccountName, in the namespace of its listener, since Tekton Triggers 0.10.',
  },
  interceptor: {
    code: 'KU4005',
    action: 'upgraded',
    why: 'Interceptors are objects of the cluster that a trigger refers to, with params, since Tekton Triggers 0.12.',
  },
  resources: {
    code: 'KU4006',
    action: 'upgraded',
    why: 'What a listener runs as stands in resources.kubernetesResource since triggers.tekton.dev/v1beta1.',
  },
  templateParams: {
    code: 'KU4007',
    action: 'upgraded',
    why: 'Params of the template are $(tt.params.X) since Tekton Triggers 0.6, so that those of a run are left alone.',
  },
  overlays: {
    code: 'KU4008',
    action: 'upgraded',
    why: 'Overlays of CEL are extensions since Tekton Triggers 0.12, and not part of the body any more.',
  },
} as const satisfies Record<string, ImportRule>;

const GROUPS = ['tekton.dev', 'triggers.tekton.dev'];

function isOf(kind: string): Upgrader['applies'] {
  return (draft) => GROUPS.includes(groupOf(draft.apiVersion)) && draft.kind === kind;
}

/** `EventListener` and its triggers. */
export const listeners: Upgrader = {
  applies: isOf('EventListener'),
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec === undefined) return;
    for (const [i, trigger] of listAt(spec, 'triggers').entries()) triggerOf(upgrade, trigger, ['spec', 'triggers', i]);
    for (const [i, group] of listAt(spec, 'triggerGroups').entries()) {
      interceptorsOf(upgrade, group, ['spec', 'triggerGroups', i]);
    }
    kubernetesResource(upgrade, spec);
  },
};

/** `Trigger` of Tekton. */
export const tektonTriggers: Upgrader = {
  applies: isOf('Trigger'),
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec !== undefined) triggerOf(upgrade, spec, ['spec']);
  },
};

function triggerOf(upgrade: Upgrade, trigger: Fields, at: FieldPath): void {
  for (const [one, many] of [
    ['binding', 'bindings'],
    ['interceptor', 'interceptors'],
  ] as const) {
    const given = take(trigger, one);
    if (!isFields(given)) continue;
    trigger[many] = appended(trigger[many], given);
    upgrade.note(rules.lists, [...at, one], `${one} is one of ${many}`);
  }
  if (Array.isArray(trigger.bindings)) {
    trigger.bindings = trigger.bindings
      .filter(isFields)
      .flatMap((binding, i) => bindingOf(upgrade, binding, [...at, 'bindings', i]));
  }
  templateOf(upgrade, trigger, at);
  const account = take(trigger, 'serviceAccount');
  if (account !== undefined) {
    trigger.serviceAccountName ??= isFields(account) ? account.name : account;
    upgrade.note(rules.account, [...at, 'serviceAccount'], `the account is ${trigger.serviceAccountName}`);
  }
  const overlays = interceptorsOf(upgrade, trigger, at);
  if (overlays.length > 0) extensions(upgrade, trigger, overlays, at);
}

function bindingOf(upgrade: Upgrade, binding: Fields, at: FieldPath): Fields[] {
  const inner = fieldsAt(binding, 'spec');
  if (inner !== undefined) {
    const values = listAt(inner, 'params').map(({ name, value }) => ({ name, value }));
    const known = binding.ref !== undefined && values.length === 0;
    upgrade.note(rules.binding, [...at, 'spec'], 'wrote the params of the binding in place');
    return known ? [{ ref: binding.ref }] : values;
  }
  if (binding.ref !== undefined || binding.value !== undefined || binding.name === undefined) return [binding];
  const { name, apiVersion, ...rest } = binding;
  upgrade.note(rules.binding, [...at, 'name'], `refers to the binding ${name} by ref`);
  return [{ ref: name, ...(apiVersion !== undefined && { apiversion: apiVersion }), ...rest }];
}

function templateOf(upgrade: Upgrade, trigger: Fields, at: FieldPath): void {
  const template = fieldsAt(trigger, 'template');
  if (template === undefined || template.ref !== undefined || template.name === undefined) return;
  const { name, ...rest } = template;
  trigger.template = { ref: name, ...rest };
  upgrade.note(rules.template, [...at, 'template', 'name'], `refers to the template ${name} by ref`);
}

const BUILT_IN = ['github', 'gitlab', 'bitbucket', 'cel', 'slack'];

/** Names the interceptors; gives the keys of overlays that were merged into the body. */
function interceptorsOf(upgrade: Upgrade, holder: Fields, at: FieldPath): string[] {
  const overlays: string[] = [];
  for (const [i, interceptor] of listAt(holder, 'interceptors').entries()) {
    const name = BUILT_IN.find((key) => isFields(interceptor[key]));
    if (name === undefined) continue;
    const settings = take(interceptor, name) as Fields;
    const secret = fieldsAt(settings, 'secretRef');
    if (secret !== undefined) delete secret.namespace;
    if (name === 'cel') overlays.push(...listAt(settings, 'overlays').map(({ key }) => String(key)));
    interceptor.ref = { name };
    interceptor.params = Object.entries(settings).map(([param, value]) => ({ name: param, value }));
    upgrade.note(rules.interceptor, [...at, 'interceptors', i, name], `${name} is an interceptor that is referred to`);
  }
  return overlays;
}

/** Bindings that read an overlay, in the trigger and in the objects that it names. */
function extensions(upgrade: Upgrade, trigger: Fields, overlays: readonly string[], at: FieldPath): void {
  const named = listAt(trigger, 'bindings').flatMap(({ ref }) => {
    const found = upgrade.find('TriggerBinding', String(ref)) ?? upgrade.find('ClusterTriggerBinding', String(ref));
    return found === undefined ? [] : [found as Fields];
  });
  let changed = false;
  for (const place of [trigger.bindings, ...named.map(({ spec }) => spec)]) {
    mapTexts(place, (text) =>
      text.replace(/\$\(body\.([\w-]+)((?:\.[\w-]+)*)\)/g, (whole, key: string, rest: string) => {
        if (!overlays.includes(key)) return whole;
        changed = true;
        return `$(extensions.${key}${rest})`;
      }),
    );
  }
  if (changed) upgrade.note(rules.overlays, [...at, 'bindings'], `reads ${overlays.join(', ')} from extensions`);
}

function kubernetesResource(upgrade: Upgrade, spec: Fields): void {
  const [serviceType, replicas, podTemplate] = ['serviceType', 'replicas', 'podTemplate'].map((name) =>
    take(spec, name),
  );
  if (serviceType === undefined && replicas === undefined && podTemplate === undefined) return;
  const resource = fieldsMadeAt(fieldsMadeAt(spec, 'resources'), 'kubernetesResource');
  resource.serviceType ??= serviceType;
  resource.replicas ??= replicas;
  for (const name of ['serviceType', 'replicas']) if (resource[name] === undefined) delete resource[name];
  if (isFields(podTemplate)) {
    const pod = fieldsMadeAt(fieldsMadeAt(fieldsMadeAt(resource, 'spec'), 'template'), 'spec');
    Object.assign(pod, podTemplate);
  }
  upgrade.note(
    rules.resources,
    ['spec'],
    'serviceType, replicas and podTemplate stand in resources.kubernetesResource',
  );
}

/** Upgrades objects that stand within another one. */
export type UpgradeInner = (upgrade: Upgrade, objects: readonly Draft[], at: FieldPath) => Draft[];

/** `TriggerTemplate`: its params, and the objects that it makes. */
export function triggerTemplates(upgradeInner: UpgradeInner): Upgrader {
  return {
    applies: isOf('TriggerTemplate'),
    run(upgrade) {
      const spec = specOf(upgrade.draft);
      const given = spec?.resourcetemplates;
      if (spec === undefined || !Array.isArray(given)) return;
      const names = listAt(spec, 'params').map(({ name }) => String(name));
      const before = JSON.stringify(given);
      for (const template of given) if (isFields(template)) ttParams(template, names);
      if (JSON.stringify(given) !== before) {
        upgrade.note(
          rules.templateParams,
          ['spec', 'resourcetemplates'],
          'params of the template are read as $(tt.params.X)',
        );
      }
      const objects = given.filter((object): object is Draft => {
        return isFields(object) && textAt(object, 'kind') !== undefined && textAt(object, 'apiVersion') !== undefined;
      });
      if (objects.length < given.length) return;
      for (const object of objects) object.metadata = isFields(object.metadata) ? object.metadata : {};
      spec.resourcetemplates = upgradeInner(upgrade, objects, ['spec', 'resourcetemplates']);
    },
  };
}

/** Params that the object declares itself are its own, as those of a pipeline within a run. */
function ttParams(template: Fields, names: readonly string[]): void {
  const own = new Set<string>();
  for (const inner of [
    fieldsAt(specOf(template as Draft), 'pipelineSpec'),
    fieldsAt(specOf(template as Draft), 'taskSpec'),
  ]) {
    for (const { name } of listAt(inner, 'params')) own.add(String(name));
  }
  mapTexts(template, (text) =>
    text.replace(/\$\(params\.([\w-]+)\)/g, (whole, name: string) => {
      return names.includes(name) && !own.has(name) ? `$(tt.params.${name})` : whole;
    }),
  );
}

export const tektonTriggerRules: readonly ImportRule[] = Object.values(rules);
