import { type Fields, fieldsAt } from '../../draft';
import { type Entries, type Expression, given, literal, map } from '../expression';
import { millis, seconds } from '../values';

/** Fields that are times, and how the construct takes them. */
const TIMES: Readonly<Record<string, readonly [property: string, read: (value: unknown) => Expression | undefined]>> = {
  delay: ['delay', millis],
  waitTimeSeconds: ['waitTime', seconds],
  visibilityTimeout: ['visibilityTimeout', seconds],
};

/** A service of AWS that events come from or go to. */
export function awsService(aws: Fields, name: string): Expression | undefined {
  const service = fieldsAt(aws, name);
  if (service === undefined) return undefined;
  const entries = Object.entries(service).map(([field, value]): [string, Expression | undefined] => {
    const [property, read] = TIMES[field] ?? [field, literal];
    return [property, read(value)];
  });
  return map(Object.fromEntries(entries) as Entries);
}

/** How one logs in to AWS. */
export function awsAuth(aws: Fields): Expression {
  const auth = fieldsAt(aws, 'auth');
  return map({
    secret: given(fieldsAt(fieldsAt(auth, 'secret'), 'ref')?.name),
    serviceAccount: given(auth?.serviceAccountName),
  });
}
