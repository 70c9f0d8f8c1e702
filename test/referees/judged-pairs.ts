import { expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import type { Diagnostic } from '../../lib/rules/diagnostic';
import { validate } from '../../lib/rules/validate';
import { isAccepted, type Upstream } from './upstream';

/** A fault that people make, and what is almost it and right. */
interface JudgedPair {
  readonly title: string;
  readonly fault: KubeObject;
  readonly nearMiss: KubeObject;
}

/** What we would refuse an object for. */
export function errorsOf(object: KubeObject): Diagnostic[] {
  return validate(object).filter(({ severity }) => severity === 'error');
}

/** Tests that upstream and we refuse each fault and accept each near miss; there are so many or more, each title once. */
export function judgesPairs(upstream: Upstream | undefined, pairs: readonly JudgedPair[], least: number): void {
  it(`the corpus has ${least} pairs or more, each title once`, () => {
    expect(pairs.length).toBeGreaterThanOrEqual(least);
    expect(new Set(pairs.map(({ title }) => title)).size).toBe(pairs.length);
  });

  for (const { title, fault, nearMiss } of pairs) {
    it(`${title} is refused, and what is almost it is accepted`, async () => {
      const [bad, good] = await Promise.all([upstream!.judge(fault), upstream!.judge(nearMiss)]);
      expect(isAccepted(bad), 'upstream on the fault').toBe(false);
      expect(isAccepted(good), `upstream on the near miss: ${JSON.stringify(good)}`).toBe(true);
      expect(errorsOf(fault), 'our verdict of the fault').not.toEqual([]);
      expect(errorsOf(nearMiss), 'our verdict of the near miss').toEqual([]);
    });
  }
}
