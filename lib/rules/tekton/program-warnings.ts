import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import type { Rule } from '../rule';
import { parseGoDuration } from '../syntax/duration';
import { isImageReference } from '../syntax/image';
import { eachContainer, hasVariable, POD } from './container-warnings';
import { withStep } from './containers';
import { isForWindows } from './step';

const PULL_POLICIES: readonly string[] = ['Always', 'IfNotPresent', 'Never'];

/** What is accepted of images and scripts and regretted. */
export const programWarnings: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3255',
    severity: 'warning',
    title: 'the image of a container can be asked for',
    why: 'The webhook does not read it; the image can not be pulled, and the run fails.',
    source: 'go-containerregistry, pkg/name',
    check: eachContainer(({ image = '' }, report) => {
      if (image !== '' && !hasVariable(image) && !isImageReference(image))
        report(['image'], `"${image}" is no image`, 'write REPOSITORY:TAG or REPOSITORY@sha256:DIGEST');
    }),
    good: withStep({ image: 'ghcr.io/example/$(params.tool):1' }, { params: [{ name: 'tool' }] }),
    bad: withStep({ image: 'Alpine Linux' }),
  },
  {
    code: 'KT3256',
    severity: 'warning',
    title: 'an image is pulled always, if it is not present, or never',
    why: POD,
    source: 'Kubernetes, validation of pods',
    check: eachContainer(({ imagePullPolicy = '' }, report) => {
      if (imagePullPolicy === '' || PULL_POLICIES.includes(imagePullPolicy)) return;
      report(['imagePullPolicy'], `there is no "${imagePullPolicy}"`, `write one of ${PULL_POLICIES.join(', ')}`);
    }),
    good: withStep({ imagePullPolicy: 'Always' }),
    bad: withStep({ imagePullPolicy: 'Sometimes' }),
  },
  {
    code: 'KT3260',
    severity: 'warning',
    title: 'a script begins with its #! line',
    why: 'With a blank before it the kernel does not see the line, and the script fails with "exec format error".',
    source: 'pipeline, pkg/pod/script.go',
    check: eachContainer((container, report) => {
      const { script = '' } = container as { script?: string };
      if (/^\s+#!/.test(script) && !isForWindows(script))
        report(['script'], 'something blank stands before #!', 'begin the script with #!');
    }),
    good: withStep({ command: undefined, script: '#!/bin/sh\necho hello' }),
    bad: withStep({ command: undefined, script: '\n#!/bin/sh\necho hello' }),
  },
  {
    code: 'KT3261',
    severity: 'warning',
    title: 'a step is given more than no time',
    why: 'A timeout of 0 is none: the step may take as long as the whole run.',
    source: 'pipeline, pkg/entrypoint',
    check({ steps = [] }, report) {
      steps.forEach(({ timeout }, i) => {
        if (timeout !== undefined && parseGoDuration(timeout) === 0)
          report(['steps', i, 'timeout'], 'the step has no timeout', 'write a duration such as 5m, or leave it out');
      });
    },
    good: withStep({ timeout: '5m' }),
    bad: withStep({ timeout: '0s' }),
  },
  {
    code: 'KT3263',
    severity: 'warning',
    title: 'a script reads params from its environment',
    why: 'A value becomes part of the program: one with a quote or a $(…) in it runs as a command, with the account of the run.',
    source: 'tektoncd/pipeline#3226; TEP-0146',
    check({ steps = [], params = [] }, report) {
      steps.forEach(({ script = '' }, i) => {
        const found = /\$\(params(?:\.|\[)[^)]*\)/.exec(script);
        if (found === null) return;
        const isChoice = params.some(({ name, enum: values = [] }) => values.length > 0 && found[0].includes(name));
        if (!isChoice)
          report(
            ['steps', i, 'script'],
            `${found[0]} at character ${found.index + 1} stands in the program`,
            'give it as env, and read the variable',
          );
      });
    },
    good: withStep(
      { command: undefined, script: 'echo "hello $WHO"', env: [{ name: 'WHO', value: '$(params.who)' }] },
      { params: [{ name: 'who' }] },
    ),
    bad: withStep({ command: undefined, script: 'echo "hello $(params.who)"' }, { params: [{ name: 'who' }] }),
  },
  {
    code: 'KT3264',
    severity: 'warning',
    title: 'the image of a container has a tag that says what it is',
    why: 'What runs changes without anyone saying so; latest is another image tomorrow.',
    source: 'tekton-lint, no-latest-image',
    check: eachContainer(({ image = '' }, report) => {
      if (image === '' || hasVariable(image) || !isImageReference(image)) return;
      const [, tag] = /:([^/:@]+)$/.exec(image) ?? [];
      if (image.includes('@') || (tag !== undefined && tag !== 'latest')) return;
      report(
        ['image'],
        tag === undefined ? `"${image}" has no tag` : `"${image}" is the latest`,
        'write a version, or a digest',
      );
    }),
    good: withStep({ image: `alpine@sha256:${'0'.repeat(64)}` }),
    bad: [withStep({ image: 'alpine' }), withStep({ image: 'ghcr.io:443/example/tool:latest' })],
  },
];
