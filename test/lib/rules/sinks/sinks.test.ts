import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { withDefaults } from '../../../../lib/rules/defaults';
import { mergePatch } from '../../../../lib/rules/examples';
import { minimalObjects } from '../../../../lib/rules/minimal';
import { Platform } from '../../../../lib/rules/platform';
import { validate } from '../../../../lib/rules/validate';

const of = (name: string) => (spec: object | null) => mergePatch(minimalObjects[name], { spec }) as KubeObject;
const jobSink = of('sinks.knative.dev/v1alpha1/JobSink');
const kafkaSink = of('eventing.knative.dev/v1alpha1/KafkaSink');

const told = (object: KubeObject, before?: KubeObject) =>
  validate(object, { before }).map(({ code, path }) => `${code} ${path}`);

describe('a JobSink', () => {
  const job = (spec: unknown) => jobSink({ job: { spec: { template: { spec } } } });

  it('tells each container that it runs as a Job, unless it knows', () => {
    const own = { name: 'K_EXECUTION_MODE', value: 'own' };
    const object = job({
      containers: [
        { name: 'a', image: 'a' },
        { name: 'b', image: 'b', env: [own] },
      ],
    });
    expect(withDefaults(object, Platform.asShipped).spec).toMatchObject({
      job: {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'a', env: [{ name: 'K_EXECUTION_MODE', value: 'batch' }] },
                { name: 'b', env: [own] },
              ],
            },
          },
        },
      },
    });
  });

  it('is read as far as it goes', () => {
    for (const spec of [null, 'pod', { containers: 'a' }, { containers: [null, 'a'] }]) {
      expect(() => told(job(spec)), JSON.stringify(spec)).not.toThrow();
    }
    expect(told(jobSink({ job: null }))).toEqual(['KE3501 spec.job']);
    expect(told(jobSink(null))).toEqual(['KE3501 spec.job']);
  });
});

describe('a KafkaSink', () => {
  it('keeps its topic, and may change how it is written', () => {
    expect(told(kafkaSink({ contentMode: 'structured' }), kafkaSink({}))).toEqual([]);
    expect(told(kafkaSink({ topic: 'other' }), kafkaSink({}))).toEqual(['KE3113 spec.topic']);
  });

  it('is written in binary mode where nothing is said', () => {
    expect(withDefaults(kafkaSink({}), Platform.asShipped).spec).toMatchObject({ contentMode: 'binary' });
  });
});
