import type { RevisionSpec } from '../../api/serving/v1/revision';
import type { FieldPath } from '../diagnostic';
import { minimalContainer } from '../minimal';
import type { Rule } from '../rule';
import { isImageReference } from '../syntax/image';
import { dnsLabelHint, isDns1123Label } from '../syntax/names';
import { eachContainer, isSet, podRules, withContainer, withInitContainer, withSidecar } from './pod';

const RESERVED_NAME = 'queue-proxy';
const PULL_POLICIES: readonly string[] = ['Always', 'IfNotPresent', 'Never'];
const TERMINATION_POLICIES: readonly string[] = ['File', 'FallbackToLogsOnError'];

/** Fields that Kubernetes knows and Knative refuses, in the parts of a pod that the schema keeps as they are. */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  '': [
    'lifecycle',
    'stdin',
    'stdinOnce',
    'tty',
    'volumeDevices',
    'restartPolicy',
    'restartPolicyRules',
    'resizePolicy',
    'livenessProbe',
    'readinessProbe',
    'startupProbe',
  ],
  securityContext: ['seLinuxOptions', 'windowsOptions', 'procMount', 'appArmorProfile'],
  resources: ['claims'],
  ports: ['hostPort', 'hostIP'],
  volumeMounts: ['subPathExpr', 'recursiveReadOnly'],
};

