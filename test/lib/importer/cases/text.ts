import type { UpgradeCase } from './case';

export const textCases: readonly UpgradeCase[] = [];
