import type { ResourceProps } from '../../base/resource';

/** What the constructs of Knative's own ConfigMaps take: their names are given. */
export type SystemConfigProps = Omit<ResourceProps, 'name'>;

/** The properties with the name and the namespace that Knative reads the ConfigMap at. */
export function systemProps<Props extends SystemConfigProps>(
  given: Props,
  name: string,
  namespace = 'knative-serving',
): Props & { readonly name: string } {
  return { ...given, name, namespace: given.namespace ?? namespace };
}

/** The labels by which Knative's webhook finds a ConfigMap that it checks. */
export function systemLabels(component: string, part = 'knative-serving'): Record<string, string> {
  return { 'app.kubernetes.io/name': part, 'app.kubernetes.io/component': component };
}
