import type { Destination } from '../api/duck/v1/destination';
import type { View } from '../controller/reconciler';
import { type Mapping, type Resolution, resolveDestination } from '../controller/resolve';
import { featuresOf } from './features';
import { SYSTEM_NAMESPACE } from './keys';
import { settingsOf } from './settings';

/** The address of a destination; objects without one may have it from `config-kreference-mapping`. */
export function resolve(destination: Destination | undefined, namespace: string, view: View): Resolution {
  return resolveDestination(
    destination,
    namespace,
    view,
    featuresOf(view).mapsReferences ? mappingIn(view) : undefined,
  );
}

const FIELD = /\{\{-?\s*\.(Name|Namespace|UID|SystemNamespace)\s*-?\}\}/g;

/** Templates of URLs, by kind, version and group. */
function mappingIn(view: View): Mapping {
  const templates = settingsOf(view, 'config-kreference-mapping');
  return ({ apiVersion, kind, name, namespace }, found) => {
    const [version = '', group] = apiVersion.split('/').reverse();
    const template = templates[[kind, version, ...(group === undefined ? [] : [group])].join('.')];
    if (template === undefined) return undefined;
    const fields: Readonly<Record<string, string>> = {
      Name: name,
      Namespace: namespace,
      UID: found?.metadata.uid ?? '',
      SystemNamespace: SYSTEM_NAMESPACE,
    };
    return template.replace(FIELD, (_, field: string) => fields[field] ?? '').trim();
  };
}
