import { kubernetes } from '../../api/kubernetes';
import type { KubeObject, LabelSelector } from '../../api/meta/v1';
import { SinkBinding, type SinkBindingSpec, type SinkBindingStatus } from '../../api/sources/v1/sink-binding';
import { type Conditions, living } from '../../controller/conditions';
import { apply, controllerReference, type Effect, patch, targetOf } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import type { Answer, Reconciler, View } from '../../controller/reconciler';
import { notFound } from '../../controller/resolve';
import { selects } from '../../controller/selector';
import { resolve } from '../resolve';
import { defined, kindOf } from './common';
import { identify } from './identity';
import { overridesText } from './source';

type Binding = KubeObject<SinkBindingSpec, SinkBindingStatus>;

interface EnvVar {
  readonly name: string;
  readonly value?: string;
}

interface Mount {
  readonly name: string;
}

interface Container {
  readonly env?: readonly EnvVar[];
  readonly volumeMounts?: readonly Mount[];
}

interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Mount[];
}

type Subject = KubeObject<{ readonly template?: { readonly spec?: PodSpec } }>;

/** What a binding writes into every container, and takes away again. */
const BOUND: readonly string[] = ['K_SINK', 'K_CA_CERTS', 'K_CE_OVERRIDES'];
const TOKEN_VOLUME = 'oidc-token';
const INCLUDE = 'bindings.knative.dev/include';
const EXCLUDE = 'bindings.knative.dev/exclude';

const inner = livingReconciler<SinkBindingSpec, SinkBindingStatus, BindingInputs>({
  name: 'eventing/sink-binding',
  kind: SinkBinding,
  finalizer: 'sinkbindings.sources.knative.dev',
  tellsFinalizer: false,
  owns: [kubernetes.Secret],
  conditionSet: living(
    'SinkBindingAvailable',
    'SinkProvided',
    'OIDCIdentityCreated',
    'OIDCTokenSecretCreated',
    'TrustBundlePropagated',
  ),
  reconcile({ object, view, conditions, inputs }: Given) {
    const { namespace = '' } = object.metadata;
    const { subject, sink } = object.spec!;
    // Subjects come first, and are set free of a sink that is gone.
    const subjects = subjectsOf(object, view);
    if (subjects === undefined) {
      const missing = notFound(subject.apiVersion ?? '', subject.kind, subject.name ?? '');
      conditions.markFalse('SinkBindingAvailable', 'SubjectMissing', missing);
      return { failure: missing };
    }
    const effects: Effect[] = [...includeNamespace(object, view)];
    const bind = (what: Bound) => effects.push(...subjects.map((each) => bound(each, what)));
    conditions.markTrue('SinkBindingAvailable');
    conditions.markTrue('TrustBundlePropagated');
    const found = resolve(sink, namespace, view);
    if ('fault' in found) {
      bind({ env: [] });
      const message = `Addressable could not be extracted from destination: ${found.fault}`;
      conditions.markFalse('SinkProvided', 'NoAddressable', message);
      return { effects, failure: found.fault };
    }
    conditions.markTrue('SinkProvided');
    const { url, CACerts, audience } = found;
    const identity = identify(object, view, conditions);
    const token = tokenFor(object, { audience, account: identity.status.auth?.serviceAccountName, inputs, view });
    if (token === undefined) {
      conditions.markTrue('OIDCTokenSecretCreated', { reason: 'authentication-oidc feature disabled' });
    } else conditions.markTrue('OIDCTokenSecretCreated');
    const status = {
      ...defined({ sinkUri: url, sinkCACerts: CACerts, sinkAudience: audience }),
      ...identity.status,
      ...defined({ oidcTokenSecretName: token?.name }),
    };
    bind({
      env: [
        { name: 'K_SINK', value: url },
        ...(CACerts === undefined ? [] : [{ name: 'K_CA_CERTS', value: CACerts }]),
        named('K_CE_OVERRIDES', overridesText(object.spec!)),
      ],
      tokenSecret: token?.name,
    });
    if (identity.failure !== undefined) return { status, effects, failure: identity.failure };
    return { status, effects: [...identity.effects, ...(token === undefined ? [] : [token.effect]), ...effects] };
  },
  finalize({ object, view }) {
    return { effects: (subjectsOf(object, view) ?? []).map((subject) => bound(subject, { env: [] })) };
  },
});

