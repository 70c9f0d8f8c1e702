import { Provider, type ProviderArgs } from '@pulumi/kubernetes';
import { Config, runtime } from '@pulumi/pulumi';

/** One for each deployment: a provider is a process. A process may deploy several times. */
const providers = new WeakMap<object, Provider>();

/**
 * The provider of programs that are given none. It is configured as Pulumi's own would be, by `kubernetes:…` in the stack's
 * configuration, but changes the data of ConfigMaps and Secrets in place: replacing them is deleting them for a moment,
 * and pods that start then do not.
 */
export function usualProvider(): Provider {
  const deployment = runtime.getMonitor() ?? runtime;
  const known = providers.get(deployment);
  if (known !== undefined) return known;
  const provider = new Provider('cdk8s-knative', { ...IN_PLACE, ...configured() });
  providers.set(deployment, provider);
  return provider;
}

const IN_PLACE: ProviderArgs = { enableConfigMapMutable: true, enableSecretMutable: true };

const TEXTS = ['cluster', 'clusterIdentifier', 'context', 'namespace', 'renderYamlToDirectory'] as const;
const SWITCHES = [
  'deleteUnreachable',
  'enableConfigMapMutable',
  'enableSecretMutable',
  'enableServerSideApply',
  'skipUpdateUnreachable',
  'suppressDeprecationWarnings',
  'suppressHelmHookWarnings',
] as const;

function configured(): ProviderArgs {
  const config = new Config('kubernetes');
  const given: [string, unknown][] = [
    ...TEXTS.map((name): [string, unknown] => [name, config.get(name)]),
    ...SWITCHES.map((name): [string, unknown] => [name, config.getBoolean(name)]),
    ['kubeconfig', config.getSecret('kubeconfig')],
    ['kubeClientSettings', config.getObject('kubeClientSettings')],
    ['helmReleaseSettings', config.getObject('helmReleaseSettings')],
  ];
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}
