import type { View } from '../controller/reconciler';
import { settingsOf } from './settings';

/** What `config-features` of Eventing switches, as far as it changes what is made. */
export interface Features {
  /** Whether senders have to say who they are. */
  readonly checksIdentity: boolean;
  /** Whether addresses are called by plain HTTP, by both, or by HTTPS only. */
  readonly encryption: 'disabled' | 'permissive' | 'strict';
  /** Who may send where no policy says it. */
  readonly defaultAuthorization: string;
  /** Whether objects without an address may be given one by the settings. */
  readonly mapsReferences: boolean;
  /** Labels of the nodes that adapters of ApiServerSources run on. */
  readonly apiServerSourceNodes: Readonly<Record<string, string>>;
}

const NODE_SELECTOR = 'apiserversources-nodeselector-';

export function featuresOf(view: View): Features {
  const settings = settingsOf(view, 'config-features');
  const text = (key: string) => settings[key]?.toLowerCase();
  const encryption = text('transport-encryption');
  const nodes = Object.entries(settings)
    .filter(([key]) => key.startsWith(NODE_SELECTOR))
    .map(([key, value]) => [key.slice(NODE_SELECTOR.length), value]);
  return {
    checksIdentity: text('authentication-oidc') === 'enabled',
    encryption: encryption === 'permissive' || encryption === 'strict' ? encryption : 'disabled',
    defaultAuthorization: settings['default-authorization-mode'] ?? 'allow-same-namespace',
    mapsReferences: text('kreference-mapping') === 'enabled',
    apiServerSourceNodes: Object.fromEntries(nodes),
  };
}
