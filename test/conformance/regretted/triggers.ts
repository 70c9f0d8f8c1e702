import { type Regretted, regrettedOf } from './regretted';

const trigger = regrettedOf('Trigger', 'triggers.tekton.dev/v1beta1');

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'it-' } };

/** What Tekton Triggers accepts in a Trigger, and people regret. */
export const triggerRegrets: readonly Regretted[] = [
  trigger('a filter that is true, not a text', 'KT4353', {
    interceptors: [{ ref: { name: 'cel' }, params: [{ name: 'filter', value: true }] }],
  }),
  trigger('a param of its template that no binding gives', 'KT4550', {
    bindings: [{ name: 'other', value: '$(body.other)' }],
    template: {
      ref: null,
      spec: {
        params: [{ name: 'revision' }],
        resourcetemplates: [{ ...configMap, data: { revision: '$(tt.params.revision)' } }],
      },
    },
  }),
];
