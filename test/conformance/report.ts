import type { Comparison, Found } from './compare';

/** One line that says what came of a kind. */
export function summary({ kind, cases, accepted, deliberate, found, reached, seconds }: Comparison): string {
  const meant = Object.values(deliberate).reduce((sum, times) => sum + times, 0);
  const differ = found.reduce((sum, { times }) => sum + times, 0);
  const { fields, sound, forbidden, broken } = reached;
  return [
    `${kind}: ${cases} cases, ${accepted} accepted by both, ${differ} disagreements`,
    ...(meant > 0 ? [`${meant} deliberate differences`] : []),
    `of ${fields} fields ${sound} sound, ${forbidden} forbidden, ${broken} broken`,
    `${seconds.toFixed(1)} s`,
  ].join(', ');
}

/** What is to be looked at: a disagreement with its smallest object, as a fixed example to copy. */
export function explanation({ times, judgement, disagreement }: Found): string {
  const { object, before, features } = judgement.of;
  const replaced = before === undefined ? '' : `before: ${JSON.stringify(before)}, `;
  return [
    `${disagreement.difference} (${times} times)`,
    `  ours:     ${disagreement.ours || 'accepted'}`,
    `  upstream: ${disagreement.upstreams || 'accepted'}`,
    '  fixed example:',
    `  { why: '', object: ${JSON.stringify(object)}, ${replaced}features: ${JSON.stringify(features)} },`,
  ].join('\n');
}

/** Fields that should have been reached and were not. */
export function unreached({ reached: { neverSound, neverBroken } }: Comparison): string[] {
  return [
    ...neverSound.map((path) => `${path} was in no object that both accept`),
    ...neverBroken.map((path) => `${path} was never broken so that both refuse it`),
  ];
}
