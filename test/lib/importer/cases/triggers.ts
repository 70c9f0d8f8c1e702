import type { UpgradeCase } from './case';

export const triggerCases: readonly UpgradeCase[] = [];
