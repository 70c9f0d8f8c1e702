/** An address that takes requests or events. */
export interface Addressable {
  /** The address's name, by which a reference can choose it, such as `http` or `https`. */
  readonly name?: string;
  /** The URL. */
  readonly url?: string;
  /** PEM certificates of the authorities that vouch for the address. */
  readonly CACerts?: string;
  /** OIDC audience that a token for this address must have. */
  readonly audience?: string;
}

/** Status of kinds that have one address. */
export interface SingleAddressStatus {
  /** Where the object is reached from within the cluster. */
  readonly address?: Addressable;
}

/** Status of kinds that have an address, or several of which one is preferred. */
export interface AddressStatus extends SingleAddressStatus {
  /** All addresses of the object. */
  readonly addresses?: readonly Addressable[];
}
