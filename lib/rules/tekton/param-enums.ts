import type { ParamSpec } from '../../api/tekton/v1/param';
import type { Rule } from '../rule';
import type { ParamHolder } from './param-holders';

const SOURCE = 'pipeline v1, param_types.go';
const FLAG = 'enable-param-enum';
const features = { [FLAG]: 'true' } as const;

/** What must hold of the values that a param is confined to. Of an action's params the webhook doesn't look at them. */
export function paramEnumRules({ example }: ParamHolder): readonly Rule<{ readonly params?: readonly ParamSpec[] }>[] {
  return [
    {
      code: 'KT3109',
      title: 'a param with enum needs the flag enable-param-enum',
      why: 'The webhook refuses enum where the flag is not set.',
      source: SOURCE,
      check({ params = [] }, report, { platform }) {
        if (platform.isEnabled(FLAG)) return;
        params.forEach(({ enum: values = [] }, i) => {
          if (values.length > 0)
            report(['params', i, 'enum'], 'enum is not open here', `set ${FLAG} to true, or leave enum out`);
        });
      },
      good: { ...example([{ name: 'x', enum: ['a'] }], '$(params.x)'), features },
      bad: example([{ name: 'x', enum: ['a'] }], '$(params.x)'),
    },
    {
      code: 'KT3110',
      title: 'enum lists different texts, the default among them',
      why: 'The webhook refuses enum on arrays and objects, the same value twice, and a default that is none of them.',
      source: SOURCE,
      check({ params = [] }, report, { platform }) {
        if (!platform.isEnabled(FLAG)) return;
        params.forEach(({ enum: values = [], type = 'string', default: value }, i) => {
          if (values.length === 0) return;
          if (type !== 'string') {
            report(['params', i, 'enum'], `the param is of the type ${type}`, 'leave enum out, or write type: string');
            return;
          }
          const twice = values.find((one, j) => values.indexOf(one) < j);
          if (twice !== undefined) report(['params', i, 'enum'], `"${twice}" is there twice`, 'leave one of them out');
          // What is neither texts nor a list of them is read as the text that it is written in.
          const text = typeof value === 'string' || value === undefined ? value : JSON.stringify(value);
          if (text && !values.includes(text))
            report(['params', i, 'default'], `"${text}" is not in enum`, `write one of ${values.join(', ')}`);
        });
      },
      good: { ...example([{ name: 'x', enum: ['a', 'b'], default: 'b' }], '$(params.x)'), features },
      bad: [
        { ...example([{ name: 'x', enum: ['a', 'a'] }], '$(params.x)'), features },
        { ...example([{ name: 'x', enum: ['a'], default: 'b' }], '$(params.x)'), features },
        { ...example([{ name: 'x', type: 'array', enum: ['a'] }], '$(params.x[*])'), features },
      ],
    },
  ];
}
