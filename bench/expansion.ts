import type { KubeObject } from '../lib/api/meta/v1';
import { expansion } from './built';
import { benchGrowth } from './growth';
import type { Row } from './table';

/** Services, and all that the controllers make of them until they are at rest. */
export function benchExpansion(rounds: number, largest: number): Row[] {
  return benchGrowth(
    largest,
    rounds,
    (size) => expansion.expand(services(size)),
    (size) => `${size} services expanded`,
  );
}

function services(count: number): readonly KubeObject[] {
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: `service-${index}`, namespace: 'bench' },
    spec: { template: { spec: { containers: [{ image: `registry.example.com/service-${index}:v1` }] } } },
  }));
}
