import type { JsonSchema } from '../../../lib/api/schema';
import type { Chance } from './chance';

/** A certificate without meaning, of no use but to be read. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBUDCB96ADAgECAgEBMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBHRlc3QwHhcN
-----END CERTIFICATE-----
`;

/**
 * Sound texts by the name of their field, where neither the schema nor an example tells of them. The first pattern that
 * fits counts; each is tried on the name of the type and the field.
 */
const TEXTS: readonly (readonly [field: RegExp, texts: readonly string[]])[] = [
  [/(^|\.)(image|reference)$/i, ['ghcr.io/example/hello', 'busybox:1.36', 'docker.io/library/nginx']],
  [/imagePullPolicy$|\.pullPolicy$/, ['Always', 'IfNotPresent', 'Never']],
  [/ContainerPort\.protocol$/, ['TCP']],
  [/backoffPolicy$/, ['linear', 'exponential']],
  [/(backoffDelay|retryAfterMax|Delivery\.timeout)$/, ['PT1S', 'PT0.5S', 'PT2M']],
  [/RequestReply\.spec\.timeout$/, ['PT5S', 'PT1M']],
  [/Delivery\.format$/, ['json', 'binary']],
  [/CACerts$/, [CERTIFICATE]],
  [
    /(warmupDurationSecs|uration|idleTimeout|nterval|\.time|ejectionTime|EjectionTime|\.timeout|TryTimeout|\.ttl|maxAge|\.backoff|Delay)$/,
    ['5s', '1m30s'],
  ],
  [/(remoteIpBlocks|RemoteIpBlocks|ipBlocks|IpBlocks|Subnets)\[\]$/i, ['10.0.0.0/8']],
  [/(Ports|ports)\[\]$/, ['8080']],
  [/\.bytes$/, ['YQ==']],
  [/tunnel\.protocol$/i, ['CONNECT', 'POST']],
  [/\.http2Error$/, ['INTERNAL']],
  [/(SourceOwner|owner)\.apiVersion$/, ['apps/v1']],
  [/objectRef\.kind$|WebhookInterceptor.*kind$/, ['Service']],
  [/(brokerRef|config)\.kind$/, ['Broker']],
  [/divisor$/, ['1']],
  [/(uri|url|Uri|URL|uriEndpointOverride|queueURL)$/, ['http://a.example.com', 'https://b.example.com/p']],
  [/schedule$/, ['* * * * *', '0 3 * * 1', '@hourly']],
  [/timezone$/, ['UTC', 'Europe/Amsterdam']],
  [/dataBase64$/, ['YQ==', 'eyJhIjoxfQ==']],
  [/contentType$/, ['application/json', 'text/plain']],
  [/PingSource\.spec\.data$/, ['{"a":1}', '"x"']],
  [/cesql$/, ["type = 'a'", 'EXISTS subject']],
  [/expression$/, ['$', '{ "id": id }']],
  [/apiVersion$/, ['v1', 'apps/v1']],
  [/mountPath$|workingDir$|terminationMessagePath$|devicePath$/, ['/data', '/var/log']],
  [/(^|\.)(path|subPath|keyPath|certificateChainPath|credentialBundlePath|localhostProfile)$/, ['a/b', 'x.txt']],
  [/terminationMessagePolicy$/, ['File', 'FallbackToLogsOnError']],
  [/mountPropagation$/, ['None', 'HostToContainer']],
  [/HTTPGetAction\.scheme$/, ['HTTP', 'HTTPS']],
  [/SeccompProfile\.type$/, ['RuntimeDefault', 'Unconfined']],
  [/whenUnsatisfiable$/, ['DoNotSchedule', 'ScheduleAnyway']],
  [/topologyKey$/, ['kubernetes.io/hostname']],
  [/Toleration\.operator$/, ['Exists', 'Equal']],
  [/Toleration\.effect$/, ['NoSchedule', 'NoExecute']],
  [/WhenExpression\.operator$/, ['in', 'notin']],
  [/WhenExpression\.cel$/, ["'a' == 'a'", "'main' in ['main', 'next']"]],
  [/operator$/, ['In', 'Exists']],
  [/dnsPolicy$/, ['ClusterFirst', 'Default']],
  [/ip$/, ['10.0.0.1']],
  [/nameservers\[\]$/, ['10.0.0.10']],
  [/capabilities|Capabilities\.(add|drop)\[\]$/, ['ALL', 'NET_ADMIN']],
  [/fieldPath$/, ['metadata.name', 'status.podIP']],
  [/ResourceFieldSelector\.resource$/, ['limits.cpu', 'requests.memory']],
  [/(limits|requests|overhead)\{\}$|storage$/, ['100m', '1', '64Mi']],
  [/accessModes\[\]$/, ['ReadWriteOnce', 'ReadOnlyMany']],
  [/volumeMode$/, ['Filesystem', 'Block']],
  [/JobSpec\.completionMode$/, ['NonIndexed', 'Indexed']],
  [/restartPolicy$/, ['Never', 'OnFailure']],
  [/Time(stamp)?$/, ['2026-01-02T03:04:05Z']],
  [/\.arn$/, ['arn:aws:s3:::orders']],
  [/region$/, ['eu-west-1']],
  [/EnvVar\.name$/, ['COLOUR', 'A_B']],
  [/extensions\{\}$|attributes\{\}$|exact\{\}$|prefix\{\}$|suffix\{\}$/, ['a', 'orders']],
  [/ttribute$/, ['requestid', 'replyid']],
  [/serviceType$/, ['ClusterIP', 'NodePort', 'LoadBalancer']],
  [/header$|HTTPHeader\.name$/, ['X-Team']],
];

const NAMES = ['a', 'hello', 'orders', 'x-1'];
const KEYS = ['app', 'a', 'team'];
/** Of maps whose keys are not labels. */
const KEYS_OF: readonly (readonly [field: RegExp, keys: readonly string[]])[] = [
  [/(limits|requests|overhead)\{\}$/, ['cpu', 'memory']],
  [/(attributes|exact|prefix|suffix)\{\}$/, ['type', 'source', 'orderid']],
  [/portLevelMtls\{\}$/, ['8080', '8443']],
];

const NUMBERS = [1, 2, 5, 10, 100];

/** A sound value of a node that holds nothing else. */
export function plainValue(
  { type, enum: values, minimum, maximum, ...node }: JsonSchema,
  name: string,
  chance: Chance,
): unknown {
  if (values !== undefined) return chance.of(values);
  if (type === 'boolean') return chance.is(50);
  if (type === 'integer' || type === 'number')
    return chance.of(NUMBERS.filter((it) => it >= (minimum ?? it) && it <= (maximum ?? it)));
  if (type === 'string' || node['x-int-or-string']) return plainText(name, chance);
  return chance.of<unknown>(['x', 1, true, { a: 1 }]);
}

function plainText(name: string, chance: Chance): string {
  return chance.of(TEXTS.find(([field]) => field.test(name))?.[1] ?? NAMES);
}

/** A sound key of a map. */
export function plainKey(name: string, chance: Chance): string {
  return chance.of(KEYS_OF.find(([field]) => field.test(name))?.[1] ?? KEYS);
}
