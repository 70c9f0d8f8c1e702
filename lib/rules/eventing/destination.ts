import type { Destination } from '../../api/duck/v1/destination';
import { Broker } from '../../api/eventing/v1/broker';
import { Trigger } from '../../api/eventing/v1/trigger';
import { EventTransform } from '../../api/eventing/v1alpha1/event-transform';
import { RequestReply } from '../../api/eventing/v1alpha1/request-reply';
import { Parallel } from '../../api/flows/v1/parallel';
import { Sequence } from '../../api/flows/v1/sequence';
import { Channel } from '../../api/messaging/v1/channel';
import { Subscription } from '../../api/messaging/v1/subscription';
import { ApiServerSource } from '../../api/sources/v1/api-server-source';
import { ContainerSource } from '../../api/sources/v1/container-source';
import { PingSource } from '../../api/sources/v1/ping-source';
import { SinkBinding } from '../../api/sources/v1/sink-binding';
import { EACH, type Rule, rulesOf, type Target } from '../rule';
import { isCertificate } from '../syntax/pem';
import { isUriError, parseUri } from '../syntax/uri';
import { checkAddressable, checkApiVersion, checkObjectName, checkReference, checkReferenceGroup } from './references';

const SOURCE = 'knative.dev/pkg, apis/duck/v1/destination.go';
const REFERENCE_SOURCE = 'knative.dev/pkg, apis/duck/v1/knative_reference.go';
const RESOLVER = 'knative.dev/pkg, resolver/addressable_resolver.go';

const service = { apiVersion: 'v1', kind: 'Service', name: 'collector' };

/** A certificate without meaning, of no use but to be read. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBUDCB96ADAgECAgEBMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBHRlc3QwHhcN
-----END CERTIFICATE-----
`;

/** Everywhere that an object says where events go. */
const targets: readonly Target[] = [
  { kind: Trigger, at: ['spec', 'subscriber'] },
  { kind: Trigger, at: ['spec', 'delivery', 'deadLetterSink'] },
  { kind: Broker, at: ['spec', 'delivery', 'deadLetterSink'] },
  { kind: Channel, at: ['spec', 'delivery', 'deadLetterSink'] },
  { kind: Subscription, at: ['spec', 'subscriber'] },
  { kind: Subscription, at: ['spec', 'delivery', 'deadLetterSink'] },
  { kind: Sequence, at: ['spec', 'steps', EACH] },
  { kind: Sequence, at: ['spec', 'steps', EACH, 'delivery', 'deadLetterSink'] },
  { kind: Sequence, at: ['spec', 'reply'] },
  { kind: Parallel, at: ['spec', 'branches', EACH, 'filter'] },
  { kind: Parallel, at: ['spec', 'branches', EACH, 'subscriber'] },
  { kind: Parallel, at: ['spec', 'branches', EACH, 'reply'] },
  { kind: Parallel, at: ['spec', 'reply'] },
  { kind: RequestReply, at: ['spec', 'delivery', 'deadLetterSink'] },
  { kind: PingSource, at: ['spec', 'sink'] },
  { kind: ApiServerSource, at: ['spec', 'sink'] },
  { kind: ContainerSource, at: ['spec', 'sink'] },
  { kind: SinkBinding, at: ['spec', 'sink'] },
];

/** Whether upstream looks at the reference: it does not as soon as a URI stands beside it. */
function isReferenceJudged({ ref, uri }: Destination): boolean {
  return ref !== undefined && uri === undefined;
}

