import type { ObjectMeta } from '../../../api/meta/v1';
import type { RevisionSpec } from '../../../api/serving/v1/revision';
import type { Platform } from '../../platform';
import { withContainerDefaults } from './container';
import { containerName, nameContainers } from './container-names';
import { hasSecureDefaults, withSecureDefaults } from './security';

/** What upstream fills in the spec of a revision. `parent` is the object that holds it. */
export function withRevisionSpecDefaults(
  given: RevisionSpec | undefined,
  parent: ObjectMeta,
  platform: Platform,
  isCreation: boolean,
): RevisionSpec {
  const spec: RevisionSpec = given?.containers ? given : { ...given, containers: [] };
  const config = platform.defaults;
  const timeoutSeconds = spec.timeoutSeconds || config.revisionTimeoutSeconds;
  const within = (seconds: number) => (seconds !== 0 && seconds < timeoutSeconds ? seconds : undefined);
  const named = withContainerNames(spec, parent, platform);
  const secure = platform.feature('secure-pod-defaults');
  const isSecure = hasSecureDefaults(secure);
  const containers = named.containers.map((container) => {
    const filled = withContainerDefaults(container, spec, config);
    return isSecure ? withSecureDefaults(filled, spec.securityContext, secure) : filled;
  });
  const initContainers = isSecure
    ? named.initContainers?.map((container) => withSecureDefaults(container, spec.securityContext, secure))
    : named.initContainers;
  const idleTimeoutSeconds = spec.idleTimeoutSeconds ?? within(config.revisionIdleTimeoutSeconds);
  const startTimeoutSeconds = spec.responseStartTimeoutSeconds ?? within(config.revisionResponseStartTimeoutSeconds);
  const enableServiceLinks = spec.enableServiceLinks ?? (isCreation ? config.enableServiceLinks : undefined);
  return {
    ...spec,
    timeoutSeconds,
    containerConcurrency: spec.containerConcurrency ?? config.containerConcurrency,
    containers,
    ...(idleTimeoutSeconds !== undefined && { idleTimeoutSeconds }),
    ...(startTimeoutSeconds !== undefined && { responseStartTimeoutSeconds: startTimeoutSeconds }),
    ...(enableServiceLinks !== undefined && { enableServiceLinks }),
    ...(initContainers !== undefined && { initContainers }),
  };
}

function withContainerNames(spec: RevisionSpec, parent: ObjectMeta, { defaults }: Platform) {
  const { containers, initContainers } = spec;
  const names = [...containers, ...(initContainers ?? [])].map(({ name }) => name ?? '');
  const taken = new Set(names.filter((name) => name !== ''));
  const named = (base: string) => containerName(base, parent);
  return {
    containers: nameContainers(containers, named(defaults.containerNameTemplate), taken),
    initContainers: initContainers && nameContainers(initContainers, named(defaults.initContainerNameTemplate), taken),
  };
}
