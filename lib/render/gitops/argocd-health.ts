import { readyConditionOf } from '../../api/readiness';
import { kinds } from '../../api/registry';

/**
 * What Argo CD is to know of the health of Knative's and Tekton's kinds, as the value of `resource.customizations`: only
 * there a wildcard may stand for kinds.
 *
 * Argo CD takes a custom resource for healthy as soon as it is there, so that no wave waits for another. These scripts
 * read the conditions that all kinds of Knative have in common, and runs of Tekton. A claim to storage counts as healthy
 * while it waits for its first pod, which may be in a later wave.
 */
export function healthCustomizations(): Readonly<Record<string, { readonly 'health.lua': string }>> {
  const scripts = Object.entries(GROUPS).map(([pattern, groups]) => [pattern, { 'health.lua': duckHealth(groups) }]);
  return { ...Object.fromEntries(scripts), PersistentVolumeClaim: { 'health.lua': CLAIM } };
}

/** Patterns of groups and kinds as Argo CD reads them, with the groups that each stands for. */
const GROUPS: Readonly<Record<string, RegExp>> = {
  '*.knative.dev/*': /\.knative\.dev$/,
  '*.tekton.dev/*': /\.tekton\.dev$/,
  'tekton.dev/*': /^tekton\.dev$/,
};

/**
 * Lua's libraries are not there, apart from the basic one and `table`. An object whose status is older than its spec, or
 * of a kind that has conditions and shows none yet, is still progressing.
 */
function duckHealth(groups: RegExp): string {
  return `-- Kinds that have such a condition: until it shows, an object of theirs is not ready.
local waits = {
${waitingKinds(groups)
  .map((kind) => `  ${kind} = true,`)
  .join('\n')}
}

local function health(status, message)
  return { status = status, message = message or "" }
end

if obj.metadata ~= nil and obj.metadata.deletionTimestamp ~= nil then
  return health("Progressing", "it is being deleted")
end

local status = obj.status or {}
if status.observedGeneration ~= nil and obj.metadata ~= nil and obj.metadata.generation ~= nil
    and status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "the controller has not seen the last change yet")
end

for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Ready" or condition.type == "Succeeded" then
    local message = condition.message or condition.reason
    if condition.status == "True" then
      return health("Healthy", message)
    end
    if condition.status == "False" then
      return health("Degraded", message)
    end
    return health("Progressing", message)
  end
end

if waits[obj.kind] then
  return health("Progressing", "the controller has not said how it is yet")
end
return health("Healthy")
`;
}

/** The kinds of some groups that have a condition by which one can tell whether they are ready. */
function waitingKinds(groups: RegExp): string[] {
  const waiting = kinds.filter(({ group, apiVersion, kind }) => {
    return groups.test(group) && readyConditionOf(apiVersion, kind) !== undefined;
  });
  return [...new Set(waiting.map(({ kind }) => kind))].sort();
}

const CLAIM = `local phase = (obj.status or {}).phase
if phase == "Lost" then
  return { status = "Degraded", message = "its volume is lost" }
end
if phase == "Bound" then
  return { status = "Healthy", message = "" }
end
return { status = "Healthy", message = "it may be bound once a pod uses it" }
`;
