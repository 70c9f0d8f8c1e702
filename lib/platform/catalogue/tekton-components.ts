import type { ComponentDefinition } from './component';
import { deployments, ready, services, TEKTON } from './definitions';
import { tektonRelease } from './publishers';

/** Tekton, and its dashboard in two forms. */
export const tektonComponents = {
  'tekton-pipelines': {
    title: 'Tekton Pipelines',
    byDefault: true,
    files: tektonRelease('pipeline', ['release.yaml']),
    creates: [TEKTON, 'tekton-pipelines-resolvers'],
    uses: [],
    requires: [],
    readiness: ready(
      [
        ...deployments(TEKTON, 'tekton-pipelines-controller', 'tekton-events-controller', 'tekton-pipelines-webhook'),
        ...deployments('tekton-pipelines-resolvers', 'tekton-pipelines-remote-resolvers'),
      ],
      services(TEKTON, 'tekton-pipelines-webhook'),
    ),
    minimumKubernetes: () => '1.28',
  },
  'tekton-triggers': {
    title: 'Tekton Triggers',
    byDefault: true,
    files: tektonRelease('triggers', ['release.yaml', 'interceptors.yaml']),
    creates: [],
    uses: [TEKTON],
    requires: ['tekton-pipelines'],
    readiness: ready(
      deployments(TEKTON, 'tekton-triggers-controller', 'tekton-triggers-webhook', 'tekton-triggers-core-interceptors'),
      services(TEKTON, 'tekton-triggers-webhook'),
    ),
    minimumKubernetes: () => '1.28',
  },
  'tekton-dashboard': dashboard('Tekton Dashboard, to look only', 'release.yaml', true),
  'tekton-dashboard-full': dashboard('Tekton Dashboard, to look and to write', 'release-full.yaml', false),
} as const satisfies Readonly<Record<string, ComponentDefinition>>;

function dashboard(title: string, file: string, byDefault: boolean): ComponentDefinition {
  return {
    title,
    byDefault,
    files: tektonRelease('dashboard', [file]),
    creates: [],
    uses: [TEKTON],
    requires: ['tekton-pipelines', 'tekton-triggers'],
    readiness: ready(deployments(TEKTON, 'tekton-dashboard')),
    minimumKubernetes: () => '1.31',
  };
}
