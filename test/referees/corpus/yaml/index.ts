import { eventingTexts } from './eventing';
import { otherTexts } from './others';
import { servingTexts } from './serving';

export type { TextPair } from './texts';

/** Faults as people write them in files, each with what is almost it and right. */
export const textPairs = [...servingTexts, ...eventingTexts, ...otherTexts];
