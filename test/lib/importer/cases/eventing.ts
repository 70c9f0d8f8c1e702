import type { UpgradeCase } from './case';

export const eventingCases: readonly UpgradeCase[] = [];
