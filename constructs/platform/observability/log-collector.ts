import type { KubeObject } from '../../../lib/api/meta/v1';

/** How logs are collected. */
export interface LogOptions {
  /** Host name of the Loki that lines go to. @default 'loki.istio-system' */
  readonly host?: string;
  /** Port of it. @default 3100 */
  readonly port?: number;
  /** Image of Fluent Bit, which runs at each node. @default - a version of its own registry */
  readonly image?: string;
}

const NAME = 'log-collector';
const IMAGE = 'cr.fluentbit.io/fluent/fluent-bit:4.0.3';
const CONFIG = '/fluent-bit/etc/conf';

/** A collector at each node, which sends the lines of services to Loki under the name of their service. */
export function logCollector(
  namespace: string,
  { host = 'loki.istio-system', port = 3100, image = IMAGE }: LogOptions,
): KubeObject[] {
  const metadata = { name: NAME, namespace, labels: { 'app.kubernetes.io/name': NAME } };
  const subject = { kind: 'ServiceAccount', name: NAME, namespace };
  const labels = { 'app.kubernetes.io/name': NAME };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: NAME },
      rules: [{ apiGroups: [''], resources: ['namespaces', 'pods'], verbs: ['get', 'list', 'watch'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: NAME },
      subjects: [subject],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'fluent-bit.conf': configOf(host, port) } },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata,
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: NAME,
            tolerations: [{ operator: 'Exists' }],
            containers: [
              {
                name: 'fluent-bit',
                image,
                args: ['-c', `${CONFIG}/fluent-bit.conf`],
                resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  readOnlyRootFilesystem: true,
                },
                volumeMounts: [
                  { name: 'config', mountPath: CONFIG, readOnly: true },
                  { name: 'logs', mountPath: '/var/log', readOnly: true },
                ],
              },
            ],
            volumes: [
              { name: 'config', configMap: { name: NAME } },
              { name: 'logs', hostPath: { path: '/var/log' } },
            ],
          },
        },
      },
    },
  ] as KubeObject[];
}

function configOf(host: string, port: number): string {
  return `[SERVICE]
    Flush 1
    Parsers_File /fluent-bit/etc/parsers.conf

[INPUT]
    Name tail
    Tag kube.*
    Path /var/log/containers/*_user-container-*.log
    multiline.parser docker, cri
    Mem_Buf_Limit 16MB

[FILTER]
    Name kubernetes
    Match kube.*
    Merge_Log On
    Keep_Log Off
    Annotations Off

[OUTPUT]
    Name loki
    Match kube.*
    Host ${host}
    Port ${port}
    Labels job=knative, namespace=$kubernetes['namespace_name'], service=$kubernetes['labels']['serving.knative.dev/service'], revision=$kubernetes['labels']['serving.knative.dev/revision']
    Line_Format json
`;
}
