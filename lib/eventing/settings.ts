import type { ConfigSettings } from '../api/config';
import { kubernetes } from '../api/kubernetes';
import type { View } from '../controller/reconciler';
import { SYSTEM_NAMESPACE } from './keys';

/** The texts of one of Eventing's ConfigMaps; nothing where there is none. */
export function settingsOf(view: View, name: string): ConfigSettings {
  const map = view.get(kubernetes.ConfigMap, name, SYSTEM_NAMESPACE) as { readonly data?: ConfigSettings } | undefined;
  return map?.data ?? {};
}

const LOGGER = 'zap-logger-config';

/** What every adapter is told of how to log, and what to report. */
export function adapterSettings(view: View): readonly object[] {
  const logging = settingsOf(view, 'config-logging');
  const observability = settingsOf(view, 'config-observability');
  const logger = logging[LOGGER];
  return [
    { name: 'K_LOGGING_CONFIG', value: logger === undefined ? '{}' : JSON.stringify({ [LOGGER]: logger }) },
    { name: 'K_KLOG_VERBOSITY', value: logging['klog-verbosity'] ?? '0' },
    { name: 'K_OBSERVABILITY_CONFIG', value: observabilityOf(observability) },
  ];
}

const RUNTIME_INTERVAL = 15_000_000_000;

/** `config-observability`, as adapters read it: Go's fields in Go's order, what is empty left out. */
function observabilityOf(settings: ConfigSettings): string {
  const endpoint = (key: string) => (settings[key] ? { endpoint: settings[key] } : {});
  const rate = Number(settings['tracing-sampling-rate'] ?? 0);
  return JSON.stringify({
    tracing: {
      protocol: settings['tracing-protocol'] ?? 'none',
      ...endpoint('tracing-endpoint'),
      ...(rate === 0 ? {} : { samplingRate: rate }),
    },
    metrics: { protocol: settings['metrics-protocol'] ?? 'none', ...endpoint('metrics-endpoint') },
    runtime: { profiling: settings['runtime-profiling'] ?? 'disabled', exportInterval: RUNTIME_INTERVAL },
    enableSinkEventErrorReporting: settings['sink-event-error-reporting.enable'] === 'true',
  });
}
