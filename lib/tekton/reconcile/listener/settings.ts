import { kubernetes } from '../../../api/kubernetes';
import type { View } from '../../../controller/reconciler';

const NAMESPACE = 'tekton-pipelines';
/** The user that nobody is. */
const NONROOT = '65532';

/** What the ConfigMaps of Triggers say of the pods of listeners. */
export interface ListenerSettings {
  readonly runAsNonRoot: boolean;
  /** Undefined where the image is to decide. */
  readonly runAsUser: number | undefined;
  readonly runAsGroup: number | undefined;
  readonly fsGroup: number | undefined;
  /** Labels of a listener that its objects don't get; undefined where they get all. */
  readonly excluded: RegExp | undefined;
}

/** The settings of a cluster: of its ConfigMaps `config-defaults-triggers` and `feature-flags-triggers`. */
export function listenerSettingsOf(view: View): ListenerSettings {
  const defaults = dataOf(view, 'config-defaults-triggers');
  const identity = (key: string) => {
    const text = defaults[key] ?? NONROOT;
    return text === '' ? undefined : Number(text);
  };
  const pattern = dataOf(view, 'feature-flags-triggers')['labels-exclusion-pattern'];
  return {
    runAsNonRoot: defaults['default-run-as-non-root'] !== 'false',
    runAsUser: identity('default-run-as-user'),
    runAsGroup: identity('default-run-as-group'),
    fsGroup: identity('default-fs-group'),
    excluded: pattern === undefined || pattern === '' ? undefined : new RegExp(pattern),
  };
}

function dataOf(view: View, name: string): Readonly<Record<string, string | undefined>> {
  const map = view.get(kubernetes.ConfigMap, name, NAMESPACE);
  return (map as { data?: Readonly<Record<string, string>> } | undefined)?.data ?? {};
}
