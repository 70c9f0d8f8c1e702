import { Construct } from 'constructs';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { assertKnownProps, type Refusing } from '../../base/known-props';
import { Program } from '../../base/program';
import { SynthError } from '../../base/synth-error';
import { watchedProps } from '../../base/watched-props';
import { yamlText } from '../../kubernetes/yaml-text';
import { VendoredObject } from '../vendored-object';
import { type AlertRule, type AlertThresholds, logAlerts, metricAlerts } from './alerts';
import { type DashboardName, dashboardJson, dashboards } from './dashboards';
import { type LogOptions, logCollector } from './log-collector';
import { type TraceOptions, traceCollector } from './trace-collector';

/** What is seen of a platform, and by whom. */
export interface ObservabilityProps {
  /** Namespace of the objects, which must be there. @default 'observability' */
  readonly namespace?: string;
  /** Dashboards. @default - all of them */
  readonly dashboards?: readonly DashboardName[];
  /** Labels by which Grafana finds dashboards. @default - grafana_dashboard: '1' */
  readonly dashboardLabels?: Readonly<Record<string, string>>;
  /** From where on alerts are told; false for no alerts. @default - the thresholds' own defaults */
  readonly alerts?: false | AlertThresholds;
  /** Who reads the rules of metrics: the operator of Prometheus by a PrometheusRule, or a Prometheus by a file in a ConfigMap. @default 'operator' */
  readonly rulesFor?: 'operator' | 'prometheus';
  /** Labels by which Loki's ruler finds its rules. @default - loki_rule: '1' */
  readonly logRuleLabels?: Readonly<Record<string, string>>;
  /** How logs are collected; true for the defaults. @default false */
  readonly logs?: boolean | LogOptions;
  /** A collector of OpenTelemetry, to which the profiles `otlp` and `zipkin` of `Telemetry` send traces. @default - none */
  readonly traces?: TraceOptions;
}

/**
 * Dashboards of requests, autoscaling, brokers and pipelines, alerts, and the collection of logs by service. `Telemetry`
 * has the settings that make the platform give metrics and traces out.
 *
 * Becomes: a ConfigMap for each dashboard, a PrometheusRule or a ConfigMap with the rules of metrics, a ConfigMap with the
 * rules of logs, and on request a DaemonSet that collects logs, with its account, and a Deployment that hands traces on, with
 * its Service.
 * @example
 * new Observability(chart, 'observability', { alerts: { errorLinesPerMinute: 3 }, logs: true });
 */
export class Observability extends Construct {
  public constructor(scope: Construct, id: string, given: ObservabilityProps = {}) {
    super(scope, id);
    const props = watchedProps(given);
    const {
      namespace = 'observability',
      dashboards: chosen = Object.keys(dashboards),
      alerts = {},
      logs = false,
      traces,
    } = props;
    const { rulesFor = 'operator', dashboardLabels, logRuleLabels } = props;
    const shown = Array.from(chosen, (name, i) => this.#dashboardName(name, i));
    const found = { grafana_dashboard: '1', ...(dashboardLabels && { ...dashboardLabels }) };
    const ruled = logRuleLabels === undefined ? { loki_rule: '1' } : { ...logRuleLabels };
    const by: Refusing = {
      refuse: (fault, path, found, hint) => {
        throw new SynthError(fault, this.node.path, path, found, hint);
      },
    };
    if (!['operator', 'prometheus'].includes(rulesFor)) {
      by.refuse('value', 'rulesFor', `nobody is called "${rulesFor}"`, 'write operator or prometheus');
    }
    const thresholds = alerts === false ? undefined : thresholdsOf(alerts);
    const objects: KubeObject[] = [
      ...shown.map((name) =>
        configMap(`dashboard-${name}`, namespace, found, { [`${name}.json`]: dashboardJson(name) }),
      ),
      ...(thresholds
        ? [
            metricRules(namespace, rulesFor, metricAlerts(thresholds)),
            logRules(namespace, ruled, logAlerts(thresholds)),
          ]
        : []),
      ...(logs ? logCollector(namespace, logs === true ? {} : logs) : []),
      ...(traces ? traceCollector(namespace, traces, by) : []),
    ];
    assertKnownProps(props, this.node.path);
    for (const object of objects) new VendoredObject(this, `${object.kind}.${object.metadata.name}`, object);
    Program.of(this).touch();
  }

  #dashboardName(name: string, i: number): DashboardName {
    if (Object.hasOwn(dashboards, name)) return name as DashboardName;
    const hint = `there are ${Object.keys(dashboards).join(', ')}`;
    throw new SynthError('value', this.node.path, `dashboards[${i}]`, `there is no dashboard "${name}"`, hint);
  }
}

/** Reads every threshold, so that a misspelt one shows. */
function thresholdsOf({
  errorLinesPerMinute,
  errorRate,
  queueDepth,
  deadLetters,
  failedRuns,
}: AlertThresholds): AlertThresholds {
  return { errorLinesPerMinute, errorRate, queueDepth, deadLetters, failedRuns };
}

function metricRules(namespace: string, rulesFor: 'operator' | 'prometheus', rules: readonly AlertRule[]): KubeObject {
  const groups = [{ name: 'knative', rules }];
  if (rulesFor === 'prometheus')
    return configMap('knative-alerts', namespace, {}, { 'knative.rules.yaml': yamlText({ groups }) });
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'knative-alerts', namespace },
    spec: { groups },
  };
}

function logRules(
  namespace: string,
  labels: Readonly<Record<string, string>>,
  rules: readonly AlertRule[],
): KubeObject {
  const text = yamlText({ groups: [{ name: 'knative-logs', rules }] });
  return configMap('knative-log-alerts', namespace, labels, { 'knative-logs.yaml': text });
}

function configMap(
  name: string,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  data: object,
): KubeObject {
  const metadata = { name, namespace, ...(Object.keys(labels).length > 0 && { labels }) };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data } as KubeObject;
}
