import type { Chart } from 'cdk8s';
import { TriggerTemplate } from '../../../../constructs';

/** A template that runs the pipeline `build` for a revision and, unless it is told otherwise, the branch `main`. */
export function buildTemplate(chart: Chart) {
  return new TriggerTemplate(chart, 'build', {
    params: { revision: { description: 'What is built.' }, branch: { default: 'main' } },
    resourcetemplates: ({ revision, branch }) => [
      {
        apiVersion: 'tekton.dev/v1',
        kind: 'PipelineRun',
        metadata: { generateName: 'build-' },
        spec: {
          pipelineRef: { name: 'build' },
          params: [
            { name: 'revision', value: revision },
            { name: 'cache', value: `cache-${branch}` },
          ],
        },
      },
    ],
  });
}
