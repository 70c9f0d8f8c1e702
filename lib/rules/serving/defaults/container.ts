import type { DefaultsConfig } from '../../../api/config';
import type { Container, VolumeMount } from '../../../api/core/v1/container';
import type { Probe } from '../../../api/core/v1/probe';
import type { ResourceRequirements } from '../../../api/core/v1/resources';
import type { Quantity } from '../../../api/meta/v1';
import type { RevisionSpec } from '../../../api/serving/v1/revision';

/** What upstream fills in a container of a revision, besides its name and what makes it secure. */
export function withContainerDefaults(container: Container, spec: RevisionSpec, config: DefaultsConfig): Container {
  const changes: { -readonly [Field in keyof Container]?: Container[Field] } = {};
  const resources = withResourceDefaults(container.resources, config);
  if (resources !== container.resources) changes.resources = resources;

  const served = spec.containers.length === 1 || (container.ports?.length ?? 0) > 0;
  const probe = served ? withTarget(container.readinessProbe) : container.readinessProbe;
  if (probe !== undefined) changes.readinessProbe = withGrpcService(withNumbers(probe));
  if (container.livenessProbe?.grpc) changes.livenessProbe = withGrpcService(container.livenessProbe);
  if (container.startupProbe?.grpc) changes.startupProbe = withGrpcService(container.startupProbe);

  const mounts = withReadOnly(container.volumeMounts, spec);
  if (mounts !== container.volumeMounts) changes.volumeMounts = mounts;
  return { ...container, ...changes };
}

function withResourceDefaults(
  resources: ResourceRequirements | undefined,
  config: DefaultsConfig,
): ResourceRequirements | undefined {
  const requests = withAmounts(resources?.requests, {
    cpu: config.revisionCpuRequest,
    memory: config.revisionMemoryRequest,
    'ephemeral-storage': config.revisionEphemeralStorageRequest,
  });
  const limits = withAmounts(resources?.limits, {
    cpu: config.revisionCpuLimit,
    memory: config.revisionMemoryLimit,
    'ephemeral-storage': config.revisionEphemeralStorageLimit,
  });
  if (requests === resources?.requests && limits === resources?.limits) return resources;
  return { ...resources, ...(requests && { requests }), ...(limits && { limits }) };
}

type Amounts = Readonly<Record<string, Quantity>>;

function withAmounts(
  given: Amounts | undefined,
  defaults: Readonly<Record<string, string | undefined>>,
): Amounts | undefined {
  let amounts = given;
  for (const name in defaults) {
    const amount = defaults[name];
    if (amount !== undefined && given?.[name] === undefined) amounts = { ...amounts, [name]: amount };
  }
  return amounts;
}

function withTarget(probe: Probe | undefined): Probe {
  if (probe?.exec || probe?.httpGet || probe?.tcpSocket || probe?.grpc) return probe;
  return { ...probe, tcpSocket: { port: 0 } };
}

function withNumbers(probe: Probe): Probe {
  const successThreshold = probe.successThreshold || 1;
  // Without a period Knative probes as fast as it can, and the numbers that would count tries stay 0.
  if (!probe.periodSeconds) return { ...probe, successThreshold };
  return {
    ...probe,
    successThreshold,
    failureThreshold: probe.failureThreshold || 3,
    timeoutSeconds: probe.timeoutSeconds || 1,
  };
}

function withGrpcService(probe: Probe): Probe {
  if (probe.grpc === undefined || probe.grpc.service !== undefined) return probe;
  return { ...probe, grpc: { ...probe.grpc, service: '' } };
}

/** Mounts of volumes that can't be written to say so. */
function withReadOnly(mounts: readonly VolumeMount[] | undefined, spec: RevisionSpec): typeof mounts {
  if (mounts === undefined || mounts.length === 0) return mounts;
  const writable = new Set(
    spec.volumes
      ?.filter(({ emptyDir, persistentVolumeClaim, ephemeral }) => emptyDir || persistentVolumeClaim || ephemeral)
      .map(({ name }) => name),
  );
  if (mounts.every((mount) => mount.readOnly || writable.has(mount.name))) return mounts;
  return mounts.map((mount) => (mount.readOnly || writable.has(mount.name) ? mount : { ...mount, readOnly: true }));
}
