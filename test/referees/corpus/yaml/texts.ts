/** A fault as it stands in a file, and what is almost it and right. */
export interface TextPair {
  readonly title: string;
  readonly fault: string;
  readonly nearMiss: string;
  /** Refused by a webhook that no referee has: the source that says so. */
  readonly notJudged?: string;
}

/** Texts to put in at one place of a base, by title: the fault and the near miss. */
export type Cases = Readonly<Record<string, readonly [fault: string, nearMiss: string]>>;

const SERVICE_REF = `{ apiVersion: serving.knative.dev/v1, kind: Service, name: hello }`;
const DEPLOYMENT_REF = `{ apiVersion: apps/v1, kind: Deployment, name: hello-00001-deployment }`;

/** A sound text of each kind, with places such as `<spec>` where a case puts its lines. */
const bases = {
  Service: `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: hello
  namespace: default
  <metadata>
spec:
  template:
    metadata:
      <templateMetadata>
    spec:
      containers:
        - image: ghcr.io/example/hello
          <container>
        <containers>
      <pod>
    <template>
  <spec>
<top>
`,
  Configuration: `apiVersion: serving.knative.dev/v1
kind: Configuration
metadata:
  name: hello
  <metadata>
spec:
  template:
    spec:
      containers:
        - image: ghcr.io/example/hello
          <container>
      <pod>
    <template>
  <spec>
<top>
`,
  Revision: `apiVersion: serving.knative.dev/v1
kind: Revision
metadata:
  name: hello-1
  <metadata>
spec:
  containers:
    - image: ghcr.io/example/hello
      <container>
  <spec>
`,
  Route: `apiVersion: serving.knative.dev/v1
kind: Route
metadata:
  name: hello
  <metadata>
<spec>
`,
  DomainMapping: `apiVersion: serving.knative.dev/v1beta1
kind: DomainMapping
metadata:
  name: hello.example.com
  namespace: default
  <metadata>
spec:
  <spec>
`,
  Ingress: `apiVersion: networking.internal.knative.dev/v1alpha1
kind: Ingress
metadata:
  name: hello
  namespace: default
  <metadata>
spec:
  <spec>
`,
  ServerlessService: `apiVersion: networking.internal.knative.dev/v1alpha1
kind: ServerlessService
metadata:
  name: hello
  <metadata>
spec:
  objectRef: ${DEPLOYMENT_REF}
  <spec>
`,
  Certificate: `apiVersion: networking.internal.knative.dev/v1alpha1
kind: Certificate
metadata:
  name: hello
spec:
  <spec>
`,
  ClusterDomainClaim: `apiVersion: networking.internal.knative.dev/v1alpha1
kind: ClusterDomainClaim
metadata:
  <metadata>
spec:
  <spec>
`,
  PodAutoscaler: `apiVersion: autoscaling.internal.knative.dev/v1alpha1
kind: PodAutoscaler
metadata:
  name: hello
  <metadata>
spec:
  scaleTargetRef: ${DEPLOYMENT_REF}
  protocolType: http1
  <spec>
`,
  Metric: `apiVersion: autoscaling.internal.knative.dev/v1alpha1
kind: Metric
metadata:
  name: hello
  <metadata>
spec:
  scrapeTarget: hello-private
  <spec>
`,
  Image: `apiVersion: caching.internal.knative.dev/v1alpha1
kind: Image
metadata:
  name: hello
  <metadata>
spec:
  <spec>
`,
  Broker: `apiVersion: eventing.knative.dev/v1
kind: Broker
metadata:
  name: default
  namespace: default
  <metadata>
spec:
  <spec>
<top>
`,
  Trigger: `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata:
  name: orders
  namespace: default
  <metadata>
spec:
  broker: default
  subscriber:
    ref: ${SERVICE_REF}
    <subscriber>
  <spec>
<top>
`,
  BareTrigger: `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata:
  name: orders
  namespace: default
spec:
  <spec>
<top>
`,
  PingSource: `apiVersion: sources.knative.dev/v1
kind: PingSource
metadata:
  name: tick
  namespace: default
  <metadata>
spec:
  sink:
    ref: ${SERVICE_REF}
    <sink>
  <spec>
<top>
`,
  ApiServerSource: `apiVersion: sources.knative.dev/v1
kind: ApiServerSource
metadata:
  name: watch
  namespace: default
  <metadata>
spec:
  serviceAccountName: events
  sink:
    ref: ${SERVICE_REF}
  <spec>
`,
  ConfigMap: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: default
  <metadata>
<top>
`,
} as const;

export type BaseName = keyof typeof bases;

/** The base with lines put in at a place, indented as the place is, and nothing at the other places. */
export function textOf(name: BaseName, place: string, text: string): string {
  const lines = bases[name].split('\n').flatMap((line) => {
    const [, indent = '', found] = /^( *)<(\w+)>$/.exec(line) ?? [];
    if (found === undefined) return [line];
    return found === place ? text.split('\n').map((inner) => indent + inner) : [];
  });
  return lines
    .filter((line) => line.trim() !== '')
    .join('\n')
    .concat('\n');
}

/** Pairs of one place of a base. */
export function at(name: BaseName, place: string, cases: Cases, notJudged?: string): TextPair[] {
  if (!bases[name].includes(`<${place}>`)) throw new Error(`${name} has no place ${place}`);
  return Object.entries(cases).map(([title, [fault, nearMiss]]) => ({
    title: `${name}: ${title}`,
    fault: textOf(name, place, fault),
    nearMiss: textOf(name, place, nearMiss),
    notJudged,
  }));
}

/** Pairs of whole files. */
export function whole(name: string, cases: Cases): TextPair[] {
  return Object.entries(cases).map(([title, [fault, nearMiss]]) => ({ title: `${name}: ${title}`, fault, nearMiss }));
}