/** A SinkBinding tells the containers of its subjects where to send. */
export const sinkBinding: Reconciler<SinkBindingSpec, SinkBindingStatus, BindingInputs> = {
  ...inner,
  reconcile(request) {
    const outcome = inner.reconcile(request);
    if (outcome.failure === undefined) return outcome;
    // Other than Knative's other reconcilers, this one has not observed what it could not do.
    const { observedGeneration: _observed, ...status } = outcome.status as SinkBindingStatus;
    const before = request.object.status?.observedGeneration;
    return { ...outcome, status: { ...status, ...defined({ observedGeneration: before }) } as SinkBindingStatus };
  },
};

/** What is asked of the API server: a token by which an account says who it is. */
interface BindingInputs {
  readonly token: (question: TokenQuestion, view: View) => Answer<string>;
  readonly [name: string]: (question: never, view: View) => Answer<unknown>;
}

export interface TokenQuestion {
  readonly account: string;
  readonly namespace: string;
  readonly audience: string;
}

interface Given {
  readonly object: Binding;
  readonly view: View;
  readonly conditions: Conditions;
  readonly inputs: BindingInputs;
}

interface TokenGiven {
  readonly audience: string | undefined;
  readonly account: string | undefined;
  readonly inputs: BindingInputs;
  readonly view: View;
}

/** The secret with the token that the subjects send with; none where nobody has to say who they are. */
function tokenFor(object: Binding, { audience, account, inputs, view }: TokenGiven) {
  if (account === undefined || audience === undefined) return undefined;
  const { namespace = '', name: own = '' } = object.metadata;
  const name = `${own}-oidc-token`;
  const answer = inputs.token({ account, namespace, audience }, view);
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, ownerReferences: [controllerReference(object)] },
    type: 'Opaque',
    ...(answer.state === 'known' ? { data: { token: Buffer.from(answer.value).toString('base64') } } : {}),
  } as KubeObject;
  return { name, effect: apply(secret) };
}

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

/** What is written into a subject. */
interface Bound {
  readonly env: readonly EnvVar[];
  /** The secret with the token that it sends with. */
  readonly tokenSecret?: string;
}

function bound(subject: Subject, { env, tokenSecret }: Bound): Effect {
  const { containers, initContainers, volumes = [] } = subject.spec?.template?.spec ?? {};
  const mount = { name: TOKEN_VOLUME, mountPath: '/oidc', readOnly: true };
  const volume = { name: TOKEN_VOLUME, projected: { sources: [{ secret: { name: tokenSecret } }] } };
  const isOwn = ({ name }: Mount) => name === TOKEN_VOLUME;
  const kept = <Item extends Mount>(items: readonly Item[], own: Item) => [
    ...items.filter((item) => !isOwn(item)),
    ...(tokenSecret === undefined ? [] : [own]),
  ];
  const bind = ({ env: before = [], volumeMounts: mounted = [], ...rest }: Container) => {
    const all = [...before.filter(({ name }) => !BOUND.includes(name)), ...env];
    const mounts = kept<Mount>(mounted, mount);
    return {
      ...rest,
      ...(all.length === 0 ? {} : { env: all }),
      ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
    };
  };
  const all = kept<Mount>(volumes, volume);
  return patch(targetOf(subject), {
    spec: {
      template: {
        spec: {
          ...(initContainers === undefined ? {} : { initContainers: initContainers.map(bind) }),
          ...(containers === undefined ? {} : { containers: containers.map(bind) }),
          ...(all.length === 0 && volumes.length === 0 ? {} : { volumes: all.length === 0 ? null : all }),
        },
      },
    },
  });
}