/** A field that Knative refuses, and where it stands in its container. */
function* forbiddenFields(container: object): Generator<{ at: FieldPath; field: string }> {
  for (const [part, fields] of Object.entries(FORBIDDEN)) {
    const value: unknown = part === '' ? container : container[part as keyof typeof container];
    const places = Array.isArray(value)
      ? value.map((item, i) => ({ item, at: [part, i] }))
      : [{ item: value, at: part === '' ? [] : [part] }];
    for (const { item, at } of places) {
      for (const field of fields) {
        if (isSet((item as Readonly<Record<string, unknown>> | undefined)?.[field]))
          yield { at: [...at, field], field };
      }
    }
  }
}

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1406',
    title: 'a revision has a container',
    why: 'There would be nothing to run.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: ({ containers }, report) => {
      if (containers.length === 0) report(['containers'], 'there is no container', 'add one, with an image at least');
    },
    good: { value: { containers: [minimalContainer] } },
    bad: { value: { containers: [] } },
  },
  {
    code: 'KN1407',
    title: 'a revision has several containers only where the cluster allows it',
    why: 'The operator of the cluster has switched the feature off.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: ({ containers }, report, { platform }) => {
      if (containers.length < 2 || platform.isEnabled('multi-container')) return;
      report(
        ['containers'],
        `there are ${containers.length} containers`,
        'set the feature flag multi-container to enabled',
      );
    },
    good: withSidecar({}),
    bad: { ...withSidecar({}), features: { 'multi-container': 'disabled' } },
  },
  {
    code: 'KN1408',
    title: 'a revision has init containers only where they are enabled',
    why: 'The value "allowed" of the flag lets the field pass, yet upstream asks for "enabled".',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: ({ initContainers = [] }, report, { platform }) => {
      if (initContainers.length === 0 || platform.feature('kubernetes.podspec-init-containers') !== 'allowed') return;
      const hint = 'set the feature flag kubernetes.podspec-init-containers to enabled';
      report(['initContainers'], `there are ${initContainers.length} init containers`, hint);
    },
    good: withInitContainer({}),
    bad: { ...withInitContainer({}), features: { 'kubernetes.podspec-init-containers': 'allowed' } },
  },
  {
    code: 'KN1409',
    title: 'containers have different names',
    why: 'Logs, probes and metrics find a container by its name.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: ({ containers, initContainers = [] }, report) => {
      const names = new Set<string>();
      const told = (name: string | undefined, list: string, i: number) =>
        report([list, i, 'name'], `another container is named "${name}" too`, 'give it another name');
      containers.forEach(({ name }, i) => {
        if (name && names.has(name)) told(name, 'containers', i);
        if (name) names.add(name);
      });
      initContainers.forEach(({ name }, i) => {
        if (name && names.has(name)) told(name, 'initContainers', i);
      });
    },
    good: withSidecar({ name: 'proxy' }),
    bad: [
      {
        value: {
          containers: [
            { ...minimalContainer, name: 'app', ports: [{ containerPort: 8080 }] },
            { ...minimalContainer, name: 'app' },
          ],
        },
      },
      withInitContainer({ name: 'app' }, { containers: [{ ...minimalContainer, name: 'app' }] }),
    ],
  },
  {
    code: 'KN1410',
    title: 'no container has a name of Knative',
    why: `Knative adds its own container "${RESERVED_NAME}" to each pod.`,
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { name } }, report) => {
      if (name === RESERVED_NAME) report(['name'], `"${RESERVED_NAME}" is Knative's own`, 'give it another name');
    }),
    good: withContainer({ name: 'queue' }),
    bad: withContainer({ name: RESERVED_NAME }),
  },
  {
    code: 'KN1411',
    title: 'a container has an image',
    why: 'There would be nothing to run.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { image } }, report) => {
      if (!image) report(['image'], 'there is no image', 'set it, such as ghcr.io/example/hello:1.0');
    }),
    good: withContainer({ image: 'ghcr.io/example/hello:1.0' }),
    bad: [withContainer({ image: '' }), withContainer({ image: undefined }), withInitContainer({ image: '' })],
  },
  {
    code: 'KN1412',
    title: 'an image is a reference that a registry understands',
    why: 'Knative asks the registry for the digest before anything runs.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { image } }, report) => {
      if (!image || isImageReference(image)) return;
      const lower = image.toLowerCase();
      const hint = isImageReference(lower)
        ? `write ${lower}`
        : 'write REGISTRY/REPOSITORY:TAG, the repository in lower case and of two characters or more';
      report(['image'], `"${image}" is no image reference`, hint);
    }),
    good: [withContainer({ image: 'localhost:5000/hello' }), withContainer({ image: `ab@sha256:${'0'.repeat(64)}` })],
    bad: [
      withContainer({ image: 'Example/Hello' }),
      withContainer({ image: 'a' }),
      withContainer({ image: 'ghcr.io/Example/hello' }),
      withContainer({ image: 'hello:' }),
      withContainer({ image: 'hello@sha256:abc' }),
    ],
  },
  {
    code: 'KN1413',
    title: 'the termination message policy exists',
    why: 'Kubernetes reads the message from the file or from the log.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { terminationMessagePolicy: policy } }, report) => {
      if (!policy || TERMINATION_POLICIES.includes(policy)) return;
      report(['terminationMessagePolicy'], `"${policy}" does not exist`, `write ${TERMINATION_POLICIES.join(' or ')}`);
    }),
    good: withContainer({ terminationMessagePolicy: 'FallbackToLogsOnError' }),
    bad: withContainer({ terminationMessagePolicy: 'Log' }),
  },
  {
    code: 'KN1414',
    title: 'an init container has only fields that Knative lets through',
    why: 'The schema keeps every field of an init container, and the webhook refuses these.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container, role }, report) => {
      if (role !== 'init') return;
      for (const { at, field } of forbiddenFields(container)) {
        report(at, `${field} is not allowed in an init container`, 'remove it');
      }
    }),
    good: withInitContainer({ command: ['sh', '-c', 'sleep 1'] }),
    bad: [
      withInitContainer({ livenessProbe: { exec: { command: ['true'] } } }),
      withInitContainer({ lifecycle: {} }),
      withInitContainer({ ports: [{ containerPort: 80, hostPort: 80 }] }),
      withInitContainer({ securityContext: { ...minimalContainer.securityContext, procMount: 'Unmasked' } }),
    ],
  },
  {
    code: 'KN1454',
    severity: 'warning',
    title: 'a container name is a DNS label',
    why: 'The Deployment made from it would be refused.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachContainer(({ container: { name } }, report) => {
      if (name && !isDns1123Label(name)) report(['name'], `"${name}" is no DNS label`, dnsLabelHint(name));
    }),
    good: withContainer({ name: 'my-app' }),
    bad: withContainer({ name: 'My_App' }),
  },
  {
    code: 'KN1455',
    severity: 'warning',
    title: 'the image pull policy exists',
    why: 'The Deployment made from it would be refused.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachContainer(({ container: { imagePullPolicy: policy } }, report) => {
      if (!policy || PULL_POLICIES.includes(policy)) return;
      report(['imagePullPolicy'], `"${policy}" does not exist`, `write ${PULL_POLICIES.join(', ')}`);
    }),
    good: withContainer({ imagePullPolicy: 'IfNotPresent' }),
    bad: withContainer({ imagePullPolicy: 'Sometimes' }),
  },
  {
    code: 'KN1472',
    severity: 'warning',
    title: 'an image is named without a scheme',
    why: 'Upstream takes the scheme for a registry, which no network has: the image is never found.',
    source: 'go-containerregistry, weak validation; seen with the referee',
    check: eachContainer(({ container: { image } }, report) => {
      const scheme = image && /^[a-z]+:\/\//.exec(image);
      if (scheme) report(['image'], `"${image}" begins with ${scheme[0]}`, `write ${image.slice(scheme[0].length)}`);
    }),
    good: withContainer({ image: 'example.com/hello' }),
    bad: withContainer({ image: 'https://example.com/hello' }),
  },
];

export const containerRuleSet = podRules('Containers', rules);
