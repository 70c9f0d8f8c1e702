import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';

/** Where the files of a release are. */
export interface ManifestInstallOptions {
  /** The folder that `cdk8s-knative platform vendor` filled, from where the program runs. @default 'vendor/platform' */
  readonly dir?: string;
}

/** How the operators are used. */
export interface OperatorInstallOptions {
  /** Whether the operators are installed too, from the vendored files; not where the cluster has them. @default false */
  readonly operators?: boolean;
  /** The folder that `cdk8s-knative platform vendor` filled, from where the program runs. @default 'vendor/platform' */
  readonly dir?: string;
}

/** In which way the platform comes into the cluster. Made by one of its methods. */
export class Install {
  /** The objects of upstream's releases, changed as the program says. */
  public static manifests(given: ManifestInstallOptions = {}): Install {
    return fromOptions('Install.manifests', given, ({ dir }) => new Install('manifests', dir, false));
  }

  /** Objects that tell upstream's operators what to install. */
  public static operator(given: OperatorInstallOptions = {}): Install {
    return fromOptions(
      'Install.operator',
      given,
      ({ operators = false, dir }) => new Install('operator', dir, operators),
    );
  }

  private constructor(
    public readonly way: 'manifests' | 'operator',
    public readonly dir: string | undefined,
    /** Whether the operators are installed too. */
    public readonly operators: boolean,
  ) {
    brand(this, 'Value');
  }
}
