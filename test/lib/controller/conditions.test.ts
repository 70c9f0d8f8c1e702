import { describe, expect, test } from 'vitest';
import { Conditions, isReady, living } from '../../../lib/controller/conditions';

const NOW = new Date('2026-01-01T00:00:00Z');
const LATER = new Date('2026-01-01T00:00:10Z');
const set = living('First', 'Second');
const fresh = () => new Conditions(set, undefined, NOW).initialize();

describe('conditions', () => {
  test('begin unknown, in the order of their names', () => {
    expect(
      fresh()
        .list()
        .map(({ type, status }) => [type, status]),
    ).toEqual([
      ['First', 'Unknown'],
      ['Ready', 'Unknown'],
      ['Second', 'Unknown'],
    ]);
  });

  test('are summed up as ready once all parts are true, and not before', () => {
    const conditions = fresh().markTrue('First');
    expect(conditions.sum?.status).toBe('Unknown');
    expect(conditions.markTrue('Second').sum).toMatchObject({ status: 'True' });
  });

  test('a part that fails fails the sum at once, with its own words', () => {
    expect(fresh().markFalse('First', 'Broken', 'It broke.').sum).toMatchObject({
      status: 'False',
      reason: 'Broken',
      message: 'It broke.',
    });
  });

  test('a part that is unknown does not hide another that has failed', () => {
    expect(fresh().markFalse('First', 'Broken').markUnknown('Second', 'Waiting').sum?.status).toBe('False');
  });

  test('what is no part is told as information, and decides nothing', () => {
    const conditions = fresh().markTrue('First').markTrue('Second').markFalse('Other', 'Why');
    expect(conditions.get('Other')).toMatchObject({ severity: 'Info' });
    expect(conditions.sum?.status).toBe('True');
  });

  test('what says the same as before keeps its time', () => {
    const before = fresh().markTrue('First').list();
    const after = new Conditions(set, before, LATER).initialize().markTrue('First').markTrue('Second').list();
    const times = Object.fromEntries(after.map(({ type, lastTransitionTime }) => [type, lastTransitionTime]));
    expect(times).toEqual({
      First: '2026-01-01T00:00:00Z',
      Ready: '2026-01-01T00:00:10Z',
      Second: '2026-01-01T00:00:10Z',
    });
  });

  test('a part that is new to an object that is ready does not upset it', () => {
    const before = [{ type: 'Ready', status: 'True' as const }];
    expect(new Conditions(set, before, NOW).initialize().get('First')?.status).toBe('True');
  });

  test('readiness counts for the newest generation only', () => {
    const status = { observedGeneration: 1, conditions: [{ type: 'Ready', status: 'True' }] };
    expect(isReady({ metadata: { generation: 1 }, status })).toBe(true);
    expect(isReady({ metadata: { generation: 2 }, status })).toBe(false);
  });
});
