import { annotated, type Regretted, regrettedOf, withContainer } from './regretted';

const service = regrettedOf('Service', 'serving.knative.dev/v1');
const domain = regrettedOf('DomainMapping', 'serving.knative.dev/v1beta1');
const route = regrettedOf('Route', 'serving.knative.dev/v1');

const SCALING = 'autoscaling.knative.dev/';
const HPA = { [`${SCALING}class`]: 'hpa.autoscaling.knative.dev' };
const VISIBILITY = 'networking.knative.dev/visibility';
const ROLLOUT = 'serving.knative.dev/rollout-duration';
const scaled = (annotations: Readonly<Record<string, string>>, spec = {}) =>
  annotated(Object.fromEntries(Object.entries(annotations).map(([key, value]) => [SCALING + key, value])), spec);
const traffic = (...targets: readonly object[]) => ({ traffic: targets });
const latest = { latestRevision: true };

/** What Serving accepts and people regret. */
export const servingRegrets: readonly Regretted[] = [
  service('annotation key misspelt', 'KN1551', scaled({ minscale: '1' })),
  service(
    'a revision of another Service in its traffic',
    'KN1254',
    traffic({ revisionName: 'cart-00001', percent: 100 }),
  ),
  service('tag and name too long together', 'KN1251', traffic({ ...latest, percent: 100, tag: 'a'.repeat(40) }), {
    name: 'b'.repeat(40),
  }),
  service('soft target over the hard limit', 'KN1560', scaled({ target: '100' }, { containerConcurrency: 10 })),
  service('initial scale over the maximum', 'KN1552', scaled({ 'initial-scale': '10', 'max-scale': '3' })),
  service('HPA that should scale to zero', 'KN1553', annotated({ ...HPA, [`${SCALING}min-scale`]: '0' })),
  service('HPA with a metric that nobody serves', 'KN1554', annotated({ ...HPA, [`${SCALING}metric`]: 'cpus' })),
  service("annotations of Knative's autoscaler with HPA", 'KN1555', annotated({ ...HPA, [`${SCALING}window`]: '60s' })),
  service('class of an autoscaler without a domain', 'KN1556', scaled({ class: 'kpa' })),
  service('an aggregation that there is not', 'KN1557', scaled({ 'metric-aggregation-algorithm': 'exponential' })),
  service('rollout duration on the template', 'KN1352', annotated({ [ROLLOUT]: '60s' })),
  service('nonsense in a rollout duration on the template', 'KN1352', annotated({ [ROLLOUT]: 'soon' })),
  service(
    'an unknown annotation of networking',
    'KN1052',
    {},
    { annotations: { 'networking.knative.dev/class': 'a' } },
  ),
  service('a typo in the visibility', 'KN1051', {}, { labels: { [VISIBILITY]: 'cluster_local' } }),
  service('visibility on the template', 'KN1353', {
    template: { metadata: { labels: { [VISIBILITY]: 'cluster-local' } } },
  }),
  service('an answer that may start after the timeout', 'KN1450', {
    template: { spec: { responseStartTimeoutSeconds: 120, timeoutSeconds: 60 } },
  }),
  service('a negative idle timeout', 'KN1451', { template: { spec: { idleTimeoutSeconds: -5 } } }),
  service(
    'a request over its limit',
    'KN1463',
    withContainer({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
  ),
  service('a negative limit', 'KN1464', withContainer({ resources: { limits: { memory: '-1Gi' } } })),
  service('memory in thousandths of bytes', 'KN1465', withContainer({ resources: { limits: { memory: '512m' } } })),
  service('a resource that is misspelt', 'KN1466', withContainer({ resources: { limits: { memroy: '1Gi' } } })),
  service(
    'a variable with two values',
    'KN1456',
    withContainer({ env: [{ name: 'A', value: 'a', valueFrom: { secretKeyRef: { name: 'a', key: 'a' } } }] }),
  ),
  service('a variable with a space in its name', 'KN1457', withContainer({ env: [{ name: 'A B', value: 'a' }] })),
  service('port 0', 'KN1458', withContainer({ ports: [{ containerPort: 0 }] })),
  service("the port of the queue proxy's TLS", 'KN1459', withContainer({ ports: [{ containerPort: 8112 }] })),
  service('a pull policy that there is not', 'KN1455', withContainer({ imagePullPolicy: 'Sometimes' })),
  service(
    'negative numbers in a liveness probe',
    'KN1460',
    withContainer({ livenessProbe: { httpGet: { path: '/' }, initialDelaySeconds: -1 } }),
  ),
  service('a path of a probe without a slash', 'KN1461', withContainer({ livenessProbe: { httpGet: { path: 'a' } } })),
  service(
    'a scheme of a probe in lower case',
    'KN1462',
    withContainer({ livenessProbe: { httpGet: { path: '/', scheme: 'https' } } }),
  ),
  service('a container name that none can have', 'KN1454', withContainer({ name: 'My_App' })),
  service(
    'root, and not as root',
    'KN1469',
    withContainer({
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        runAsNonRoot: true,
        runAsUser: 0,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    }),
  ),
  service(
    'a volume of no Secret',
    'KN1470',
    withContainer({ volumeMounts: [{ name: 'a', mountPath: '/a' }] }, { volumes: [{ name: 'a', secret: {} }] }),
  ),
  service(
    'a mode without its leading zero',
    'KN1471',
    withContainer(
      { volumeMounts: [{ name: 'a', mountPath: '/a' }] },
      { volumes: [{ name: 'a', secret: { secretName: 'a', defaultMode: 0o1204 } }] },
    ),
  ),
  service('a secret for pulling without a name', 'KN1453', {
    template: { spec: { imagePullSecrets: [{ name: '' }] } },
  }),
  service(
    'the latest revision twice, without tags',
    'KN1253',
    traffic({ ...latest, percent: 50 }, { ...latest, percent: 50 }),
  ),
  service(
    'a target that nobody can reach',
    'KN1252',
    traffic({ ...latest, percent: 100 }, { revisionName: 'hello-00001', percent: 0 }),
  ),
  domain('to what has no address', 'KN1651', { ref: { apiVersion: 'apps/v1', kind: 'Deployment' } }),
  domain('to a kind in lower case', 'KN1651', { ref: { kind: 'service' } }),
  domain('to a group that is cut short', 'KN1651', { ref: { apiVersion: 'serving/v1' } }),
  domain('with a Secret without a name', 'KN1652', { tls: { secretName: '' } }),
  route('a configuration that can not be', 'KN1255', { traffic: [{ configurationName: 'Shop_Config', percent: 100 }] }),
];
