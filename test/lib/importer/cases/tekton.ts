import type { UpgradeCase } from './case';

export const tektonCases: readonly UpgradeCase[] = [];
