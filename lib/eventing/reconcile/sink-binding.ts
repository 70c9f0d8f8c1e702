import { kubernetes } from '../../api/kubernetes';
import type { KubeObject, LabelSelector } from '../../api/meta/v1';
import { SinkBinding, type SinkBindingSpec, type SinkBindingStatus } from '../../api/sources/v1/sink-binding';
import { living } from '../../controller/conditions';
import { type Effect, patch, targetOf } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import type { View } from '../../controller/reconciler';
import { selects } from '../../controller/selector';
import { kindOf, markIdentityOff } from './common';
import { overridesText, resolveSink } from './source';

type Binding = KubeObject<SinkBindingSpec, SinkBindingStatus>;

interface EnvVar {
  readonly name: string;
  readonly value?: string;
}

interface Container {
  readonly env?: readonly EnvVar[];
}

interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

type Subject = KubeObject<{ readonly template?: { readonly spec?: PodSpec } }>;

/** What a binding writes into every container, and takes away again. */
const BOUND: readonly string[] = ['K_SINK', 'K_CA_CERTS', 'K_CE_OVERRIDES'];
const INCLUDE = 'bindings.knative.dev/include';
const EXCLUDE = 'bindings.knative.dev/exclude';

/** A SinkBinding tells the containers of its subjects where to send. */
export const sinkBinding = livingReconciler<SinkBindingSpec, SinkBindingStatus>({
  name: 'eventing/sink-binding',
  kind: SinkBinding,
  finalizer: 'sinkbindings.sources.knative.dev',
  tellsFinalizer: false,
  conditionSet: living(
    'SinkBindingAvailable',
    'SinkProvided',
    'OIDCIdentityCreated',
    'OIDCTokenSecretCreated',
    'TrustBundlePropagated',
  ),
  reconcile({ object, view, conditions }) {
    const sink = resolveSink(object, view, conditions);
    if ('fault' in sink) {
      conditions.markFalse('SinkBindingAvailable', 'SinkUnavailable', sink.fault);
      return { failure: sink.fault };
    }
    markIdentityOff(conditions);
    markIdentityOff(conditions, 'OIDCTokenSecretCreated');
    conditions.markTrue('TrustBundlePropagated');
    const subjects = subjectsOf(object, view);
    if (subjects === undefined) {
      const { kind, name } = object.spec!.subject;
      conditions.markFalse('SinkBindingAvailable', 'SubjectMissing', `subject ${kind} "${name}" does not exist`);
      return { status: sink };
    }
    conditions.markTrue('SinkBindingAvailable');
    const env: readonly EnvVar[] = [
      { name: 'K_SINK', value: sink.sinkUri ?? '' },
      ...(sink.sinkCACerts === undefined ? [] : [{ name: 'K_CA_CERTS', value: sink.sinkCACerts }]),
      named('K_CE_OVERRIDES', overridesText(object.spec!)),
    ];
    return {
      status: sink,
      effects: [...includeNamespace(object, view), ...subjects.map((subject) => bound(subject, env))],
    };
  },
  finalize({ object, view }) {
    return { effects: (subjectsOf(object, view) ?? []).map((subject) => bound(subject, [])) };
  },
});

const named = (name: string, value: string): EnvVar => (value === '' ? { name } : { name, value });

/** Who is bound; nothing where it is named and not there. */
function subjectsOf(object: Binding, view: View): readonly Subject[] | undefined {
  const { subject } = object.spec!;
  const namespace = subject.namespace ?? object.metadata.namespace;
  const kind = kindOf(subject);
  if (subject.name !== undefined) {
    const found = view.get(kind, subject.name, namespace) as Subject | undefined;
    return found === undefined ? undefined : [found];
  }
  const selector = (subject.selector ?? {}) as LabelSelector;
  return (view.list(kind, { namespace }) as readonly Subject[]).filter(({ metadata }) =>
    selects(selector, metadata.labels),
  );
}

/** Tells the webhook that workloads of this namespace are to be bound before they start. */
function includeNamespace({ metadata }: Binding, view: View): readonly Effect[] {
  const namespace = view.get(kubernetes.Namespace, metadata.namespace ?? '');
  const labels = namespace?.metadata.labels ?? {};
  if (namespace === undefined || INCLUDE in labels || EXCLUDE in labels) return [];
  return [patch(targetOf(namespace), { metadata: { labels: { [INCLUDE]: 'true' } } })];
}

function bound(subject: Subject, env: readonly EnvVar[]): Effect {
  const { containers, initContainers } = subject.spec?.template?.spec ?? {};
  const bind = (container: Container) => {
    const all = [...(container.env ?? []).filter(({ name }) => !BOUND.includes(name)), ...env];
    const { env: _env, ...rest } = container;
    return all.length === 0 ? rest : { ...rest, env: all };
  };
  return patch(targetOf(subject), {
    spec: {
      template: {
        spec: {
          ...(initContainers === undefined ? {} : { initContainers: initContainers.map(bind) }),
          ...(containers === undefined ? {} : { containers: containers.map(bind) }),
        },
      },
    },
  });
}
