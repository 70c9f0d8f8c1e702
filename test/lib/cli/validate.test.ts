import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BAD, command, folderOf, GOOD } from './command';

const validate = (argv: readonly string[], situation: Parameters<typeof command>[1] = {}) =>
  command(['validate', ...argv], situation);

const UNKNOWN = `${GOOD}          imagePullPolcy: Always\n`;

describe('exit codes', () => {
  test('all is silent when all is well', async () => {
    expect(await validate(['k8s'], { cwd: folderOf({ 'k8s/a.yaml': GOOD, 'k8s/values.yaml': 'a: 1\n' }) })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  test.each([
    ['an error in an object', { 'a.yaml': UNKNOWN }, ['a.yaml']],
    ['a file that is no YAML', { 'a.yaml': 'a: "' }, ['a.yaml']],
    ['a path that does not exist', {}, ['gone']],
    ['an unknown option', { 'a.yaml': GOOD }, ['a.yaml', '--fast']],
    ['an unknown format', { 'a.yaml': GOOD }, ['a.yaml', '--format', 'xml']],
    ['an unknown feature', { 'a.yaml': GOOD }, ['a.yaml', '--feature', 'x=enabled']],
    ['no path', {}, []],
  ] as const)('%s gives 2', async (_, files, argv) => {
    const { code, stdout, stderr } = await validate(argv, { cwd: folderOf(files) });
    expect(code).toBe(2);
    expect(stdout + stderr).not.toBe('');
  });

  test('a failure of ours gives 1, and the stack only to those who debug', async () => {
    const cwd = 1 as unknown as string;
    const { code, stderr } = await validate(['a'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: cdk8s-knative failed: The "paths?\[?0?\]?" argument/);
    expect(stderr).toMatch(/Please report it/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect((await validate(['a'], { cwd, env: { DEBUG: '1' } })).stderr).toMatch(/^ +at /m);
  });
});

describe('options', () => {
  test('a feature that is misspelt is told with the one that was meant', async () => {
    const { stderr } = await validate(['a.yaml', '--feature', 'kubernetes.podspec-afinity=enabled']);
    expect(stderr).toContain('did you mean "kubernetes.podspec-affinity"?');
  });

  test.each([
    [['--feature', 'multi-container=maybe'], 'has no value "maybe": it may be enabled, allowed, disabled'],
    [['--feature', 'multi-container'], 'Write it as name=value.'],
    [['--profile', 'knative=1.9'], 'known are knative=1.23'],
    [['--profile', 'linkerd=2.19'], 'There is no profile "linkerd=2.19"'],
    [['--profile', 'knative=1.23,tekton=0.3'], 'There are no rules for tekton "0.3"'],
  ])('%j is refused', async (options, message) => {
    const { code, stderr } = await validate(['a.yaml', ...options]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('features and a profile that are known are taken', async () => {
    const options = [
      '--feature',
      'multi-container=Enabled',
      '--feature',
      'delivery-timeout=disabled',
      '--feature',
      'enable-api-fields=alpha',
      '--profile',
      'knative=1.23,tekton=1.15',
    ];
    expect(await validate(['-', ...options], { stdin: GOOD })).toMatchObject({ code: 0, stderr: '' });
  });

  test('a warning alone is told and is no failure; it can be hidden, or made an error', async () => {
    const stdin = GOOD.replace('  namespace: shop\n', '  namespace: shop\n  finalizers: [mine]\n');
    const told = await validate(['-'], { stdin });
    expect(told).toMatchObject({ code: 0, stderr: '\n1 warning in 1 object of 1 file\n' });
    expect(told.stdout).toMatch(/^stdin:6:16 warning KG0156 /);
    expect(await validate(['-', '--quiet'], { stdin })).toEqual({ code: 0, stdout: '', stderr: '' });
    const strict = await validate(['-', '--quiet', '--warnings-as-errors'], { stdin });
    expect(strict.code).toBe(2);
    expect(strict.stdout).toMatch(/^stdin:6:16 error KG0156 /);
  });

  test('where there is no object at all, nobody takes the silence for praise', async () => {
    expect(await validate(['-'], { stdin: '' })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'note: there is no object to check\n',
    });
  });

  test('standard input is read for -', async () => {
    const { code, stdout } = await validate(['-'], { stdin: UNKNOWN });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^stdin:16:11 error KG0105/);
  });
});

describe('formats', () => {
  const files = { 'k8s/shop.yaml': BAD, 'k8s/tab.yaml': 'kind: Secret\nmetadata:\n\tname: x\n' };

  test('text names place, fault, object and what would be right, file by file', async () => {
    const { stdout, stderr } = await validate(['k8s'], { cwd: folderOf(files) });
    expect(stdout).toBe(`k8s/shop.yaml:5:14 error KG0207 namespace is the number 12
  at Service 12/hello metadata.namespace
  hint: it is a text: put it in quotes
k8s/shop.yaml:16:11 error KG0105 Service has no field "imagePullPolcy" here
  at Service 12/hello spec.template.spec.containers[0].imagePullPolcy
  hint: did you mean "imagePullPolicy"?

k8s/tab.yaml:3:1 error KG0204 a tab indents this line
  hint: indent with spaces: YAML allows no tabs here
`);
    expect(stderr).toBe('\n3 errors in 1 object of 2 files\n');
  });

  test.each([
    [{ isTTY: true }, true],
    [{ isTTY: true, env: { NO_COLOR: '1' } }, false],
    [{ isTTY: true, env: { TERM: 'dumb' } }, false],
    [{ env: { FORCE_COLOR: '1' } }, true],
    [{ isTTY: true, env: { FORCE_COLOR: '0' } }, false],
    [{}, false],
  ])('colours with %j: %s', async (situation, coloured) => {
    const { stdout } = await validate(['-'], { stdin: UNKNOWN, ...situation });
    expect(stdout.includes('\u001b[31merror\u001b[0m')).toBe(coloured);
  });

  test('json is a contract', async () => {
    const { code, stdout, stderr } = await validate(['k8s', '--format', 'json'], { cwd: folderOf(files) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      summary: { files: 2, objects: 1, errors: 3, warnings: 0 },
      diagnostics: [
        {
          code: 'KG0207',
          severity: 'error',
          message: 'namespace is the number 12',
          hint: 'it is a text: put it in quotes',
          path: 'metadata.namespace',
          file: 'k8s/shop.yaml',
          line: 5,
          column: 14,
          document: 1,
          object: {
            group: 'serving.knative.dev',
            apiVersion: 'serving.knative.dev/v1',
            kind: 'Service',
            name: 'hello',
            namespace: '12',
          },
        },
        expect.objectContaining({ code: 'KG0105', line: 16, column: 11, document: 1 }),
        {
          code: 'KG0204',
          severity: 'error',
          message: 'a tab indents this line',
          hint: 'indent with spaces: YAML allows no tabs here',
          path: '',
          file: 'k8s/tab.yaml',
          line: 3,
          column: 1,
          document: 1,
        },
      ],
    });
  });

  test('json of nothing wrong has no diagnostics', async () => {
    const { code, stdout } = await validate(['-', '--format', 'json'], { stdin: GOOD });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      summary: { files: 1, objects: 1, errors: 0, warnings: 0 },
      diagnostics: [],
    });
  });

  test('github has a command a finding, escaped as the runner wants it', async () => {
    const cwd = folderOf({ 'a,b:c%.yaml': 'apiVersion: v1\nkind: X\nmetadata: {namespace: 12}\n' });
    const { stdout } = await validate(['a,b:c%.yaml', '--format', 'github'], { cwd });
    expect(stdout).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=3,col=23,title=KG0207::' +
        'namespace is the number 12 (X in 12 metadata.namespace)%0Ahint: it is a text: put it in quotes\n',
    );
  });

  test('sarif has what code scanners need', async () => {
    const cwd = folderOf({ 'k8s/a b.yaml': UNKNOWN });
    const elsewhere = folderOf({ 'c.yaml': 'kind: X\n' });
    const outside = join(elsewhere, 'c.yaml');
    const { stdout } = await validate(['k8s', outside, '--format', 'sarif'], { cwd });
    const log = JSON.parse(stdout);
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
    const [{ tool, results, columnKind, originalUriBaseIds }] = log.runs;
    expect(columnKind).toBe('utf16CodeUnits');
    expect(originalUriBaseIds['%SRCROOT%'].uri).toBe(`${pathToFileURL(cwd).href}/`);
    expect(tool.driver.name).toBe('cdk8s-knative');
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['KG0105', 'KG0203']);
    for (const rule of tool.driver.rules) {
      expect(rule).toMatchObject({
        shortDescription: { text: expect.stringMatching(/./) },
        fullDescription: { text: expect.stringMatching(/./) },
        help: { text: expect.stringMatching(/Source: /) },
        defaultConfiguration: { level: 'error' },
      });
    }
    expect(results).toMatchObject([
      {
        ruleId: 'KG0105',
        ruleIndex: 0,
        level: 'error',
        message: {
          text:
            'Service has no field "imagePullPolcy" here (Service shop/hello ' +
            'spec.template.spec.containers[0].imagePullPolcy): did you mean "imagePullPolicy"?',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'k8s/a%20b.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 16, startColumn: 11 },
            },
            logicalLocations: [
              { fullyQualifiedName: 'Service shop/hello spec.template.spec.containers[0].imagePullPolcy' },
            ],
          },
        ],
      },
      {
        ruleId: 'KG0203',
        ruleIndex: 1,
        locations: [{ physicalLocation: { artifactLocation: { uri: pathToFileURL(outside).href } } }],
      },
    ]);
  });
});
