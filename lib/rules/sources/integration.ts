import type { KubeObject } from '../../api/meta/v1';
import type { Rule } from '../rule';
import { type Aws, type AwsServiceName, servicesOf } from './aws';

/** What an IntegrationSource and an IntegrationSink have in common. */
interface Ends {
  /** How the kind is called. */
  readonly kind: string;
  /** The first letters of the codes of its errors, such as `KE302`. */
  readonly codes: string;
  /** The code of its warning. */
  readonly ignored: string;
  /** Its end that is not AWS. */
  readonly other: 'timer' | 'log';
  /** Services of AWS that it knows. */
  readonly services: readonly AwsServiceName[];
  /** Where upstream says so. */
  readonly source: string;
  /** The service that its examples have. */
  readonly service: AwsServiceName;
}

type Integration = KubeObject<{ readonly aws?: Aws; readonly timer?: unknown; readonly log?: unknown }>;

/** Fields that a service cannot do without. */
const REQUIRED: Readonly<Record<AwsServiceName, readonly string[]>> = {
  s3: ['arn', 'region'],
  sqs: ['arn', 'region'],
  sns: ['arn', 'region'],
  ddbStreams: ['table', 'region'],
};

/** What both webhooks refuse, with each kind's own codes. */
export function integrationRules({
  kind,
  codes,
  ignored,
  other,
  services,
  source,
  service,
}: Ends): readonly Rule<Integration>[] {
  const named = { arn: `arn:aws:${service}:eu-central-1:123456789012:orders`, region: 'eu-central-1' };
  const auth = { secret: { ref: { name: 'aws' } } };
  const aws = (patch: object) => ({ spec: { [other]: null, aws: patch } });
  const choices = [other, ...services.map((name) => `aws.${name}`)];
  const given = (spec: Integration['spec']) => [
    ...(spec?.[other] === undefined ? [] : [other]),
    ...servicesOf(spec?.aws).map((name) => `aws.${name}`),
  ];
  return [
    {
      code: `${codes}1`,
      title: `an ${kind} has an end outside of the cluster`,
      why: 'Without one there is nothing that it could be connected to.',
      source,
      check({ spec }, report) {
        if (given(spec).length === 0)
          report(['spec'], `none of ${choices.join(', ')} is given`, `add one, such as ${other}`);
      },
      good: aws({ [service]: named, auth }),
      bad: [{ spec: { [other]: null } }, aws({ auth })],
    },
    {
      code: `${codes}2`,
      title: `an ${kind} has one end outside of the cluster`,
      why: 'Each has a connector of its own, and the pod runs one.',
      source,
      check({ spec }, report) {
        const all = given(spec);
        if (all.length > 1) report(['spec'], `${all.join(' and ')} are given`, `make one ${kind} of each`);
      },
      good: aws({ [service]: named, auth }),
      bad: { spec: { [other]: {}, aws: { [service]: named, auth } } },
    },
    {
      code: `${codes}3`,
      title: `an ${kind} can log in to AWS`,
      why: 'AWS tells nothing to strangers. Keys stand in a Secret, never in the object itself.',
      source,
      check({ spec }, report) {
        if (servicesOf(spec?.aws).length === 0) return;
        const { secret, serviceAccountName } = spec?.aws?.auth ?? {};
        if (!secret?.ref?.name && !serviceAccountName)
          report(
            ['spec', 'aws', 'auth'],
            'neither secret nor serviceAccountName is given',
            'name a Secret with aws.accessKey and aws.secretKey in secret.ref.name',
          );
      },
      good: aws({ [service]: named, auth: { serviceAccountName: 'orders' } }),
      bad: [aws({ [service]: named }), aws({ [service]: named, auth: { secret: {} } })],
    },
    {
      code: `${codes}4`,
      title: `what an ${kind} is connected to at AWS has a name and a region`,
      why: 'By both it is found.',
      source,
      check({ spec }, report) {
        for (const name of servicesOf(spec?.aws)) {
          const fields = spec?.aws?.[name] as Readonly<Record<string, unknown>>;
          for (const field of REQUIRED[name]) {
            if (!fields[field]) report(['spec', 'aws', name, field], `${name} has no ${field}`, `write its ${field}`);
          }
        }
      },
      good: aws({ [service]: named, auth }),
      bad: [aws({ [service]: { arn: named.arn }, auth }), aws({ [service]: { region: named.region }, auth })],
    },
    {
      code: ignored,
      severity: 'warning',
      title: `an ${kind} with ${other} has nothing of AWS`,
      why: 'What stands there is ignored, so a service that was meant is missing.',
      source,
      check({ spec }, report) {
        if (spec?.[other] !== undefined && spec.aws !== undefined && servicesOf(spec.aws).length === 0)
          report(['spec', 'aws'], `aws names no service, and is ignored beside ${other}`, 'leave it out');
      },
      good: { spec: { [other]: {} } },
      bad: { spec: { [other]: {}, aws: { auth } } },
    },
  ];
}
