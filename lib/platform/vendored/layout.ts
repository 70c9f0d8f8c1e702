import type { PublishedFile } from '../catalogue/component';
import type { PlatformRelease, ReleaseComponent } from '../catalogue/releases';

/** Where `platform vendor` puts the files unless told where. */
export const DEFAULT_FOLDER = 'vendor/platform';

/** Where a file lies within the vendored folder: `serving/1.23.0/serving-core.yaml`. */
export function vendoredPath({ name, version }: ReleaseComponent, file: PublishedFile): string {
  return `${name}/${version}/${file.name}`;
}

/** The command that puts components of a release into a folder. */
export function vendorCommand(release: PlatformRelease, names: readonly string[], dir = DEFAULT_FOLDER): string {
  const words = ['npx cdk8s-knative platform vendor', '--release', release.name];
  if (names.length > 0) words.push('--component', names.join(','));
  if (dir !== DEFAULT_FOLDER) words.push('--dir', dir);
  return words.join(' ');
}
