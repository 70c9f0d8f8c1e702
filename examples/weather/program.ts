import { App, Chart } from 'cdk8s';
import {
  Broker,
  Channel,
  defineSource,
  EnvValue,
  KnativeService,
  PingSource,
  SecretRef,
  ServiceAccount,
} from 'cdk8s-knative';

/** Type of the events that the table store's source sends, one for each row that changes. */
const ROW_CHANGED = 'alicloud.tablestore';

/** A source that watches a table; its kind is that of the example custom-source. */
const AliTablestoreSource = defineSource<{
  readonly accessToken: SecretRef;
  readonly tableName: string;
  readonly instance: string;
  readonly serviceAccountName: string;
}>({ group: 'sources.example.com', version: 'v1alpha1', kind: 'AliTablestoreSource', eventTypes: [ROW_CHANGED] });

/** Where the forecasts are kept; the keys are in a Secret. */
const table = {
  OTS_TEST_ENDPOINT: 'http://knative-weather.cn-hangzhou.ots.aliyuncs.com',
  TABLE_NAME: 'weather',
  OTS_TEST_INSTANCENAME: 'knative-weather',
  OTS_TEST_KEYID: SecretRef.of('tablestore', 'access-key-id'),
  OTS_TEST_SECRET: SecretRef.of('tablestore', 'access-key-secret'),
};
// The images say no user; without one they would have to run as root.
const securityContext = { runAsUser: 65532 };

export function program(app: App): void {
  const chart = new Chart(app, 'weather', { namespace: 'default' });

  // Every three hours the forecasts are fetched and written to the table.
  const store = new KnativeService(chart, 'weather-store', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/weather-store:1.2',
    port: { containerPort: 8080, protocol: 'http1' },
    env: { ...table, WEATHER_API_KEY: EnvValue.fromSecret('amap', 'api-key') },
    visibility: 'cluster-local',
    scale: { target: 100, max: 20 },
    securityContext,
  });
  new PingSource(chart, 'weather-cronjob', { schedule: '0 */3 * * *', data: { message: 'sync' }, sink: store });

  // Anybody may ask for the weather.
  new KnativeService(chart, 'weather-service', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/weather-service:1.1',
    port: { containerPort: 8080, protocol: 'http1' },
    env: table,
    scale: { target: 100, max: 20 },
    securityContext,
  });

  // Rows that change become events; the notifier picks rain in Beijing on one day out of them.
  const broker = new Broker(chart, 'weather', { channel: Channel.inMemory() });
  const account = new ServiceAccount(chart, 'alitablestore-sa');
  new AliTablestoreSource(chart, 'alitablestoresource', {
    serviceAccountName: account.name,
    accessToken: SecretRef.of('alitablestore-secret', 'alitablestore'),
    tableName: 'weather',
    instance: 'knative-weather',
    sink: broker,
  });
  const notifier = new KnativeService(chart, 'day-weather', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/dingtalk-weather-service:1.2',
    // The URL contains a token, so it comes from a Secret by way of a variable.
    env: { DINGTALK_URL: EnvValue.fromSecret('dingtalk', 'url') },
    args: ['--dingtalkurl=$(DINGTALK_URL)', '--adcode=110000', '--date=2019-10-13', '--dayweather=雨'],
    visibility: 'cluster-local',
    securityContext,
  });
  broker.on({ type: ROW_CHANGED }, notifier, { name: 'weather-trigger' });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
