import type { GraphRule } from '../../rule';
import { noEvent, silentStep } from './answers';
import { circle } from './circle';
import { deadLetterLoop } from './dead-letter-loop';
import { missingBroker } from './missing-broker';
import { replyLoop } from './reply-loop';
import { retries } from './retries';
import { selfLoop } from './self-loop';
import { unheardType } from './unheard-type';
import { unsentType } from './unsent-type';

/** What can be wrong between the objects of Eventing. */
export const eventingGraphRules: readonly GraphRule[] = [
  unsentType,
  selfLoop,
  missingBroker,
  deadLetterLoop,
  unheardType,
  replyLoop,
  circle,
  retries,
  noEvent,
  silentStep,
];
