import type { ConfigSettings } from '../../api/config';
import { parseGoDuration } from '../../api/config/duration';
import { goJson } from '../../controller/json';

/** What `config-observability` has Serving write about a request, where nobody says otherwise. */
const REQUEST_LOG_TEMPLATE =
  '{"httpRequest": {"requestMethod": "{{.Request.Method}}", "requestUrl": "{{js .Request.RequestURI}}", "requestSize": "{{.Request.ContentLength}}", "status": {{.Response.Code}}, "responseSize": "{{.Response.Size}}", "userAgent": "{{js .Request.UserAgent}}", "remoteIp": "{{js .Request.RemoteAddr}}", "serverIp": "{{.Revision.PodIP}}", "referer": "{{js .Request.Referer}}", "latency": "{{.Response.Latency}}s", "protocol": "{{.Request.Proto}}"}, "traceId": "{{.TraceID}}"}';

const DEFAULT_RUNTIME_INTERVAL = '15s';

/** `config-observability`, as queue-proxy reads it: Go's fields in Go's order, what is empty left out. */
export function observabilityOf(settings: ConfigSettings): string {
  const metrics = (prefix: string) => ({
    protocol: settings[`${prefix}-protocol`] ?? 'none',
    ...text('endpoint', settings[`${prefix}-endpoint`]),
    ...duration('exportInterval', settings[`${prefix}-export-interval`]),
  });
  const rate = Number(settings['tracing-sampling-rate'] ?? 0);
  return goJson({
    tracing: {
      protocol: settings['tracing-protocol'] ?? 'none',
      ...text('endpoint', settings['tracing-endpoint']),
      ...(rate === 0 ? {} : { samplingRate: rate }),
    },
    metrics: metrics('metrics'),
    runtime: {
      profiling: settings['runtime-profiling'] ?? 'disabled',
      ...duration('exportInterval', settings['runtime-export-interval'] ?? DEFAULT_RUNTIME_INTERVAL),
    },
    requestMetrics: metrics('request-metrics'),
    // These two have no name of their own in JSON: Go writes the fields' names.
    ...flag('EnableVarLogCollection', settings['logging.enable-var-log-collection']),
    ...text('LoggingURLTemplate', settings['logging.revision-url-template']),
    ...flag('enableRequestLog', settings['logging.enable-request-log']),
    ...text('requestLogTemplate', settings['logging.request-log-template'] ?? REQUEST_LOG_TEMPLATE),
    ...flag('enableProbeRequestLog', settings['logging.enable-probe-request-log']),
  });
}

function text(key: string, value: string | undefined): object {
  return value === undefined || value === '' ? {} : { [key]: value };
}

function flag(key: string, value: string | undefined): object {
  return value?.toLowerCase() === 'true' ? { [key]: true } : {};
}

/** In nanoseconds, as Go writes durations. */
function duration(key: string, value: string | undefined): object {
  const nanoseconds = value === undefined ? undefined : parseGoDuration(value);
  return nanoseconds === undefined || nanoseconds === 0 ? {} : { [key]: nanoseconds };
}
