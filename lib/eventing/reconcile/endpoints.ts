import { kubernetes } from '../../api/kubernetes';
import type { View } from '../../controller/reconciler';

/** How many addresses of a service take requests. */
export function readyAddresses(view: View, service: string, namespace: string): number {
  const endpoints = view.get(kubernetes.Endpoints, service, namespace) as
    | { readonly subsets?: readonly { readonly addresses?: readonly object[] }[] }
    | undefined;
  return (endpoints?.subsets ?? []).reduce((sum, { addresses }) => sum + (addresses?.length ?? 0), 0);
}
