import { type Command, InvalidArgumentError } from 'commander';
import { featuresOf, type Profile, profileOf, SettingError } from '../manifests';
import type { FeatureFlags } from '../rules/features';
import type { PlatformOptions } from '../rules/platform';

/** What a command was told of the cluster. */
export interface PlatformFlags {
  readonly feature?: FeatureFlags;
  readonly profile?: Profile;
}

/** Options by which a command is told of the cluster, for the rules. */
export function addPlatformOptions(command: Command): Command {
  return command
    .option('--feature <name=value>', 'a feature flag of the cluster; may be given again', addFeature)
    .option('--profile <profile>', 'versions in the cluster, such as knative=1.23,tekton=1.15', option(profileOf));
}

export function platformOf({ feature, profile }: PlatformFlags): PlatformOptions {
  return { ...profile, features: feature };
}

function addFeature(text: string, earlier: FeatureFlags = {}): FeatureFlags {
  const equals = text.indexOf('=');
  if (equals < 0) throw new InvalidArgumentError('Write it as name=value.');
  return { ...earlier, ...option(featuresOf)({ [text.slice(0, equals)]: text.slice(equals + 1) }) };
}

/** Lets commander tell what is wrong with a setting, together with the option that held it. */
function option<Given, Read>(read: (given: Given) => Read): (given: Given) => Read {
  return (given) => {
    try {
      return read(given);
    } catch (error) {
      if (error instanceof SettingError)
        throw new InvalidArgumentError(`${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`);
      throw error;
    }
  };
}
