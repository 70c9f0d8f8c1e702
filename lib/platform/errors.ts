/** What can be wrong with a platform's files and images. Codes are stable; no code is used twice. */
export const platformFaults = {
  unknownRelease: 'KP0101',
  unknownComponent: 'KP0102',
  notPublished: 'KP0103',
  notVendored: 'KP0111',
  lockUnreadable: 'KP0112',
  componentNotVendored: 'KP0113',
  fileMissing: 'KP0114',
  fileChanged: 'KP0115',
  filesNotFound: 'KP0121',
  digestMismatch: 'KP0122',
  downloadFailed: 'KP0123',
  ambiguousFile: 'KP0124',
  syntax: 'KP0131',
  collision: 'KP0132',
  imageUnmapped: 'KP0141',
  imageCollision: 'KP0142',
  imageReference: 'KP0143',
  imageUnwritable: 'KP0144',
} as const;

export type PlatformFault = keyof typeof platformFaults;

/** The platform's files, versions or images are not what they should be. */
export class PlatformError extends Error {
  public override readonly name = 'PlatformError';
  /** Stable, such as `KP0111`. */
  public readonly code: string;

  public constructor(
    public readonly fault: PlatformFault,
    found: string,
    /** What would be right. */
    public readonly hint?: string,
  ) {
    const code = platformFaults[fault];
    super(`${code} ${found}${hint === undefined ? '' : `: ${hint}`}`);
    this.code = code;
  }
}
