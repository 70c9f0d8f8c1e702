import { kubernetes } from '../../api/kubernetes';
import type { KubeObject, LabelSelector } from '../../api/meta/v1';
import { findKind } from '../../api/registry';
import {
  ApiServerSource,
  type ApiServerSourceSpec,
  type ApiServerSourceStatus,
} from '../../api/sources/v1/api-server-source';
import { type Conditions, living } from '../../controller/conditions';
import { apply, controllerReference, normal, tell } from '../../controller/effects';
import { goJson } from '../../controller/json';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { Answer, View } from '../../controller/reconciler';
import { selectorText, selects } from '../../controller/selector';
import { featuresOf } from '../features';
import { label, SYSTEM_NAMESPACE } from '../keys';
import { adapterSettings, settingsOf } from '../settings';
import { type Draft, defined } from './common';
import { markAvailable, RESTRICTED } from './deployments';
import { identify } from './identity';
import { overridesText, resolveSink } from './source';

type Source = KubeObject<ApiServerSourceSpec, ApiServerSourceStatus>;

/** What is asked of the API server: whether an account may do something. */
export interface AccessQuestion {
  /** As `system:serviceaccount:NAMESPACE:NAME`. */
  readonly user: string;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** Empty for all namespaces. */
  readonly namespace: string;
}

interface SourceInputs {
  readonly access: (question: AccessQuestion, view: View) => Answer<boolean>;
  readonly apiServer: (question: undefined, view: View) => Answer<string>;
  readonly [name: string]: (question: never, view: View) => Answer<unknown>;
}

type Sunk = Pick<ApiServerSourceStatus, 'sinkUri' | 'sinkCACerts' | 'sinkAudience' | 'auth'>;

interface Given {
  readonly object: Source;
  readonly view: View;
  readonly conditions: Conditions;
  readonly inputs: SourceInputs;
}

const VERBS = ['get', 'list', 'watch'] as const;
const SKIPS_CHECK = 'features.knative.dev/apiserversource-skip-permissions-check';
const ADAPTER_IMAGE =
  'gcr.io/knative-releases/knative.dev/eventing/cmd/apiserver_receive_adapter@sha256:2ddc326c4d780c27db5f9ebb0eff2e09eea1800eae9fb93d234c0e50ecc3be38';

/** An ApiServerSource is an adapter that watches, if its account may. */
export const apiServerSource = livingReconciler<ApiServerSourceSpec, ApiServerSourceStatus, SourceInputs>({
  name: 'eventing/api-server-source',
  kind: ApiServerSource,
  finalizer: 'apiserversources.sources.knative.dev',
  owns: [kubernetes.Deployment],
  conditionSet: living('SinkProvided', 'Deployed', 'SufficientPermissions', 'OIDCIdentityCreated'),
  reconcile({ object, view, conditions, inputs }: Given) {
    const identity = identify(object, view, conditions);
    const sink = identity.failure === undefined ? resolveSink(object, view, conditions) : { lost: [] };
    if ('lost' in sink) return { effects: [...identity.effects, ...sink.lost], failure: identity.failure };
    const namespaces = namespacesOf(object, view);
    const status: Draft<ApiServerSourceStatus> = { ...sink, ...identity.status, namespaces };
    const skips = object.metadata.annotations?.[SKIPS_CHECK] === 'true';
    const forbidden = skips ? undefined : missingAccess(object, namespaces, inputs, view);
    if (forbidden !== undefined) {
      conditions.markFalse('SufficientPermissions', '', forbidden);
      return { status, effects: identity.effects, failure: `insufficient permissions: ${forbidden}` };
    }
    conditions.markTrue('SufficientPermissions');
    const wanted = adapterOf(object, { ...sink, ...identity.status }, namespaces, view);
    const name = wanted.metadata.name ?? '';
    const found = view.get(kubernetes.Deployment, name, object.metadata.namespace);
    markAvailable(conditions, 'Deployed', found);
    status.ceAttributes = attributesOf(object, inputs, view);
    const updated = normal('ApiServerSourceDeploymentUpdated', `Deployment "${name}" updated`);
    const effects = [
      ...identity.effects,
      apply(wanted, { created: normal('ApiServerSourceDeploymentCreated', 'Deployment created'), updated }),
      // Upstream takes what the API server filled in for a difference, and writes the same once more.
      ...(found === undefined ? [] : [tell(updated)]),
    ];
    return { status, effects };
  },
});

/** The namespaces that are watched; one empty name for all. */
function namespacesOf({ metadata, spec }: Source, view: View): readonly string[] {
  const selector = spec?.namespaceSelector as LabelSelector | undefined;
  if (selector === undefined) return [metadata.namespace ?? ''];
  if (selectorText(selector) === '') return [''];
  return view
    .list(kubernetes.Namespace)
    .filter((each) => selects(selector, each.metadata.labels))
    .map((each) => each.metadata.name ?? '');
}

