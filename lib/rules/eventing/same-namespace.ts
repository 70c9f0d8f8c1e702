import type { Destination } from '../../api/duck/v1/destination';
import { EventTransform } from '../../api/eventing/v1alpha1/event-transform';
import { RequestReply } from '../../api/eventing/v1alpha1/request-reply';
import { Channel } from '../../api/messaging/v1/channel';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';

const service = { apiVersion: 'v1', kind: 'Service', name: 'collector' };

const rules: readonly Rule<Destination>[] = [
  {
    code: 'KE2208',
    title: 'this destination is in the namespace of the object',
    why: 'Most destinations may be in another namespace; here the webhook refuses it.',
    source: 'knative.dev/pkg, apis/duck/v1/knative_reference.go',
    check({ ref, uri }, report, { object }) {
      const own = object.metadata.namespace;
      // Upstream looks at no reference that has a URI beside it.
      if (!own || uri !== undefined || !ref?.namespace || ref.namespace === own) return;
      report(
        ['ref', 'namespace'],
        `${ref.name} is in namespace "${ref.namespace}", the ${object.kind} in "${own}"`,
        'name an object of the same namespace, or write its URL as uri',
      );
    },
    good: { value: { ref: { ...service, namespace: 'default' }, uri: null } },
    bad: { value: { ref: { ...service, namespace: 'shop' }, uri: null } },
  },
];

export const sameNamespaceRules = rulesOf(
  'Destination',
  [
    { kind: Channel, at: ['spec', 'delivery', 'deadLetterSink'] },
    { kind: EventTransform, at: ['spec', 'sink'] },
    { kind: RequestReply, at: ['spec', 'delivery', 'deadLetterSink'] },
  ],
  rules,
);
