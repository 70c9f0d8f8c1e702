import { join } from 'node:path';
import type { Finding, Manifests } from '../manifests';

/** Settings of `ManifestValidation`, as `cdk8s.yaml` gives them. */
export interface ManifestValidationProperties {
  /** Feature flags that the cluster sets, such as `kubernetes.podspec-affinity: enabled`. @default - as Knative ships them */
  readonly features?: Readonly<Record<string, string>>;
  /** The version of Knative in the cluster, such as `knative=1.23`. @default - the latest that is known */
  readonly profile?: string;
  /** Whether warnings fail the synthesis too. @default false */
  readonly warningsAsErrors?: boolean | string;
}

/** What `cdk8s synth` gives to a plugin, as far as this one uses it. */
export interface ManifestValidationContext {
  /** Paths of the files that were synthesized. */
  readonly manifests: readonly string[];
  readonly report: ManifestValidationReport;
}

/** The report that `cdk8s synth` prints. It adds the constructs by the names of the resources. */
export interface ManifestValidationReport {
  addViolation(violation: {
    readonly ruleName: string;
    readonly recommendation: string;
    readonly fix: string;
    readonly violatingResources: readonly {
      readonly resourceName: string;
      readonly locations: readonly string[];
      readonly manifestPath: string;
    }[];
  }): void;
  submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
}

/**
 * A validation plugin for `cdk8s synth`: checks what an app became by the rules of Knative, whatever made it.
 * Errors fail the synthesis, warnings are only reported.
 *
 * Throws for properties that nobody can have meant, such as a feature flag that does not exist.
 * @example
 * // cdk8s.yaml
 * // validations:
 * //   - package: ./node_modules/cdk8s-knative
 * //     version: 0.1.0
 * //     class: ManifestValidation
 */
export class ManifestValidation {
  readonly #properties: ManifestValidationProperties;

  public constructor(properties: ManifestValidationProperties = {}) {
    this.#properties = properties;
  }

  public async validate({ manifests: paths, report }: ManifestValidationContext): Promise<void> {
    // Programs import this class along with the constructs; only a validation needs the reader of YAML.
    const { featuresOf, findingsOf, loadManifests, profileOf } = await import('../manifests/index.js');
    const { features = {}, profile, warningsAsErrors = false } = this.#properties;
    const options = { ...(profile !== undefined && profileOf(profile)), features: featuresOf(features) };
    const manifests = await loadManifests(paths);
    const findings = findingsOf(manifests, options);
    const pathOf = new Map(paths.map((path) => [join(path), path]));
    for (const finding of findings) report.addViolation(violationOf(finding, pathOf.get(finding.file)));
    const fails = findings.some(({ severity }) => severity === 'error' || String(warningsAsErrors) === 'true');
    report.submit(fails ? 'failure' : 'success', totals(findings, manifests));
  }
}

function violationOf({ code, severity, message, hint, path, line, column, object, file }: Finding, given = file) {
  return {
    ruleName: code,
    // A report of cdk8s knows no severities.
    recommendation: severity === 'warning' ? `(warning) ${message}` : message,
    fix: hint ?? `"cdk8s-knative rules ${code}" explains the rule`,
    violatingResources: [
      {
        resourceName: object?.name || file,
        locations: [`${path === '' ? 'line' : `${path} at line`} ${line}, column ${column}`],
        manifestPath: given,
      },
    ],
  };
}

function totals(findings: readonly Finding[], { objects }: Manifests): Record<string, string> {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { Objects: `${objects.length}`, Errors: `${errors}`, Warnings: `${findings.length - errors}` };
}
