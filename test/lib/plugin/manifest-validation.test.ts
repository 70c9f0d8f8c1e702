import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { ManifestValidation, type ManifestValidationProperties } from '../../../lib/plugin/manifest-validation';
// cdk8s-cli exports nothing; a report of its own shows what people will see.
import { ValidationReport } from '../../../node_modules/cdk8s-cli/lib/plugins/validation';
import { BAD, folderOf, GOOD } from '../cli/command';

/** Runs the plugin with the report that `cdk8s synth` gives it. */
async function validate(text: string, properties?: ManifestValidationProperties) {
  const path = join(folderOf({ 'app.k8s.yaml': text }), 'app.k8s.yaml');
  const report = new ValidationReport('cdk8s-knative', '0.1.0', { hello: { path: 'app/shop/hello' } }, false);
  await new ManifestValidation(properties).validate({ manifests: [path], report });
  return { path, report };
}

/** A finalizer that names no domain is accepted and regretted. */
const WARNED = GOOD.replace('  namespace: shop\n', '  namespace: shop\n  finalizers: [mine]\n');

describe('the validation plugin of cdk8s-cli', () => {
  test('succeeds without a violation when all is well', async () => {
    const { report } = await validate(GOOD);
    expect(report.success).toBe(true);
    expect(report.toJson()).toMatchObject({
      violations: [],
      summary: { status: 'success', metadata: { Objects: '1', Errors: '0', Warnings: '0' } },
    });
  });

  test('names rule, field, file and construct of each error, and fails', async () => {
    const { path, report } = await validate(BAD);
    expect(report.success).toBe(false);
    const { violations } = report.toJson();
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['KG0207', 'KG0105']);
    expect(violations[1]).toEqual({
      ruleName: 'KG0105',
      recommendation: 'Service has no field "imagePullPolcy" here',
      fix: 'did you mean "imagePullPolicy"?',
      violatingConstructs: [
        {
          resourceName: 'hello',
          constructPath: 'app/shop/hello',
          locations: ['spec.template.spec.containers[0].imagePullPolcy at line 16, column 11'],
          manifestPath: path,
        },
      ],
    });
  });

  test('reports warnings and succeeds, unless they are to count as errors', async () => {
    const { report } = await validate(WARNED);
    expect(report.success).toBe(true);
    expect(report.toJson().violations).toMatchObject([{ recommendation: expect.stringMatching(/^\(warning\) /) }]);
    expect((await validate(WARNED, { warningsAsErrors: 'true' })).report.success).toBe(false);
    expect((await validate(WARNED, { warningsAsErrors: true })).report.success).toBe(false);
    expect((await validate(WARNED, { warningsAsErrors: 'false' })).report.success).toBe(true);
  });

  test('refuses settings that nobody can have meant', async () => {
    await expect(validate(GOOD, { features: { 'multi-contaner': 'enabled' } })).rejects.toThrow(
      'there is no feature "multi-contaner": did you mean "multi-container"?',
    );
    await expect(validate(GOOD, { profile: 'knative=0.9' })).rejects.toThrow('known are knative=1.23');
    await expect(validate(GOOD, { features: { 'multi-container': 'disabled' } })).resolves.toBeDefined();
  });
});
