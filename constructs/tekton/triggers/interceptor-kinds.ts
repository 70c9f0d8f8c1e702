import type { Construct } from 'constructs';
import {
  type ClusterInterceptorSpec,
  ClusterInterceptor as clusterKind,
} from '../../../lib/api/triggers/v1alpha1/cluster-interceptor';
import { Interceptor as kind } from '../../../lib/api/triggers/v1alpha1/interceptor';
import { type Lowering, type Manifest, Resource, type ResourceProps } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type INamed, nameOf } from '../../kubernetes/named';

/** How an interceptor of one's own is reached: as a Service, or at a URL. */
export interface InterceptorProps extends ResourceProps {
  /** The Service that answers, such as a `KnativeService`, or its name. @default - there is a `url` */
  readonly service?: string | (INamed & { readonly namespace?: string });
  /** Namespace of the Service. @default - that of the Service, else that of the interceptor */
  readonly serviceNamespace?: string;
  /** Port of the Service. @default 8443 with a `caBundle`, else 80 */
  readonly port?: number;
  /** Path at the Service, without a slash before it. @default - none */
  readonly path?: string;
  /** URL in place of a Service. @default - there is a `service` */
  readonly url?: string;
  /** PEM certificates of the authorities that vouch for it. @default - it is asked without TLS, or is vouched for by a known one */
  readonly caBundle?: string;
}

/**
 * An interceptor of one's own for all namespaces: a Service that answers whether a request may pass.
 *
 * Becomes: one ClusterInterceptor. `Interceptor.custom` uses it in a trigger.
 * @example
 * new ClusterInterceptor(chart, 'limits', { service: 'limits', serviceNamespace: 'tools' });
 */
export class ClusterInterceptor extends Resource<ClusterInterceptorSpec> {
  public constructor(scope: Construct, id: string, given: InterceptorProps) {
    const props = watchedProps(given);
    super(scope, id, clusterKind, props, (lowering) => interceptorOf(props, lowering));
  }
}

/**
 * An interceptor of one's own for the listeners of its namespace.
 *
 * Becomes: one Interceptor, which is what Tekton calls the kind. `Interceptor.custom` uses it in a trigger.
 * @example
 * new NamespacedInterceptor(chart, 'limits', { service: 'limits' });
 */
export class NamespacedInterceptor extends Resource<ClusterInterceptorSpec> {
  public constructor(scope: Construct, id: string, given: InterceptorProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => interceptorOf(props, lowering));
  }
}

function interceptorOf(props: InterceptorProps, lowering: Lowering): Manifest<ClusterInterceptorSpec> {
  const { service, serviceNamespace, port, path, url, caBundle } = props;
  if (service !== undefined && url !== undefined)
    lowering.refuse('exclusive', 'url', 'both service and url are given', 'leave out one of them');
  if (service === undefined && url === undefined)
    lowering.refuse('missing', 'service', 'there is neither service nor url', 'give a service');
  const bundle = caBundle && Buffer.from(caBundle, 'utf8').toString('base64');
  if (service === undefined) return { spec: { clientConfig: { url, caBundle: bundle } } };
  const own = typeof service === 'string' ? undefined : service.namespace;
  const namespace = serviceNamespace ?? own ?? lowering.namespace;
  if (namespace === undefined)
    return lowering.refuse('namespace', 'serviceNamespace', 'the Service has no namespace', 'give serviceNamespace');
  return { spec: { clientConfig: { service: { name: nameOf(service), namespace, port, path }, caBundle: bundle } } };
}
