import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendCloudEvent } from 'cdk8s-knative';
import { expect, test } from 'vitest';
import { synthChart } from '../../../../constructs/testing';
import { expectGolden } from '../../../golden';
import { runStep, type StepRun } from './run-step';

function send(params: StepRun['params'], curl = ':') {
  const [task] = synthChart((chart) => sendCloudEvent(chart));
  const outcome = runStep(task!, {
    params: { sink: 'http://broker', type: 'com.example', ...params },
    tools: { curl },
  });
  const lines = readFileSync(join(outcome.home, 'headers'), 'utf8').trimEnd().split('\n');
  return { ...outcome, lines, headers: new Map(lines.map((line) => line.split(': ') as [string, string])) };
}

test('it is a task', async () => {
  await expectGolden(
    synthChart((chart) => sendCloudEvent(chart)),
    'send-cloud-event',
  );
});

test('an event that says nothing of itself is of the run', () => {
  const { status, headers, calls, results, home } = send({});
  expect(status).toBe(0);
  expect([...headers.keys()]).toEqual(['ce-specversion', 'ce-id', 'ce-type', 'ce-source', 'ce-time']);
  expect(headers.get('ce-specversion')).toBe('1.0');
  expect(headers.get('ce-id')).toBe('the-uid');
  expect(headers.get('ce-source')).toBe('/apis/tekton.dev/v1/namespaces/the-namespace/taskruns/the-name');
  expect(headers.get('ce-time')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(results).toEqual({ id: 'the-uid' });
  expect(readFileSync(join(home, 'data'), 'utf8')).toBe('{}');
  expect(calls[0]).toContain('http://broker');
  expect(calls[0]).toContain('content-type: application/json');
});

test('an event says what the params say', () => {
  const { headers, home, results } = send({
    id: '1',
    source: '/shop',
    subject: 'order',
    data: '{"a":"$(reboot)\\n"}',
    extensions: ['stage=test', 'note=a=b'],
  });
  expect(Object.fromEntries(headers)).toMatchObject({
    'ce-id': '1',
    'ce-source': '/shop',
    'ce-subject': 'order',
    'ce-stage': 'test',
    'ce-note': 'a=b',
  });
  expect(readFileSync(join(home, 'data'), 'utf8')).toBe('{"a":"$(reboot)\\n"}');
  expect(results).toEqual({ id: '1' });
});

test('a value can add no header, and keeps what is no ASCII', () => {
  const subject = 'a\nx-evil: 1 "50%" 天';
  const { headers, lines } = send({ subject });
  expect(lines).toHaveLength(6);
  expect(headers.get('ce-subject')).toBe('a%0ax-evil:%201%20%2250%25%22%20%e5%a4%a9');
  expect(decodeURIComponent(headers.get('ce-subject')!)).toBe(subject);
});

test('an event that is not taken fails the task', () => {
  const { status, results } = send({}, 'exit 22');
  expect(status).toBe(22);
  expect(results).toEqual({});
});
