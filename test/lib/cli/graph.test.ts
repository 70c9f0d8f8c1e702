import { describe, expect, test } from 'vitest';
import { command, folderOf, GOOD } from './command';

const files = {
  'a.yaml': `${GOOD}---
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default, namespace: shop}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: ping, namespace: shop}
spec:
  sink:
    ref: {apiVersion: eventing.knative.dev/v1, kind: Broker, name: default}
---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: display, namespace: shop}
spec:
  broker: default
  subscriber:
    ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: hello}
`,
};

describe('graph', () => {
  test('svg is an image', async () => {
    const { code, stdout, stderr } = await command(['graph', '.', '--format', 'svg'], { cwd: folderOf(files) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [\s\S]*>PingSource<[\s\S]*<\/svg>\n$/);
  });

  test('--events is a table of types, or the same as data', async () => {
    const cwd = folderOf(files);
    expect(await command(['graph', '.', '--events'], { cwd })).toEqual({
      code: 0,
      stderr: '',
      stdout: `| Type | From | Over | To |
| --- | --- | --- | --- |
| \`dev.knative.sources.ping\` | PingSource ping | Broker default | Service hello (by Trigger display) |
`,
    });
    const json = JSON.parse((await command(['graph', '.', '--events', '--format', 'json'], { cwd })).stdout);
    expect(json).toMatchObject([{ type: 'dev.knative.sources.ping', sources: [{ kind: 'PingSource', name: 'ping' }] }]);
  });
});
