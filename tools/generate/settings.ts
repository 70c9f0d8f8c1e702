import { configMaps } from '../../lib/api/config/config-maps';
import { eventingFeaturesConfigMap } from '../../lib/api/config/eventing';
import { type Bounds, type ConfigKey, camelCase } from '../../lib/api/config/key';
import type { ConfigMapDefinition } from '../../lib/api/config/problems';
import { tektonFeaturesConfigMap } from '../../lib/api/config/tekton';

/** The units that the sentence of a key does not name. */
const MEASURES = ['seconds', 'milliseconds', 'minutes', 'percent', 'bytes'];

interface Property {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
  readonly default: string;
}

/** The interfaces of the properties that set ConfigMaps, one for each name that the tables give them. */
export function settingsCode(mark: string): string {
  const bySettings = new Map<string, ConfigMapDefinition[]>();
  const definitions = [...configMaps, eventingFeaturesConfigMap, tektonFeaturesConfigMap] as ConfigMapDefinition[];
  for (const one of definitions) bySettings.set(one.settings, [...(bySettings.get(one.settings) ?? []), one]);
  const interfaces = Array.from(bySettings, ([name, those]) => interfaceCode(name, those));
  const code = interfaces.join('\n');
  const shapes = [...new Set(code.match(SHAPE) ?? [])].sort();
  return [
    `// ${mark}`,
    "import type { Duration } from 'cdk8s';",
    `import type { ${shapes.join(', ')} } from '../../../lib/api/config/shapes';`,
    '',
    code,
  ].join('\n');
}

const SHAPE =
  /\b(?:AnyMap|BrokerDefaults|ChannelDefaults|ChannelSpec|ContainerResources|GatewayApiEntry|IssuerReference|IstioGatewayEntry|LabelSelection|RuntimeClassSelection)\b(?!Settings)/g;

function interfaceCode(name: string, definitions: readonly ConfigMapDefinition[]): string {
  const [first] = definitions;
  const where = definitions.length === 1 ? ` The ConfigMap \`${first?.name}\` in \`${first?.namespace}\`.` : '';
  const properties = new Map<string, Property>();
  for (const property of definitions.flatMap(propertiesOf)) {
    const other = properties.get(property.name);
    const isSame = other === undefined || other.default === property.default;
    properties.set(property.name, isSame ? property : { ...property, default: '- as the component ships it' });
  }
  const lines = Array.from(properties.values(), ({ name: prop, type, doc, default: value }) =>
    [`  /** ${doc} @default ${value} */`, `  readonly ${prop}?: ${type};`].join('\n'),
  );
  return `/** ${first?.doc}${where} */\nexport interface ${name} {\n${lines.join('\n')}\n}\n`;
}

function propertiesOf({ keys, entries = [] }: ConfigMapDefinition): Property[] {
  const own = Object.entries(keys).map(([name, key]) => propertyOf(key.prop ?? camelCase(name), key));
  const families = entries.map(({ prop, key }): Property => {
    const { type, doc } = propertyOf(prop, key);
    return { name: prop, type: `Readonly<Record<string, ${type}>>`, doc, default: '- none' };
  });
  return [...own, ...families];
}

function propertyOf(name: string, key: ConfigKey): Property {
  const unit = 'unit' in key ? key.unit : undefined;
  const doc = [key.doc, boundsText(key), unit && MEASURES.includes(unit) ? `In ${unit}.` : '']
    .filter(Boolean)
    .join(' ');
  return { name, type: typeOf(key), doc, default: defaultOf(key) };
}

function typeOf(key: ConfigKey): string {
  switch (key.type) {
    case 'boolean':
      return 'boolean';
    case 'choice':
      return "boolean | 'default'";
    case 'integer':
      return key.disabled ? "number | 'disabled'" : 'number';
    case 'number':
      return 'number';
    case 'duration':
      return key.disabled ? "Duration | 'disabled'" : 'Duration';
    case 'enum':
      return key.values.map(quoted).join(' | ');
    case 'list':
      return 'readonly string[]';
    case 'yaml':
    case 'json':
      return key.shape;
    case 'properties':
      return 'Readonly<Record<string, string | number | boolean>>';
    case 'text': {
      const short = Object.keys(key.short ?? {});
      return short.length === 0 ? 'string' : `${short.map(quoted).join(' | ')} | (string & {})`;
    }
    default:
      return 'string';
  }
}

const quoted = (word: string) => `'${word}'`;

function defaultOf(key: ConfigKey): string {
  if (key.type === 'duration') return key.default === 0 ? '- none' : `- ${inWords(key.default)}`;
  if (key.type === 'list') return key.default.length === 0 ? '- none' : key.default.join(', ');
  if (key.type === 'text' && key.short !== undefined) {
    const short = Object.entries(key.short).find(([, long]) => long === key.default);
    return short === undefined ? quoted(key.default) : quoted(short[0]);
  }
  if (key.default === undefined || key.default === '') return '- none';
  return typeof key.default === 'string' ? quoted(key.default) : String(key.default);
}

function inWords(seconds: number): string {
  if (seconds < 1) return `${seconds * 1000} ms`;
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds} s`;
}

function boundsText(key: ConfigKey): string {
  if (key.type !== 'integer' && key.type !== 'number' && key.type !== 'duration') return '';
  const { minimum, above, maximum }: Bounds = key;
  const value = (number: number) => (key.type === 'duration' ? inWords(number) : String(number));
  const parts = [
    minimum !== undefined && maximum !== undefined ? `From ${value(minimum)} to ${value(maximum)}.` : '',
    minimum !== undefined && minimum !== 0 && maximum === undefined ? `From ${value(minimum)} on.` : '',
    above !== undefined && above !== 0 ? `Above ${value(above)}.` : '',
    key.type === 'duration' && key.wholeSeconds ? 'In whole seconds.' : '',
  ];
  return parts.filter(Boolean).join(' ');
}
