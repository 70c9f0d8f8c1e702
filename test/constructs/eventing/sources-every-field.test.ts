import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { fieldsOfSpec, fieldsReached } from '../../fields';
import { everySourceField } from './every-source-field';

/** Fields that have no property, and why. */
const WITHOUT_PROPERTY: Readonly<Record<string, string>> = {
  'KafkaSource .optional': 'belongs to a reference to a Secret: a login without its value is none',
  'RedisStreamSource .optional': 'belongs to a reference to a Secret: a login without its value is none',
  'Pipe spec.sink.ref.fieldPath': 'a sink is an object as a whole',
  'Pipe spec.sink.ref.resourceVersion': 'a sink is an object whatever its version',
  'Pipe spec.sink.ref.uid': 'a sink is known by its name',
};

const chart = new Chart(new App(), 'test', { namespace: 'default' });
everySourceField(chart);
const reached = fieldsReached(chart);

/** Pods, Jobs and the like are given as a whole, in Kubernetes' own words. */
const isWhole = (type: string) => /PodTemplateSpec|Job$/.test(type);

test.each([...reached].map(([kind, fields]) => [kind.kind, kind, fields] as const))(
  'every field of a %s can be reached by a property',
  (name, kind, fields) => {
    const hasReason = (field: string) =>
      Object.hasOwn(WITHOUT_PROPERTY, `${name} ${field}`) ||
      (field.endsWith('.secretKeyRef.optional') && Object.hasOwn(WITHOUT_PROPERTY, `${name} .optional`));
    const all = fieldsOfSpec(kind, isWhole);
    expect(all.filter((field) => !fields.has(field) && !hasReason(field))).toEqual([]);
  },
);

test('fourteen kinds were looked at', () => {
  expect(reached.size).toBe(14);
});
