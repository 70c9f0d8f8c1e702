import { type Fields, fieldsAt, isFields, listAt, textAt } from '../../draft';
import { call, type Entries, type Expression, given, literal, map, mapOrNone, ours } from '../expression';
import type { Scope } from '../scope';

const INTERCEPTOR = { apiVersion: 'triggers.tekton.dev/v1alpha1' };

/** What a request must pass before a trigger acts on it; undefined if the constructs cannot say it. */
export function interceptor(use: Fields, scope: Scope): Expression | undefined {
  const hook = fieldsAt(use, 'webhook');
  if (hook !== undefined) return webhook(hook);
  const ref = fieldsAt(use, 'ref');
  const name = textAt(ref, 'name');
  if (ref === undefined || name === undefined) return undefined;
  const params = listAt(use, 'params').map(({ name: of, value }) => [String(of), value] as const);
  const settings = Object.fromEntries(params);
  if (ref.kind !== 'NamespacedInterceptor') {
    const known = ofTekton(
      name,
      settings,
      params.map(([of]) => of),
    );
    if (known !== undefined) return call(ours(`Interceptor.${name}`), map(known));
  }
  const kind = ref.kind === 'NamespacedInterceptor' ? 'Interceptor' : 'ClusterInterceptor';
  const own = scope.constructOf({ ...INTERCEPTOR, kind, name });
  const named = kind === 'Interceptor' ? literal({ name, kind }) : literal(name);
  return call(ours('Interceptor.custom'), own ?? named, params.length === 0 ? undefined : literal(settings));
}

/** The settings of an interceptor that comes with Tekton, in the order in which its factory writes them. */
function ofTekton(name: string, settings: Fields, order: readonly string[]): Entries | undefined {
  const inOrder = (...names: string[]) => {
    const places = order.map((of) => names.indexOf(of));
    return places.every((place, i) => place >= 0 && place > (places[i - 1] ?? -1));
  };
  const { secretRef: secret, eventTypes, filter, overlays, requestedFields } = settings;
  switch (name) {
    case 'github':
    case 'gitlab':
    case 'bitbucket': {
      const secretRef = secretOf(secret);
      const isWhole = inOrder('secretRef', 'eventTypes') && secretRef !== undefined;
      return isWhole ? { secret: secretRef, eventTypes: given(eventTypes) } : undefined;
    }
    case 'cel': {
      const named = overlaysByName(overlays);
      const isWhole = inOrder('filter', 'overlays') && (overlays === undefined || named !== undefined);
      return isWhole ? { filter: given(filter), overlays: named } : undefined;
    }
    case 'slack':
      return inOrder('requestedFields') ? { requestedFields: given(requestedFields) } : undefined;
    default:
      return undefined;
  }
}

function secretOf(value: unknown): Expression | undefined {
  if (!isFields(value) || Object.keys(value).some((name) => name !== 'secretName' && name !== 'secretKey'))
    return undefined;
  const { secretName, secretKey } = value;
  return typeof secretName === 'string' && typeof secretKey === 'string'
    ? call(ours('SecretRef.of'), literal(secretName), literal(secretKey))
    : undefined;
}

function overlaysByName(overlays: unknown): Expression | undefined {
  const all = Array.isArray(overlays) ? overlays.filter(isFields) : [];
  const named = Object.fromEntries(all.map(({ key, expression }) => [String(key), expression]));
  return all.length > 0 && Object.keys(named).length === all.length ? literal(named) : undefined;
}

/** A Service in the old form. */
function webhook(hook: Fields): Expression | undefined {
  const { apiVersion, kind, name, namespace } = fieldsAt(hook, 'objectRef') ?? {};
  if (apiVersion !== 'v1' || kind !== 'Service' || typeof name !== 'string') return undefined;
  const headers = listAt(hook, 'header').map(({ name: of, value }) => [String(of), value]);
  const options = mapOrNone({
    namespace: given(namespace),
    header: headers.length === 0 ? undefined : literal(Object.fromEntries(headers)),
  });
  return call(ours('Interceptor.webhook'), literal(name), options);
}
