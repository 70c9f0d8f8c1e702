import type { RevisionObject, RevisionSettings } from './deployment';

/** The secret of a namespace with the certificate of its queue proxies. */
export const SERVING_CERTIFICATE = 'serving-certs';

const TOKEN_SECONDS = 3600;
const LOGS = 'knative-var-log';
const POD_INFO_FEATURE = 'features.knative.dev/queueproxy-podinfo';

/** A volume of Knative's own in a revision's pods, and where queue-proxy has it. */
interface ExtraVolume {
  readonly volume: object;
  readonly mount: object;
}

function queueVolumes(revision: RevisionObject, settings: RevisionSettings): readonly ExtraVolume[] {
  const { deployment, network } = settings;
  const tokens = [...deployment.tokenAudiences].sort().map((audience) => ({
    serviceAccountToken: { audience, expirationSeconds: TOKEN_SECONDS, path: audience },
  }));
  return [
    ...(mountsPodInfo(revision, settings) ? [podInfo] : []),
    ...(tokens.length === 0
      ? []
      : [
          {
            volume: { name: 'knative-token-volume', projected: { sources: tokens } },
            mount: { name: 'knative-token-volume', mountPath: '/var/run/secrets/tokens' },
          },
        ]),
    ...(network.internalTls ? [certificate] : []),
  ];
}

const podInfo: ExtraVolume = {
  volume: {
    name: 'pod-info',
    downwardAPI: { items: [{ path: 'annotations', fieldRef: { fieldPath: 'metadata.annotations' } }] },
  },
  mount: { name: 'pod-info', mountPath: '/etc/podinfo', readOnly: true },
};

const certificate: ExtraVolume = {
  volume: { name: 'server-certs', secret: { secretName: SERVING_CERTIFICATE } },
  mount: { name: 'server-certs', mountPath: '/var/lib/knative/certs', readOnly: true },
};

/** Whether queue-proxy reads the annotations of its pod: by the cluster's word, or by the revision's where the cluster lets it. */
function mountsPodInfo({ metadata }: RevisionObject, { features }: RevisionSettings): boolean {
  const feature = features['queueproxy.mount-podinfo']?.toLowerCase();
  const asked = metadata.annotations?.[POD_INFO_FEATURE]?.toLowerCase();
  return feature === 'enabled' || (feature === 'allowed' && asked === 'enabled');
}

/** What queue-proxy has mounted. */
export function queueMounts(revision: RevisionObject, settings: RevisionSettings): readonly object[] {
  return queueVolumes(revision, settings).map(({ mount }) => mount);
}

/** Volumes of a revision's pods besides its own. */
export function extraVolumes(revision: RevisionObject, settings: RevisionSettings): readonly object[] {
  return [
    ...queueVolumes(revision, settings).map(({ volume }) => volume),
    ...(collectsLogs(settings) ? [{ name: LOGS, emptyDir: {} }] : []),
  ];
}

/** Whether what containers write under `/var/log` is collected. */
export const collectsLogs = ({ observability }: Pick<RevisionSettings, 'observability'>) =>
  observability['logging.enable-var-log-collection']?.toLowerCase() === 'true';

/** Where a container writes what is collected: a folder of its own. */
export function logMount(container: string): object {
  return {
    name: LOGS,
    mountPath: '/var/log',
    subPathExpr: `$(K_INTERNAL_POD_NAMESPACE)_$(K_INTERNAL_POD_NAME)_${container}`,
  };
}
