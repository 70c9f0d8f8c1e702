import type { GraphRule } from '../../rule';
import { deadLetterLoop } from './dead-letter-loop';
import { missingBroker } from './missing-broker';
import { selfLoop } from './self-loop';
import { unsentType } from './unsent-type';

/** What can be wrong between the objects of Eventing. */
export const eventingGraphRules: readonly GraphRule[] = [unsentType, selfLoop, missingBroker, deadLetterLoop];
