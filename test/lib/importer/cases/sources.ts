import type { UpgradeCase } from './case';

export const sourceCases: readonly UpgradeCase[] = [];
