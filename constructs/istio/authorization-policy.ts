import type { Construct } from 'constructs';
import type { PolicyTargetReference } from '../../lib/api/istio/common/selector';
import {
  type AuthorizationPolicySpec,
  type AuthorizationRule,
  AuthorizationPolicy as kind,
} from '../../lib/api/istio/security/v1/authorization-policy';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** Which requests some Pods take. */
export interface AuthorizationPolicyProps extends ResourceProps {
  /** Labels of the Pods. @default - all of the namespace; of the mesh, in its root namespace */
  readonly selector?: Readonly<Record<string, string>>;
  /** Objects that the policy is attached to, in place of `selector`. @default - none */
  readonly targets?: readonly PolicyTargetReference[];
  /** What becomes of the requests. @default 'ALLOW' */
  readonly action?: AuthorizationPolicySpec['action'];
  /** Requests that the policy is about. @default - none: nothing is allowed */
  readonly rules?: readonly AuthorizationRule[];
  /** Who is asked, with the action CUSTOM: a provider of the mesh configuration. @default - nobody */
  readonly provider?: string;
}

/**
 * Says which requests Pods take. One that no policy allows is refused as soon as there is a policy that allows others.
 *
 * Becomes: one AuthorizationPolicy.
 * @example
 * new AuthorizationPolicy(chart, 'from-gateway', {
 *   selector: { app: 'shop' },
 *   rules: [{ from: [{ source: { namespaces: ['istio-system'] } }] }],
 * });
 */
export class AuthorizationPolicy extends Resource<AuthorizationPolicySpec> {
  public constructor(scope: Construct, id: string, given: AuthorizationPolicyProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, () => {
      const { selector, targets, action, rules, provider } = props;
      return {
        spec: {
          selector: selector && { matchLabels: selector },
          targetRefs: targets,
          action,
          rules,
          provider: provider === undefined ? undefined : { name: provider },
        },
      };
    });
  }
}
