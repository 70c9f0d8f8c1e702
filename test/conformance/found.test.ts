import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isClusterThere } from '../referees/cluster';
import { findReferee } from '../referees/find-referee';
import { disagreementOf } from './disagreements';
import { found } from './found';
import { judgements } from './judge';
import { type Running, startReferees } from './referees';

const areThere = isClusterThere() && findReferee('upstream-oracle') !== undefined;
let referees: Running | undefined;
beforeAll(async () => {
  if (areThere) referees = await startReferees();
});
afterAll(() => referees?.stop());

describe.skipIf(!areThere)('we and upstream agree on what was found', () => {
  it.each(found.map((example) => [example.why, example] as const))(
    '%s',
    async (_why, { object, before, features = {} }) => {
      for await (const judgement of judgements([{ object, before, features }], referees!))
        expect(disagreementOf(judgement)).toBeUndefined();
    },
  );
});
