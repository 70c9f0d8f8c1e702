import { GitHubBinding } from '../../api/bindings/v1alpha1/github-binding';
import type { BindingSubject } from '../../api/duck/v1/binding';
import type { Destination } from '../../api/duck/v1/destination';
import { ContainerSource } from '../../api/sources/v1/container-source';
import { SinkBinding } from '../../api/sources/v1/sink-binding';
import { IntegrationSource } from '../../api/sources/v1alpha1/integration-source';
import type { Defaulter, Defaulters } from '../defaults';
import { defaultDestination, keyOf } from '../eventing/default-references';
import { isRecord } from '../eventing/filter-walk';
import { withContainers } from './pod-containers';

type Plain = Readonly<Record<string, unknown>>;

/** A part of an object that should be an object, as far as it is one. */
export function recordIn(value: unknown, field: string): Plain {
  const found = isRecord(value) ? value[field] : undefined;
  return isRecord(found) ? found : {};
}

/** A sink that is absent is an empty one, which the rules of destinations then tell of. */
const withSink: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as Plain;
  return { ...object, spec: { ...spec, sink: spec.sink ?? {} } };
};

/** Containers without a name are called after the source. The sink's reference is left as it is. */
const containerSource: Defaulter = (object, platform) => {
  const source = withSink(object, platform);
  const spec = source.spec as Plain;
  const pod = recordIn(spec.template, 'spec');
  if (!Array.isArray(pod.containers)) return source;
  const containers = withContainers(pod.containers, (container, i) =>
    container.name ? container : { ...container, name: `${object.metadata.name ?? ''}-${i}` },
  );
  return { ...source, spec: { ...spec, template: { ...(spec.template as Plain), spec: { ...pod, containers } } } };
};

/** The subject of a binding gets the binding's namespace. */
const withSubject: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as Plain;
  const subject = (spec.subject ?? {}) as Partial<BindingSubject>;
  const namespace = subject.namespace || object.metadata.namespace;
  return { ...object, spec: { ...spec, subject: namespace ? { ...subject, namespace } : subject } };
};

const sinkBinding: Defaulter = (object, platform) => {
  const bound = withSink(withSubject(object, platform), platform);
  const spec = bound.spec as Plain;
  return { ...bound, spec: { ...spec, sink: defaultDestination(spec.sink as Destination, object.metadata.namespace) } };
};

export const sourceDefaulters: Defaulters = {
  [keyOf(ContainerSource)]: containerSource,
  [keyOf(SinkBinding)]: sinkBinding,
  [keyOf(IntegrationSource)]: withSink,
  [keyOf(GitHubBinding)]: withSubject,
};
