import { Metric, type MetricSpec } from '../../api/autoscaling/v1alpha1/metric';
import { PodAutoscaler, type PodAutoscalerSpec } from '../../api/autoscaling/v1alpha1/pod-autoscaler';
import type { KubeObject } from '../../api/meta/v1';
import { Certificate, type CertificateSpec } from '../../api/networking/v1alpha1/certificate';
import { ServerlessService, type ServerlessServiceSpec } from '../../api/networking/v1alpha1/serverless-service';
import { type Report, type Rule, type RuleSet, rulesFor } from '../rule';
import { isCIdentifier, isDns1123Label, isQualifiedName } from '../syntax/names';
import { isUnknownNetworkingAnnotation } from './annotations';

const PROTOCOLS: readonly string[] = ['http1', 'h2c'];
const MODES: readonly string[] = ['Serve', 'Proxy'];

/** What several of these kinds name as the object that they stand for. */
interface Reference {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
}

const SYNTAX: Readonly<Record<keyof Reference, (text: string) => boolean>> = {
  apiVersion: isQualifiedName,
  kind: isCIdentifier,
  name: isDns1123Label,
};

function checkReference(reference: Reference, report: Report): void {
  const fields = ['apiVersion', 'kind', 'name'] as const;
  if (fields.every((field) => !reference[field])) {
    report([], 'there is no reference', `set ${fields.join(', ')}`);
    return;
  }
  for (const field of fields) {
    const value = reference[field];
    if (!value) report([field], `there is no ${field}`, 'set it');
    else if (!SYNTAX[field](value)) report([field], `"${value}" is no ${field}`, 'write it as the object has it');
  }
  for (const field of Object.keys(reference)) {
    // Go does not tell what is empty from what is not there.
    if (!Object.hasOwn(SYNTAX, field) && reference[field as keyof Reference])
      report([field], `${field} is set`, 'remove it');
  }
}

function checkProtocol(protocol: string | undefined, report: Report): void {
  if (protocol !== undefined && PROTOCOLS.includes(protocol)) return;
  report(
    ['spec', 'protocolType'],
    protocol ? `"${protocol}" does not exist` : 'there is no protocol',
    'write http1 or h2c',
  );
}

const podAutoscalerRules: readonly Rule<KubeObject<PodAutoscalerSpec>>[] = [
  {
    code: 'KN1611',
    title: 'a PodAutoscaler names what it scales by apiVersion, kind and name alone',
    why: 'By the three of them the autoscaler finds the pods.',
    source: 'serving, pkg/apis/autoscaling/v1alpha1/podautoscaler_validation.go',
    check: ({ spec }, report) => {
      if (spec)
        checkReference(spec.scaleTargetRef, (path, ...fault) => report(['spec', 'scaleTargetRef', ...path], ...fault));
    },
    good: { spec: { scaleTargetRef: { name: 'hello-deployment' } } },
    bad: [
      { spec: { scaleTargetRef: { name: 'Hello' } } },
      { spec: { scaleTargetRef: { kind: '' } } },
      { spec: { scaleTargetRef: { apiVersion: 'apps/' } } },
    ],
  },
  {
    code: 'KN1612',
    title: 'a PodAutoscaler knows the protocol of its pods',
    why: 'Metrics and requests go to ports that differ by protocol.',
    source: 'serving, pkg/apis/autoscaling/v1alpha1/podautoscaler_validation.go',
    check: ({ spec }, report) => {
      if (spec) checkProtocol(spec.protocolType, report);
    },
    good: { spec: { protocolType: 'h2c' } },
    bad: { spec: { protocolType: 'http2' } },
  },
  {
    code: 'KN1613',
    title: 'the limit of a PodAutoscaler is one that a revision can have',
    why: 'The autoscaler takes it from the revision.',
    source: 'serving, pkg/apis/autoscaling/v1alpha1/podautoscaler_validation.go',
    check: ({ spec }, report, { platform: { defaults } }) => {
      const value = spec?.containerConcurrency ?? 0;
      const least = defaults.allowContainerConcurrencyZero ? 0 : 1;
      const most = defaults.containerConcurrencyMaxLimit;
      if (value >= least && value <= most) return;
      report(['spec', 'containerConcurrency'], `${value} is out of bounds`, `write ${least} to ${most}`);
    },
    good: { spec: { containerConcurrency: 10 } },
    bad: { spec: { containerConcurrency: 2000 } },
  },
  {
    code: 'KN1614',
    title: 'a PodAutoscaler has a spec',
    why: 'There would be nothing to scale.',
    source: 'serving, pkg/apis/autoscaling/v1alpha1/podautoscaler_validation.go',
    check: ({ spec }, report) => {
      if (spec === undefined) report(['spec'], 'there is no spec', 'set scaleTargetRef and protocolType');
    },
    good: { spec: { reachability: 'Reachable' } },
    bad: { spec: null },
  },
];

const metricRules: readonly Rule<KubeObject<MetricSpec>>[] = [
  {
    code: 'KN1615',
    title: 'a Metric has a spec',
    why: 'There would be nothing to measure.',
    source: 'serving, pkg/apis/autoscaling/v1alpha1/metric_validation.go',
    check: ({ spec }, report) => {
      if (spec === undefined) report(['spec'], 'there is no spec', 'set stableWindow, panicWindow and scrapeTarget');
    },
    good: { spec: { scrapeTarget: 'hello-private' } },
    bad: { spec: null },
  },
];

