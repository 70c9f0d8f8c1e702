import type { AuthorizationCondition } from '../../api/istio/security/v1/authorization-policy';
import type { FieldPath } from '../diagnostic';
import { isAddressBlock, isPortText, serviceAccountFault, wildcardFault } from './syntax/authorization';

interface Fault {
  readonly at: FieldPath;
  readonly message: string;
  readonly hint?: string;
}

type ValueFault = (value: string) => string | undefined;

const addressFault: ValueFault = (text) =>
  isAddressBlock(text) ? undefined : `"${text}" is neither an address nor a CIDR`;
const portFault: ValueFault = (text) => (isPortText(text) ? undefined : `"${text}" is no port`);
const anything: ValueFault = () => undefined;

/** What can be looked at, and what its values must be. */
const ATTRIBUTES: Readonly<Record<string, ValueFault>> = {
  'source.ip': addressFault,
  'remote.ip': addressFault,
  'source.namespace': anything,
  'source.serviceAccount': serviceAccountFault,
  'source.principal': anything,
  'source.trustDomain': wildcardFault,
  'request.auth.principal': anything,
  'request.auth.audiences': anything,
  'request.auth.presenter': anything,
  'destination.ip': addressFault,
  'destination.port': portFault,
  'connection.sni': anything,
};

/** What has a name in brackets. */
const WITH_NAME = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];
const BRACKETED = /^[^[]+\[.+\]$/s;

/** What older versions looked at, and what does that now. */
const REPLACED: Readonly<Record<string, string>> = {
  'destination.namespace': 'put the policy into that namespace',
  'destination.labels': 'use the selector',
  'destination.name': 'use the selector',
  'destination.user': 'use the selector',
};

/** What is wrong with a condition. */
export function conditionFault({ key, values = [], notValues = [] }: AuthorizationCondition): Fault | undefined {
  if (key === '') return { at: ['key'], message: 'the key is empty' };
  if (values.length + notValues.length === 0)
    return { at: ['values'], message: 'there is nothing to compare with', hint: 'add values or notValues' };
  const named = WITH_NAME.find((prefix) => key.startsWith(prefix));
  if (named !== undefined) {
    if (!BRACKETED.test(key)) return { at: ['key'], message: `"${key}" names none`, hint: `write ${named}[NAME]` };
    return valueFault({ values, notValues }, anything);
  }
  const [base = ''] = key.split('[');
  if (Object.hasOwn(REPLACED, base))
    return { at: ['key'], message: `"${key}" is not looked at any more`, hint: REPLACED[base] };
  const faultOf = Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
  if (faultOf === undefined) return { at: ['key'], message: `Istio does not know "${key}"` };
  return valueFault({ values, notValues }, faultOf);
}

function valueFault(lists: Readonly<Record<string, readonly string[]>>, faultOf: ValueFault): Fault | undefined {
  for (const [field, values] of Object.entries(lists)) {
    for (const [i, value] of values.entries()) {
      const message = value === '' ? 'a value is empty' : faultOf(value);
      if (message !== undefined) return { at: [field, i], message };
    }
  }
  return undefined;
}
