import type { IntOrString, Time } from '../../meta/v1';

/** One thing that Istio says of an object. */
export interface IstioCondition {
  /** What it is about. */
  readonly type?: string;
  /** Whether it holds: `True`, `False` or `Unknown`. */
  readonly status?: string;
  /** A word that says why. */
  readonly reason?: string;
  /** A sentence that says why. */
  readonly message?: string;
  /**
   * When it was last looked at.
   * @format date-time
   */
  readonly lastProbeTime?: Time;
  /**
   * When it last changed.
   * @format date-time
   */
  readonly lastTransitionTime?: Time;
  /** The generation of the object that it is about. */
  readonly observedGeneration?: IntOrString;
}

/** Which message of Istio's analysis this is. */
export interface IstioMessageType {
  /** Its stable code, such as `IST0101`. */
  readonly code?: string;
  /** Its name, such as `ReferencedResourceNotFound`. */
  readonly name?: string;
}

/** What Istio's analysis has to say of an object. */
export interface IstioValidationMessage {
  /** Which message it is. */
  readonly type?: IstioMessageType;
  /**
   * How bad it is.
   * @enforcedBySchema
   */
  readonly level?: 'UNKNOWN' | 'ERROR' | 'WARNING' | 'INFO';
  /** Where it is explained. */
  readonly documentationUrl?: string;
}

/** What Istio says of an object; it does so only where its status is switched on. */
export interface IstioStatus {
  /** What holds of the object. */
  readonly conditions?: readonly IstioCondition[];
  /** What the analysis found. */
  readonly validationMessages?: readonly IstioValidationMessage[];
  /** The generation of the object that the status is about. */
  readonly observedGeneration?: IntOrString;
}
