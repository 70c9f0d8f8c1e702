import type { ComponentDefinition } from './component';
import { deployments, knativeMinimum, ready, services } from './definitions';
import { knativeRelease, tektonRelease } from './publishers';

/** What installs Knative or Tekton in place of their manifests. */
export const operators = {
  'knative-operator': {
    title: 'Knative Operator',
    byDefault: false,
    files: knativeRelease('knative/operator', ['operator.yaml']),
    creates: ['knative-operator'],
    uses: [],
    requires: [],
    readiness: ready(
      deployments('knative-operator', 'knative-operator', 'operator-webhook'),
      services('knative-operator', 'operator-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'tekton-operator': {
    title: 'Tekton Operator',
    byDefault: false,
    files: tektonRelease('operator', ['release.yaml']),
    creates: ['tekton-operator'],
    uses: [],
    requires: [],
    readiness: ready(
      deployments('tekton-operator', 'tekton-operator', 'tekton-operator-webhook'),
      services('tekton-operator', 'tekton-operator-webhook'),
    ),
    minimumKubernetes: () => '1.28',
  },
} as const satisfies Readonly<Record<string, ComponentDefinition>>;
