import { Workspace } from '../workspace';

/** Another cluster than that of the run. */
export const kubeconfig = Workspace.of('kubeconfig', {
  optional: true,
  readOnly: true,
  description: 'A Secret with a file kubeconfig, for another cluster than that of the run.',
});

/** Has kubectl speak to the cluster of the workspace, if there is one. */
export const KUBECONFIG = `if [ "$KUBECONFIG_BOUND" = true ]; then export KUBECONFIG="$KUBECONFIG_DIRECTORY/kubeconfig"; fi`;

/** Puts the namespace before the arguments of kubectl. */
export const SCOPE = `if [ -n "$NAMESPACE" ]; then set -- "--namespace=$NAMESPACE" "$@"; fi`;

/** A function that waits for a Knative service, and tells what is wrong with one that does not become ready. */
export const AWAIT_READY = `await_ready() {
  set -- "services.serving.knative.dev/$1" \${NAMESPACE:+"--namespace=$NAMESPACE"}
  if kubectl wait "$@" --for=condition=Ready "--timeout=$TIMEOUT"; then return; fi
  kubectl get "$@" \\
    '--output=jsonpath={range .status.conditions[?(@.status!="True")]}{.type}: {.reason} {.message}{"\\n"}{end}' >&2
  exit 1
}`;