const serverlessServiceRules: readonly Rule<KubeObject<ServerlessServiceSpec>>[] = [
  {
    code: 'KN1621',
    title: 'a ServerlessService serves or proxies',
    why: 'The mode says whether requests pass the activator.',
    source: 'networking, pkg/apis/networking/v1alpha1/serverlessservice_validation.go',
    check: ({ spec }, report) => {
      const mode: string | undefined = spec?.mode;
      if (mode !== undefined && MODES.includes(mode)) return;
      report(['spec', 'mode'], mode ? `"${mode}" does not exist` : 'there is no mode', 'write Serve or Proxy');
    },
    good: { spec: { mode: 'Proxy' } },
    bad: { spec: { mode: 'Direct' } },
  },
  {
    code: 'KN1622',
    title: 'a ServerlessService has no negative number of activators',
    why: 'It takes so many of them; 0 stands for all.',
    source: 'networking, pkg/apis/networking/v1alpha1/serverlessservice_validation.go',
    check: ({ spec }, report) => {
      const value = spec?.numActivators ?? 0;
      if (value < 0) report(['spec', 'numActivators'], `${value} is negative`, 'write 0 or more');
    },
    good: { spec: { numActivators: 2 } },
    bad: { spec: { numActivators: -1 } },
  },
  {
    code: 'KN1623',
    title: 'a ServerlessService names what it serves by apiVersion, kind and name alone',
    why: 'It finds the pods by the selector of that object.',
    source: 'networking, pkg/apis/networking/v1alpha1/serverlessservice_validation.go',
    check: ({ spec }, report) => {
      if (spec) checkReference(spec.objectRef, (path, ...fault) => report(['spec', 'objectRef', ...path], ...fault));
    },
    good: { spec: { objectRef: { name: 'hello-deployment' } } },
    bad: [{ spec: { objectRef: { name: '' } } }, { spec: { objectRef: { namespace: 'default' } } }],
  },
  {
    code: 'KN1624',
    title: 'a ServerlessService knows the protocol of its pods',
    why: 'The ports of its Services differ by protocol.',
    source: 'networking, pkg/apis/networking/v1alpha1/serverlessservice_validation.go',
    check: ({ spec }, report) => {
      if (spec) checkProtocol(spec.protocolType, report);
    },
    good: { spec: { protocolType: 'h2c' } },
    bad: { spec: { protocolType: 'grpc' } },
  },
  {
    code: 'KN1625',
    title: 'a networking.knative.dev annotation of a ServerlessService is one that upstream lists',
    why: 'The webhook refuses any other here too.',
    source: 'networking, pkg/apis/networking/v1alpha1/serverlessservice_validation.go',
    check: ({ metadata: { annotations } }, report) => {
      for (const key in annotations) {
        if (isUnknownNetworkingAnnotation(key))
          report(['metadata', 'annotations', key], `"${key}" does not exist`, 'remove it');
      }
    },
    good: { metadata: { annotations: { 'networking.knative.dev/ingress-class': 'a' } } },
    bad: { metadata: { annotations: { 'networking.knative.dev/class': 'a' } } },
  },
];

const certificateRules: readonly Rule<KubeObject<CertificateSpec>>[] = [
  {
    code: 'KN1631',
    title: 'a Certificate is for one name or more, none of them empty',
    why: 'There would be nothing to certify.',
    source: 'networking, pkg/apis/networking/v1alpha1/certificate_validation.go',
    check: ({ spec: { dnsNames = [] } = noCertificate }, report) => {
      if (dnsNames.length === 0) report(['spec', 'dnsNames'], 'there is no name', 'add one');
      dnsNames.forEach((name, i) => {
        if (name === '') report(['spec', 'dnsNames', i], 'the name is empty', 'write a domain, or remove it');
      });
    },
    good: { spec: { dnsNames: ['*.default.example.com'] } },
    bad: [{ spec: { dnsNames: [] } }, { spec: { dnsNames: ['hello.example.com', ''] } }],
  },
  {
    code: 'KN1632',
    title: 'a Certificate names the Secret that it is put into',
    why: 'Gateways read it there.',
    source: 'networking, pkg/apis/networking/v1alpha1/certificate_validation.go',
    check: ({ spec: { secretName } = noCertificate }, report) => {
      if (!secretName) report(['spec', 'secretName'], 'there is no name', 'set it');
    },
    good: { spec: { secretName: 'hello' } },
    bad: { spec: { secretName: '' } },
  },
  {
    code: 'KN1633',
    title: 'the first name of a Certificate is one of its names, or an end of one',
    why: 'Otherwise it would be a certificate for a name that nobody asked for.',
    source: 'networking, pkg/apis/networking/v1alpha1/certificate_validation.go',
    check: ({ spec: { domain, dnsNames = [] } = noCertificate }, report) => {
      if (!domain || dnsNames.some((name) => name === domain || name.endsWith(`.${domain}`))) return;
      report(['spec', 'domain'], `"${domain}" is no end of ${dnsNames.join(', ')}`, 'write one of dnsNames');
    },
    good: { spec: { domain: 'example.com' } },
    bad: { spec: { domain: 'example.org' } },
  },
];

const noCertificate: CertificateSpec = { dnsNames: [], secretName: '' };

export const internalRuleSets: readonly RuleSet[] = [
  rulesFor(PodAutoscaler, podAutoscalerRules),
  rulesFor(Metric, metricRules),
  rulesFor(ServerlessService, serverlessServiceRules),
  rulesFor(Certificate, certificateRules),
];
