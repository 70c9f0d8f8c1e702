import { defineKind } from '../../../kind';
import type { NonEmptyText } from '../../../meta/v1';
import type { IstioDuration } from '../../common/scalars';
import type { IstioLabelSelector, PolicyTargetReference } from '../../common/selector';
import type { IstioStatus } from '../../common/status';

/** A header that a token may stand in. */
export interface JWTHeader {
  /**
   * Its name.
   * @minLength 1
   */
  readonly name: string;
  /** What stands before the token, with the space. @default 'Bearer ' */
  readonly prefix?: string;
}

/** A claim of the token that becomes a header of the request. */
export interface ClaimToHeader {
  /**
   * Name of the header.
   * @minLength 1
   * @pattern ^[-_A-Za-z0-9]+$
   * @means a header's name of letters, digits, "-" and "_"
   */
  readonly header: string;
  /**
   * Name of the claim; a dot goes one level down.
   * @minLength 1
   */
  readonly claim: string;
}

/** A sort of token that is taken. */
export interface JWTRule {
  /**
   * Who issues the tokens, as their claim `iss` has it.
   * @schemaOptional
   * @minLength 1
   */
  readonly issuer: string;
  /** Audiences of which a token must have one. @default - any */
  readonly audiences?: readonly NonEmptyText[];
  /**
   * Address of the keys that tokens are checked by. @default - as the issuer's OpenID configuration says
   * @minLength 1
   * @maxLength 2048
   */
  readonly jwksUri?: string;
  /**
   * As `jwksUri`, in another spelling.
   * @minLength 1
   * @maxLength 2048
   */
  readonly jwks_uri?: string;
  /** The keys themselves, as JSON. Not together with `jwksUri`. */
  readonly jwks?: string;
  /** Headers that a token may stand in. @default - `Authorization` with `Bearer ` */
  readonly fromHeaders?: readonly JWTHeader[];
  /** Parameters of the query that a token may stand in. */
  readonly fromParams?: readonly NonEmptyText[];
  /** Cookies that a token may stand in. */
  readonly fromCookies?: readonly NonEmptyText[];
  /** Header that the checked token's content is passed on in, in base64. */
  readonly outputPayloadToHeader?: string;
  /** Whether the token is passed on. @default false */
  readonly forwardOriginalToken?: boolean;
  /** Claims that become headers. */
  readonly outputClaimToHeaders?: readonly ClaimToHeader[];
  /** How long fetching the keys may take. @default '5s' */
  readonly timeout?: IstioDuration;
  /**
   * Claims whose text is a list, separated by spaces, besides `scope` and `permission`.
   * @maxItems 64
   */
  readonly spaceDelimitedClaims?: readonly NonEmptyText[];
}

/** Says which tokens some Pods take. A request with another token is refused; one without any is let in. */
export interface RequestAuthenticationSpec {
  /** The Pods. @default - all of the namespace; of the mesh, in the root namespace */
  readonly selector?: IstioLabelSelector;
  /** An object that the policy is attached to; deprecated, use `targetRefs`. */
  readonly targetRef?: PolicyTargetReference;
  /**
   * Objects that the policy is attached to, such as gateways of the Gateway API. Not together with `selector`.
   * @maxItems 16
   */
  readonly targetRefs?: readonly PolicyTargetReference[];
  /**
   * The tokens that are taken.
   * @maxItems 4096
   */
  readonly jwtRules?: readonly JWTRule[];
}

/**
 * What Istio says of a request authentication.
 * @preserveUnknownFields
 */
export interface RequestAuthenticationStatus extends IstioStatus {}

export const RequestAuthentication = defineKind<RequestAuthenticationSpec, RequestAuthenticationStatus>({
  group: 'security.istio.io',
  version: 'v1',
  alsoServed: ['v1beta1'],
  kind: 'RequestAuthentication',
  plural: 'requestauthentications',
  scope: 'Namespaced',
  shortNames: ['ra'],
  categories: ['istio-io', 'security-istio-io'],
});
