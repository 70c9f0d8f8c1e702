/** Says why a cluster can't be spoken to with what the user has: a kubeconfig, a plugin, a certificate. */
export class AccessError extends Error {
  public constructor(
    message: string,
    /** What would be right. */
    public readonly hint?: string,
  ) {
    super(message);
    this.name = 'AccessError';
  }
}