interface Resource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

function resourceOf(apiVersion: string, kind: string): Resource {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version, resource: findKind(apiVersion, kind)?.plural ?? `${kind.toLowerCase()}s` };
}

function missingAccess(
  object: Source,
  namespaces: readonly string[],
  inputs: SourceInputs,
  view: View,
): string | undefined {
  const { namespace = '' } = object.metadata;
  const user = `system:serviceaccount:${namespace}:${object.spec?.serviceAccountName ?? 'default'}`;
  const missing = namespaces.flatMap((where) =>
    (object.spec?.resources ?? []).flatMap(({ apiVersion = '', kind = '' }) => {
      const { group, resource } = resourceOf(apiVersion, kind);
      const verbs = VERBS.filter((verb) => {
        const answer = inputs.access({ user, verb, group, resource, namespace: where }, view);
        return !(answer.state === 'known' && answer.value);
      });
      return verbs.length === 0
        ? []
        : [`${verbs.join(', ')} resource "${resource}" in API group "${group}" in Namespace "${where}"`];
    }),
  );
  return missing.length === 0 ? undefined : `User ${user} cannot ${missing.join(', ')}`;
}

function attributesOf({ spec }: Source, inputs: SourceInputs, view: View) {
  const server = inputs.apiServer(undefined, view);
  const mode = spec?.mode === 'Resource' ? 'resource' : 'ref';
  const source = server.state === 'known' ? server.value : '';
  return ['add', 'delete', 'update'].map((change) => ({ type: `dev.knative.apiserver.${mode}.${change}`, source }));
}

function adapterOf(object: Source, sunk: Sunk, namespaces: readonly string[], view: View): KubeObject {
  const { sinkUri = '', sinkCACerts, sinkAudience, auth } = sunk;
  const { apiServerSourceNodes } = featuresOf(view);
  const { name = '', namespace, uid = '', annotations } = object.metadata;
  const labels = { [label.source]: 'apiserver-source-controller', [label.sourceName]: name };
  const overrides = overridesText(object.spec!);
  const inject = { 'sidecar.istio.io/inject': 'true' };
  const probe = (path: string) => ({ httpGet: { path, port: 'probes' } });
  return {
    apiVersion: kubernetes.Deployment.apiVersion,
    kind: kubernetes.Deployment.kind,
    metadata: {
      name: childName(`apiserversource-${name}-`, uid),
      namespace,
      labels,
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, ...inject }, annotations: inject },
        spec: {
          serviceAccountName: object.spec?.serviceAccountName,
          enableServiceLinks: false,
          ...(Object.keys(apiServerSourceNodes).length === 0 ? {} : { nodeSelector: apiServerSourceNodes }),
          containers: [
            {
              name: 'receive-adapter',
              image: settingsOf(view, 'eventing-adapter-images')['apiserver-receive-adapter'] ?? ADAPTER_IMAGE,
              ports: [
                { name: 'metrics', containerPort: 9092 },
                { name: 'probes', containerPort: 8080 },
              ],
              env: [
                { name: 'K_SINK', value: sinkUri },
                { name: 'K_SOURCE_CONFIG', value: configOf(object, namespaces, annotations?.[SKIPS_CHECK] === 'true') },
                { name: 'SYSTEM_NAMESPACE', value: SYSTEM_NAMESPACE },
                { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
                { name: 'NAME', value: name },
                { name: 'METRICS_DOMAIN', value: 'knative.dev/eventing' },
                ...adapterSettings(view),
                ...valued('K_CE_OVERRIDES', overrides === '' ? undefined : overrides),
                ...valued('K_CA_CERTS', sinkCACerts),
                ...valued('K_AUDIENCE', sinkAudience),
                ...valued('K_OIDC_SERVICE_ACCOUNT', auth?.serviceAccountName),
              ],
              livenessProbe: probe('health'),
              readinessProbe: probe('readiness'),
              securityContext: RESTRICTED,
            },
          ],
        },
      },
    },
  };
}

const valued = (name: string, value: string | undefined) => (value === undefined ? [] : [{ name, value }]);

/** What the adapter is told to watch: Go's fields in Go's order. */
function configOf({ spec }: Source, namespaces: readonly string[], failsFast: boolean): string {
  const { resources = [], owner, mode, filters } = spec!;
  return goJson({
    namespaces,
    allNamespaces: namespaces.length === 1 && namespaces[0] === '',
    resources: resources.map(({ apiVersion = '', kind = '', selector }) => {
      const { group, version, resource } = resourceOf(apiVersion, kind);
      return {
        gvr: { Group: group, Version: version, Resource: resource },
        ...(selector === undefined ? {} : { selector: selectorText(selector as LabelSelector) }),
      };
    }),
    ...defined({ owner }),
    mode: mode ?? 'Reference',
    ...defined({ filters }),
    ...(failsFast ? { failFast: true } : {}),
  });
}
