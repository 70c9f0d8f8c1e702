import { describe, expect, it } from 'vitest';
import {
  isNegativeDuration,
  isZeroDuration,
  parseIsoDuration,
  secondsOf,
} from '../../../../lib/rules/syntax/iso-duration';

describe('an ISO 8601 duration', () => {
  it.each([
    ['PT1S', 1],
    ['PT0.2S', 0.2],
    ['PT0,2S', 0.2],
    ['PT0.25S', 0.2],
    ['PT.5S', 0.5],
    ['PT1M', 60],
    ['PT0.2M', 12],
    ['PT1H30M', 5400],
    ['P1D', 86_400],
    ['P1W', 604_800],
    ['P1DT12H', 129_600],
    ['-PT5S', -5],
    ['PT-5S', -5],
    ['P0', 0],
  ])('%s lasts %d seconds', (text, seconds) => {
    expect(secondsOf(parseIsoDuration(text)!)).toBeCloseTo(seconds, 6);
  });

  it.each(['', 'P', 'PT', '10s', 'P5S', 'PT1D', 'pt1s', 'PT1', 'PT 1S', '1', 'PT1S2M', 'PT1.-S'])(
    '%j is none',
    (text) => {
      expect(parseIsoDuration(text)).toBeUndefined();
    },
  );

  it('is zero below a tenth of a second', () => {
    expect(isZeroDuration(parseIsoDuration('PT0.09S')!)).toBe(true);
    expect(isZeroDuration(parseIsoDuration('PT0.1S')!)).toBe(false);
  });

  it('takes the sign of the whole, and wraps where upstream does', () => {
    expect(isNegativeDuration(parseIsoDuration('-PT1S')!)).toBe(true);
    expect(isNegativeDuration(parseIsoDuration('-PT-1S')!)).toBe(false);
    expect(isNegativeDuration(parseIsoDuration('P3277Y')!)).toBe(true);
  });
});
