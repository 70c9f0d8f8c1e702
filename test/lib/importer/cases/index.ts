import type { UpgradeCase } from './case';
import { eventingCases } from './eventing';
import { servingCases } from './serving';
import { sourceCases } from './sources';
import { tektonCases } from './tekton';
import { textCases } from './text';
import { triggerCases } from './triggers';

export const cases: readonly UpgradeCase[] = [
  ...servingCases,
  ...eventingCases,
  ...sourceCases,
  ...tektonCases,
  ...triggerCases,
  ...textCases,
];