/** What is said of a destination; the errors only where a webhook looks at it. */
export const destinationChecks: readonly Rule<Destination>[] = [
  {
    code: 'KE2201',
    title: 'a destination names an object or a URI',
    why: 'With neither there is nowhere to send events to.',
    source: SOURCE,
    check({ ref, uri }, report) {
      if (ref === undefined && uri === undefined)
        report([], 'neither ref nor uri is given', 'name an object with ref, or write a uri');
    },
    good: { value: { ref: service, uri: null } },
    bad: { value: { ref: null, uri: null } },
  },
  {
    code: 'KE2202',
    title: 'a URI beside a reference is relative',
    why: "It is resolved against the object's address: an absolute one would have nothing to do with the object.",
    source: SOURCE,
    check({ ref, uri }, report) {
      if (ref === undefined || uri === undefined) return;
      const read = parseUri(uri);
      if (isUriError(read) || read.scheme === '') return;
      report(['uri'], `"${uri}" is absolute, and ref is given too`, 'leave out ref, or write only the path');
    },
    good: { value: { ref: service, uri: '/events' } },
    bad: { value: { ref: service, uri: 'http://display.default.svc/events' } },
  },
  {
    code: 'KE2203',
    title: 'a URI without a reference is absolute',
    why: 'Without an object there is nothing that a path could be resolved against.',
    source: SOURCE,
    check({ ref, uri }, report) {
      if (ref !== undefined || uri === undefined) return;
      const read = parseUri(uri);
      if (isUriError(read) || (read.scheme !== '' && read.host !== '')) return;
      const missing = read.scheme === '' ? 'scheme' : 'host';
      report(
        ['uri'],
        uri === '' ? 'the uri is empty' : `"${uri}" has no ${missing}`,
        'write it whole, such as http://example.com/events',
      );
    },
    good: { value: { ref: null, uri: 'https://example.com/events' } },
    bad: [{ value: { ref: null, uri: '/events' } }, { value: { ref: null, uri: 'example.com' } }],
  },
  {
    code: 'KE2204',
    title: 'a URI can be read',
    why: 'The webhook cannot decode an object with a text there that is no URI.',
    source: 'knative.dev/pkg, apis/url.go',
    check({ uri }, report) {
      if (uri === undefined) return;
      const read = parseUri(uri);
      if (isUriError(read)) report(['uri'], `"${uri}" is no URI: ${read.error}`);
    },
    good: { value: { ref: null, uri: 'http://display:8080/' } },
    bad: [{ value: { ref: null, uri: 'http://display:port/' } }, { value: { ref: null, uri: 'http://dis play/' } }],
  },
  {
    code: 'KE2205',
    title: 'CACerts are certificates in PEM',
    why: 'The sender could not trust the destination.',
    source: SOURCE,
    check(destination, report) {
      const { CACerts } = destination;
      if (CACerts === undefined || isReferenceJudged(destination) || isCertificate(CACerts)) return;
      report(['CACerts'], 'there is no certificate in PEM', 'begin with -----BEGIN CERTIFICATE-----');
    },
    good: { value: { ref: null, uri: 'https://example.com' } },
    bad: [
      { value: { ref: null, uri: 'https://example.com', CACerts: 'ca.crt' } },
      { value: { ref: null, uri: 'https://example.com', CACerts: CERTIFICATE } },
    ],
  },
  {
    code: 'KE2206',
    title: 'a reference has a kind, a name and an apiVersion',
    why: 'All three are needed to find the object.',
    source: REFERENCE_SOURCE,
    check(destination, report) {
      if (destination.ref !== undefined && isReferenceJudged(destination))
        checkReference(destination.ref, ['ref'], report);
    },
    good: { value: { ref: service, uri: null } },
    bad: [
      { value: { ref: { apiVersion: 'v1', kind: 'Service', name: null }, uri: null } },
      { value: { ref: { apiVersion: 'v1', kind: null, name: 'display' }, uri: null } },
      { value: { ref: { apiVersion: null, kind: 'Service', name: 'display' }, uri: null } },
    ],
  },
  {
    code: 'KE2207',
    title: 'a reference by group needs the feature kreference-group',
    why: 'With the feature off the webhook refuses the field; with it on the group must be that of the apiVersion, and the CRD of a Subscription alone has the field, for its channel and its subscriber.',
    source: REFERENCE_SOURCE,
    check(destination, report, context) {
      if (destination.ref !== undefined && isReferenceJudged(destination))
        checkReferenceGroup(destination.ref, ['ref'], report, context);
    },
    good: { value: { ref: { ...service, apiVersion: 'serving.knative.dev/v1' }, uri: null } },
    bad: {
      value: { ref: { ...service, apiVersion: 'serving.knative.dev/v1', group: 'serving.knative.dev' }, uri: null },
    },
  },
  {
    code: 'KE2250',
    severity: 'warning',
    title: 'a reference is to a kind that has an address',
    why: 'Nothing can be sent to an object without one: it stays unresolved.',
    source: RESOLVER,
    check({ ref }, report) {
      if (ref !== undefined) checkAddressable(ref, ['ref'], report);
    },
    good: { value: { ref: { ...service, apiVersion: 'serving.knative.dev/v1' }, uri: null } },
    bad: [
      { value: { ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Svc', name: 'display' }, uri: null } },
      { value: { ref: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'display' }, uri: null } },
    ],
  },
  {
    code: 'KE2251',
    severity: 'warning',
    title: 'the apiVersion of a reference is a group and a version',
    why: 'Otherwise the object is never found.',
    source: RESOLVER,
    check({ ref }, report) {
      if (ref !== undefined) checkApiVersion(ref, ['ref'], report);
    },
    good: { value: { ref: { ...service, apiVersion: 'serving.knative.dev/v1' }, uri: null } },
    bad: [
      { value: { ref: { ...service, apiVersion: 'serving.knative.dev' }, uri: null } },
      { value: { ref: { ...service, apiVersion: 'serving/v1' }, uri: null } },
    ],
  },
  {
    code: 'KE2252',
    severity: 'warning',
    title: 'a reference is to a name that an object can have',
    why: 'No object has such a name, so nothing is ever found.',
    source: 'Kubernetes, DNS subdomain names',
    check({ ref }, report) {
      checkObjectName(ref?.name, ['ref', 'name'], ref?.kind ?? 'object', report);
    },
    good: { value: { ref: service, uri: null } },
    bad: { value: { ref: { ...service, name: 'My_Svc' }, uri: null } },
  },
  {
    code: 'KE2253',
    severity: 'warning',
    title: 'events are sent over http or https',
    why: 'Any scheme passes the webhook, but the sender speaks HTTP only.',
    source: 'eventing, pkg/kncloudevents',
    check({ uri }, report) {
      if (uri === undefined) return;
      const read = parseUri(uri);
      if (isUriError(read) || ['', 'http', 'https'].includes(read.scheme)) return;
      report(['uri'], `"${uri}" has the scheme ${read.scheme}`, 'write http or https');
    },
    good: { value: { ref: null, uri: 'https://example.com' } },
    bad: { value: { ref: null, uri: 'ftp://example.com' } },
  },
  {
    code: 'KE2254',
    severity: 'warning',
    title: 'a path beside a reference begins with a slash',
    why: "Without one it takes the place of the last part of the address's own path, such as the name of a broker.",
    source: 'knative.dev/pkg, resolver/addressable_resolver.go; RFC 3986, 5.2',
    check({ ref, uri }, report) {
      if (ref === undefined || uri === undefined) return;
      const read = parseUri(uri);
      if (isUriError(read) || read.scheme !== '' || /^[/?#]/.test(uri)) return;
      report(
        ['uri'],
        uri === '' ? 'the uri is empty' : `"${uri}" has no slash before it`,
        uri === '' ? 'leave it out' : `write /${uri}`,
      );
    },
    good: { value: { ref: service, uri: '/events' } },
    bad: { value: { ref: service, uri: 'events' } },
  },
  {
    code: 'KE2255',
    severity: 'warning',
    title: 'a reference beside a path is complete too',
    why: 'The webhook looks at no reference that has a URI beside it, but without all of it the object is not found.',
    source: SOURCE,
    check(destination, report, context) {
      const { ref } = destination;
      if (ref !== undefined && !isReferenceJudged(destination)) {
        checkReference(ref, ['ref'], report);
        checkReferenceGroup(ref, ['ref'], report, context);
      }
    },
    good: { value: { ref: service, uri: '/events' } },
    bad: { value: { ref: { ...service, apiVersion: null }, uri: '/events' } },
  },
  {
    code: 'KE2256',
    severity: 'warning',
    title: 'CACerts beside a reference are certificates in PEM too',
    why: 'The webhook looks at them beside a URI only, but the sender needs them whatever names the destination.',
    source: SOURCE,
    check(destination, report) {
      const { CACerts } = destination;
      if (CACerts === undefined || !isReferenceJudged(destination) || isCertificate(CACerts)) return;
      report(['CACerts'], 'there is no certificate in PEM', 'begin with -----BEGIN CERTIFICATE-----');
    },
    good: { value: { ref: service, uri: null } },
    bad: { value: { ref: service, uri: null, CACerts: 'ca.crt' } },
  },
];

export const destinationRules = rulesOf('Destination', targets, destinationChecks);

/** Where a reply that is empty counts as none. */
export const replyRules = rulesOf(
  'Destination',
  [{ kind: Subscription, at: ['spec', 'reply'] }],
  destinationChecks.filter(({ code }) => code !== 'KE2201'),
);

/** The sink of a transformation, which takes no certificates whatever they are. */
export const transformSinkRules = rulesOf(
  'Destination',
  [{ kind: EventTransform, at: ['spec', 'sink'] }],
  destinationChecks.filter(({ code }) => code !== 'KE2205' && code !== 'KE2256'),
);
