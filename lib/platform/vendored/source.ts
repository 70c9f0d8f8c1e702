import type { PublishedFile } from '../catalogue/component';
import type { ReleaseComponent } from '../catalogue/releases';

/** A file that is looked for. */
export interface WantedFile {
  readonly component: ReleaseComponent;
  readonly file: PublishedFile;
}

/** A place that manifests come from. */
export interface ManifestSource {
  /** As messages name it. */
  readonly name: string;
  /**
   * The files' bytes, in the order that they are asked for; undefined for those that are not there.
   * Throws `PlatformError` if the place can't be read at all.
   */
  read(wanted: readonly WantedFile[]): Promise<(Uint8Array | undefined)[]>;
}
