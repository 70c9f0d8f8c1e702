import { type Chart, Duration } from 'cdk8s';
import {
  EnvValue,
  Param,
  Probe,
  Resolver,
  Result,
  RunContext,
  SecretRef,
  Step,
  StepAction,
  Task,
  Volume,
  Workspace,
} from 'cdk8s-knative';
import { describe, expect, test } from 'vitest';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

describe('a task', () => {
  test('is told what its script says, by the environment', async () => {
    const program = (chart: Chart) => {
      const who = Param.string('who', { default: 'World', description: 'Who is greeted.' });
      new Task(chart, 'hello', {
        description: 'Greets somebody.',
        params: [who],
        steps: [{ name: 'greet', image: 'alpine:3.22', env: { WHO: who }, script: 'echo "Hello $WHO"' }],
      });
    };
    await expectGolden(synthChart(program), 'task-hello');
  });

  test('has params, workspaces and results that its steps use', async () => {
    const program = (chart: Chart) => {
      const repo = Param.object('repo', { properties: ['url', 'revision'], default: { revision: 'main' } });
      const flags = Param.array('flags', { default: ['--quiet'] });
      const output = Workspace.of('output', { description: 'Where the files go.' });
      const netrc = Workspace.of('netrc', { optional: true, readOnly: true, mountPath: '/netrc' });
      const commit = Result.string('commit', { description: 'The commit that was fetched.' });
      const tags = Result.array('tags');
      new Task(chart, 'fetch', {
        displayName: 'Fetch',
        params: [repo, flags],
        workspaces: [output, netrc],
        results: [commit, tags],
        stepTemplate: { env: { HOME: '/tekton/home' }, workingDir: output.path },
        steps: [
          {
            name: 'clone',
            image: 'alpine/git:v2.49.1',
            command: ['git', 'clone'],
            args: [flags, '--branch', repo.get('revision'), repo.get('url'), '.'],
          },
          {
            name: 'tell',
            image: 'alpine/git:v2.49.1',
            env: { NETRC_BOUND: netrc.bound, RUN: RunContext.taskRun.name },
            timeout: Duration.minutes(2),
            onError: 'continue',
            script: `
              git rev-parse HEAD | tr -d '\\n' > ${commit.path}

              if [ -n "$(git tag)" ]; then
                git tag | jq -R . | jq -s . > ${tags.path}
              fi
            `,
          },
        ],
      });
    };
    await expectGolden(synthChart(program), 'task-fetch');
  });

  test('has steps that use results of earlier ones, and a sidecar', async () => {
    const program = (chart: Chart) => {
      const data = Volume.emptyDir({ name: 'data' });
      const port = Step.of({
        name: 'port',
        image: 'alpine:3.22',
        results: [Result.string('port')],
        script: `printf 5432 > ${Result.string('port').pathInStep}`,
      });
      const answer = Result.string('port', { value: port.results.port });
      new Task(chart, 'check', {
        results: [answer],
        steps: [
          port,
          {
            name: 'test',
            image: 'example.com/test:v1',
            command: ['/test'],
            args: ['--port', port.results.port],
            env: { PASSWORD: SecretRef.of('database', 'password'), NODE: EnvValue.fromField('spec.nodeName') },
            volumes: { '/data': data },
            when: [{ input: port.results.port, notIn: [''] }],
            resources: { requests: { cpu: 0.5, memory: '128Mi' } },
            securityContext: { runAsUser: 0, privileged: true },
          },
        ],
        sidecars: [
          {
            name: 'database',
            image: 'example.com/database:v1',
            env: { PASSWORD: SecretRef.of('database', 'password') },
            volumes: { '/var/lib/database': data },
            readiness: Probe.tcp({ port: 5432 }),
          },
        ],
      });
    };
    await expectGolden(synthChart(program), 'task-with-sidecar');
  });

  test('leaves it to the images what processes may do, if asked to', () => {
    const [task] = synthChart((chart) => {
      new Task(chart, 't', { securityContext: 'unset', steps: [{ name: 'a', image: 'alpine:3.22', script: 'id' }] });
    });
    expect(task?.spec).toEqual({ steps: [{ name: 'a', image: 'alpine:3.22', script: 'id' }] });
  });

  test('refuses a property that there is not, with its path', () => {
    const step = { name: 'a', image: 'alpine:3.22', script: 'true', enviroment: {} };
    expect(() => synthChart((chart) => new Task(chart, 't', { steps: [step] }))).toThrow(
      /^KG0007 test\/t: "enviroment" is no property \(steps\[0\]\.enviroment\)/,
    );
  });

  test('refuses a step with a script and a command', () => {
    const step = { name: 'a', image: 'alpine:3.22', script: 'true', command: ['true'] };
    // @ts-expect-error the compiler refuses it too
    const program = (chart: Chart) => new Task(chart, 't', { steps: [step] });
    expect(() => synthChart(program)).toThrow(/^KG0002 test\/t: the step has a script and a command \(steps\[0\]\)/);
  });
});

describe('a step action', () => {
  test('is a step of several tasks', async () => {
    const program = (chart: Chart) => {
      const url = Param.string('url');
      const output = Param.string('output-volume');
      const size = Result.string('size');
      const download = new StepAction(chart, 'download', {
        description: 'Fetches a file.',
        params: [url, output],
        results: [size],
        image: 'alpine:3.22',
        env: { URL: url },
        volumes: { '/output': output },
        script: `
          wget -O /output/file "$URL"
          wc -c < /output/file | tr -d ' \\n' > ${size.pathInStep}
        `,
      });
      const step = Step.action('download', download, {
        params: { url: 'https://example.com/file', 'output-volume': 'files' },
        timeout: Duration.minutes(5),
      });
      new Task(chart, 'use', {
        steps: [
          step,
          {
            name: 'tell',
            image: 'alpine:3.22',
            env: { SIZE: step.results.size },
            volumes: { '/files': Volume.emptyDir({ name: 'files' }) },
            script: 'echo "$SIZE bytes"',
          },
        ],
      });
    };
    await expectGolden(synthChart(program), 'step-action');
  });

  test('may be one that is fetched, or in the cluster', () => {
    const resolver = Resolver.git({ url: 'https://example.com/steps', revision: 'v1', pathInRepo: 'a.yaml' });
    const [task] = synthChart((chart) => {
      new Task(chart, 't', {
        securityContext: 'unset',
        steps: [Step.action('a', StepAction.from(resolver)), Step.action('b', StepAction.named('b'))],
      });
    });
    const params = [
      { name: 'url', value: 'https://example.com/steps' },
      { name: 'revision', value: 'v1' },
      { name: 'pathInRepo', value: 'a.yaml' },
    ];
    expect(task?.spec).toEqual({
      steps: [
        { name: 'a', ref: { resolver: 'git', params } },
        { name: 'b', ref: { name: 'b' } },
      ],
    });
  });
});

test('a result that a step does not have is told, also where nothing is compiled', () => {
  const step = Step.of({ name: 'a', image: 'alpine:3.22', script: 'true', results: [Result.string('size')] });
  const results: Readonly<Record<string, unknown>> = step.results;
  expect(() => results['siez']).toThrow('KG0006 step a: there is no result "siez" (results): it declares size');
  expect(Object.keys(results)).toEqual(['size']);
});

test('a result that other tasks could not read is refused', () => {
  expect(() => Result.string('image.digest')).toThrow('KG0004 Result.string image.digest: other tasks');
});
