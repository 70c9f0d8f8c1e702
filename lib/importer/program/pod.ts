import { type Fields, fieldsAt, isFields, listAt, textAt } from '../draft';
import { call, type Entries, type Expression, given, list, literal, map, mapOrNone, ours } from './expression';
import type { Scope } from './scope';
import { namesIn, seconds } from './values';

/** Volumes of a pod by name, as expressions that containers mount. */
export type PodVolumes = ReadonlyMap<string, Expression>;

/** Container fields that a property of the same name says. */
const SAME = [
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'workingDir',
  'terminationMessagePath',
  'terminationMessagePolicy',
];

/** What containers of all sorts have, without their names. */
export function containerProps(container: Fields, volumes: PodVolumes, scope: Scope): Entries {
  return {
    ...Object.fromEntries(SAME.map((name) => [name, given(container[name])])),
    env: env(container.env, scope),
    envFrom: envFrom(container.envFrom, scope),
    volumes: mounts(container.volumeMounts, volumes),
  };
}

/** A container of a revision. */
export function servingContainer(container: Fields, pod: Fields, volumes: PodVolumes, scope: Scope): Entries {
  return {
    ...containerProps(container, volumes, scope),
    port: port(container.ports),
    resources: given(container.resources),
    readiness: probe(container.readinessProbe),
    liveness: probe(container.livenessProbe),
    startup: probe(container.startupProbe),
    securityContext: securityContext(container.securityContext, fieldsAt(pod, 'securityContext')),
  };
}

export function env(given: unknown, scope: Scope): Expression | undefined {
  if (!Array.isArray(given) || given.length === 0) return undefined;
  const entries = given.filter(isFields).map((variable) => [String(variable.name), envValue(variable, scope)] as const);
  const isWhole = entries.every(([name, value]) => value !== undefined && !/^\d+$/.test(name));
  if (!isWhole || new Set(entries.map(([name]) => name)).size < entries.length) return undefined;
  return map(Object.fromEntries(entries));
}

function envValue(variable: Fields, scope: Scope): Expression | undefined {
  const from = fieldsAt(variable, 'valueFrom');
  if (from === undefined) return typeof variable.value === 'string' ? literal(variable.value) : undefined;
  const secret = fieldsAt(from, 'secretKeyRef');
  if (secret !== undefined) {
    return call(
      ours('EnvValue.fromSecret'),
      given(secret.name),
      given(secret.key),
      mapOrNone({ optional: given(secret.optional) }),
    );
  }
  const config = fieldsAt(from, 'configMapKeyRef');
  if (config !== undefined) {
    const named = byName('v1', 'ConfigMap', config.name, scope);
    return call(
      ours('EnvValue.fromConfigMap'),
      named,
      given(config.key),
      mapOrNone({ optional: given(config.optional) }),
    );
  }
  const field = fieldsAt(from, 'fieldRef');
  if (field !== undefined) {
    return call(ours('EnvValue.fromField'), given(field.fieldPath), mapOrNone({ apiVersion: given(field.apiVersion) }));
  }
  const resource = fieldsAt(from, 'resourceFieldRef');
  if (resource === undefined) return undefined;
  const options = { container: given(resource.containerName), divisor: given(resource.divisor) };
  return call(ours('EnvValue.fromResource'), given(resource.resource), mapOrNone(options));
}

function envFrom(sources: unknown, scope: Scope): Expression | undefined {
  if (!Array.isArray(sources)) return undefined;
  return list(
    sources.filter(isFields).map((source) => {
      const secret = fieldsAt(source, 'secretRef');
      const config = fieldsAt(source, 'configMapRef');
      return map({
        secret: given(secret?.name),
        configMap: config && byName('v1', 'ConfigMap', config.name, scope),
        prefix: given(source.prefix),
        optional: given((secret ?? config)?.optional),
      });
    }),
  );
}

/** The construct of an object in the same namespace, or its name. */
export function byName(apiVersion: string, kind: string, name: unknown, scope: Scope): Expression | undefined {
  if (typeof name !== 'string') return given(name);
  return scope.constructOf({ apiVersion, kind, name }) ?? literal(name);
}

function port(ports: unknown): Expression | undefined {
  const [only, ...others] = Array.isArray(ports) ? ports.filter(isFields) : [];
  if (only === undefined || others.length > 0) return undefined;
  const { containerPort, name, protocol } = only;
  if (name === undefined && protocol === undefined) return given(containerPort);
  const isProtocol = name === 'http1' || name === 'h2c';
  return map({
    containerPort: given(containerPort),
    [isProtocol ? 'protocol' : 'name']: given(name),
    transport: given(protocol),
  });
}

export function probe(value: unknown): Expression | undefined {
  if (!isFields(value)) return undefined;
  const options = {
    initialDelay: seconds(value.initialDelaySeconds),
    period: seconds(value.periodSeconds),
    timeout: seconds(value.timeoutSeconds),
    successThreshold: given(value.successThreshold),
    failureThreshold: given(value.failureThreshold),
  };
  const http = fieldsAt(value, 'httpGet');
  if (http !== undefined) {
    const headers = listAt(http, 'httpHeaders').map((header) => [String(header.name), header.value]);
    const target = {
      port: given(http.port),
      host: given(http.host),
      scheme: given(http.scheme),
      headers: http.httpHeaders === undefined ? undefined : literal(Object.fromEntries(headers)),
    };
    return call(ours('Probe.http'), literal(http.path ?? '/'), mapOrNone({ ...target, ...options }));
  }
  const tcp = fieldsAt(value, 'tcpSocket');
  if (tcp !== undefined) {
    return call(ours('Probe.tcp'), mapOrNone({ port: given(tcp.port), host: given(tcp.host), ...options }));
  }
  const exec = fieldsAt(value, 'exec');
  if (exec !== undefined) return call(ours('Probe.exec'), literal(exec.command ?? []), mapOrNone(options));
  const grpc = fieldsAt(value, 'grpc');
  if (grpc === undefined) return undefined;
  return call(ours('Probe.grpc'), mapOrNone({ port: given(grpc.port), service: given(grpc.service), ...options }));
}

