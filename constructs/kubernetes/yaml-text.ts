import { Yaml } from 'cdk8s';

/** Data as the YAML text that a ConfigMap holds. */
export function yamlText(data: object): string {
  return Yaml.stringify(data);
}