/** What our constructs add to a container that says nothing, so that what says the same is not written. */
const SAFE: Readonly<Record<string, unknown>> = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
  runAsNonRoot: true,
};

/**
 * A security context without what the construct adds by itself; `'unset'` where the manifest has none, or lacks so much
 * of that, that one patch which adds all of it says it better than many which take away.
 */
export function securityContext(
  value: unknown,
  pod: Fields | undefined,
  more: Readonly<Record<string, unknown>> = {},
): Expression | undefined {
  if (!isFields(value)) return literal('unset');
  const added = { ...SAFE, ...more };
  const lacking = Object.keys(added).filter((name) => !Object.hasOwn(value, name) && pod?.[name] === undefined);
  if (lacking.length > 1) return literal('unset');
  const own = Object.entries(value).filter(([name, setting]) => {
    const isDecided = (name === 'seccompProfile' || name === 'runAsNonRoot') && pod?.[name] !== undefined;
    return isDecided || JSON.stringify(setting) !== JSON.stringify(added[name]);
  });
  return own.length === 0 ? undefined : literal(Object.fromEntries(own));
}

function mounts(value: unknown, volumes: PodVolumes): Expression | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const entries = value.filter(isFields).map(({ name, mountPath, subPath, readOnly, mountPropagation }) => {
    const volume = volumes.get(String(name));
    const options = { subPath: given(subPath), readOnly: given(readOnly), mountPropagation: given(mountPropagation) };
    const mount = mapOrNone(options) === undefined ? volume : volume && map({ volume, ...options });
    return [String(mountPath), mount] as const;
  });
  if (
    entries.some(([, mount]) => mount === undefined) ||
    new Set(entries.map(([path]) => path)).size < entries.length
  ) {
    return undefined;
  }
  return map(Object.fromEntries(entries));
}

/** The volumes of a pod; one that several containers share is a constant. */
export function podVolumes(pod: Fields, containers: readonly Fields[], scope: Scope): PodVolumes {
  const uses = containers.flatMap((container) => [
    ...listAt(container, 'volumeMounts'),
    ...listAt(container, 'volumeDevices'),
  ]);
  const volumes = new Map<string, Expression>();
  for (const volume of listAt(pod, 'volumes')) {
    const name = String(volume.name);
    const expression = volumeOf(volume, scope);
    const count = uses.filter((use) => use.name === name).length;
    if (expression === undefined || count === 0) continue;
    volumes.set(name, count > 1 ? scope.constant(name, 'volume', expression) : expression);
  }
  return volumes;
}

function volumeOf(volume: Fields, scope: Scope): Expression | undefined {
  const { name } = volume;
  const secret = fieldsAt(volume, 'secret');
  if (secret !== undefined) {
    const options = {
      name: own(name, secret.secretName),
      mode: given(secret.defaultMode),
      files: files(secret.items),
      optional: given(secret.optional),
    };
    return call(ours('Volume.secret'), given(secret.secretName), mapOrNone(options));
  }
  const config = fieldsAt(volume, 'configMap');
  if (config !== undefined) {
    const options = {
      name: own(name, config.name),
      mode: given(config.defaultMode),
      files: files(config.items),
      optional: given(config.optional),
    };
    return call(ours('Volume.configMap'), byName('v1', 'ConfigMap', config.name, scope), mapOrNone(options));
  }
  const claim = fieldsAt(volume, 'persistentVolumeClaim');
  if (claim !== undefined) {
    const options = { name: own(name, claim.claimName), readOnly: given(claim.readOnly) };
    return call(ours('Volume.persistentVolumeClaim'), given(claim.claimName), mapOrNone(options));
  }
  const empty = fieldsAt(volume, 'emptyDir');
  if (empty !== undefined) {
    return call(
      ours('Volume.emptyDir'),
      map({ name: given(name), medium: given(empty.medium), sizeLimit: given(empty.sizeLimit) }),
    );
  }
  const host = fieldsAt(volume, 'hostPath');
  if (host === undefined) return undefined;
  return call(ours('Volume.hostPath'), given(host.path), map({ name: given(name), type: given(host.type) }));
}

function own(name: unknown, implied: unknown): Expression | undefined {
  return name === implied ? undefined : given(name);
}

function files(items: unknown): Expression | undefined {
  if (!Array.isArray(items)) return undefined;
  const entries = items
    .filter(isFields)
    .map(({ key, path, mode }) => [String(path), mode === undefined ? key : { key, mode }]);
  return literal(Object.fromEntries(entries));
}

const SCHEDULING = [
  'automountServiceAccountToken',
  'enableServiceLinks',
  'nodeSelector',
  'affinity',
  'tolerations',
  'topologySpreadConstraints',
  'runtimeClassName',
  'priorityClassName',
  'schedulerName',
  'dnsPolicy',
  'dnsConfig',
  'hostAliases',
  'hostIPC',
  'hostPID',
  'hostNetwork',
  'shareProcessNamespace',
];

/** What is said of a revision's pod as a whole. */
export function podProps(pod: Fields, scope: Scope): Entries {
  return {
    serviceAccount: byName('v1', 'ServiceAccount', textAt(pod, 'serviceAccountName'), scope),
    imagePullSecrets: namesIn(pod.imagePullSecrets),
    podSecurityContext: given(pod.securityContext),
    ...Object.fromEntries(SCHEDULING.map((name) => [name, given(pod[name])])),
  };
}
