import { ruleSets } from '../../lib/rules/catalogue';
import { examplesOf } from '../../lib/rules/examples';
import type { Rule } from '../../lib/rules/rule';
import type { Disagreement } from './disagreements';
import type { Judgement } from './judge';

/** A way in which we mean to differ from upstream. */
export interface DeliberateDifference {
  readonly title: string;
  readonly reason: string;
  /** Whether a disagreement is of this kind. */
  holds(judgement: Judgement, disagreement: Disagreement): boolean;
}

/** Volumes that Kubernetes has in its core for one provider each, and what nobody writes. */
const NOT_MODELLED =
  /^(ephemeralContainers|status|awsElasticBlockStore|azureDisk|azureFile|cephfs|cinder|fc|flexVolume|flocker|gcePersistentDisk|gitRepo|glusterfs|iscsi|photonPersistentDisk|portworxVolume|quobyte|rbd|scaleIO|storageos|vsphereVolume)$/;

/** What Serving's webhook says of pods that must not change. */
const SENT_ANEW = /^(Immutable fields changed|Saw the following changes without a name change)/;

/** Errors that another webhook gives, which the referee has not: no example of their rules is judged. */
const ofOtherWebhooks = new Set(
  ruleSets
    .flatMap(({ rules }) => rules as readonly Rule<never>[])
    .filter(({ bad }) => examplesOf(bad).every(({ notJudged }) => notJudged !== undefined))
    .map(({ code }) => code),
);

export const deliberateDifferences: readonly DeliberateDifference[] = [
  {
    title: 'Fields of volumes of old kinds, such as `azureFile`, and of `ephemeralContainers` are not looked at',
    reason:
      'Kubernetes has replaced these volumes by drivers (`csi`, or claims), and writes the containers itself. They are there so that a pod that has one can be written; their own fields are not modelled, so a misspelt one is not told.',
    holds({ of, webhook }, { difference }) {
      const unknown = /unknown field "([^"]*)"/.exec(webhook.failed ?? '')?.[1];
      return (
        difference === 'we accept what upstream refuses' &&
        unknown !== undefined &&
        notModelledIn(of.object).some((part) => Object.hasOwn(part, unknown))
      );
    },
  },
  {
    title: 'Brokers of Kafka and RabbitMQ are held to the rules of their own webhooks',
    reason:
      "The referee has Eventing's webhook alone. The extensions bring one each, which refuses what these rules tell.",
    holds({ ours }, { difference }) {
      return difference === 'we refuse what upstream accepts' && ours.every(({ code }) => ofOtherWebhooks.has(code));
    },
  },
  {
    title: 'Kinds of extensions are held to the rules of their own webhooks',
    reason:
      'Kafka, RabbitMQ, GitHub and others bring webhooks or controllers that are none of the programs here. Schemas alone judge their kinds: they leave parts open that those decode, and know nothing of what those refuse.',
    holds({ hasWebhook }, { difference }) {
      return (
        !hasWebhook &&
        (difference === 'we refuse what upstream accepts' || difference === 'we name another field than upstream')
      );
    },
  },
  {
    title: "A KafkaChannel's CRD lacks the accounts of a subscriber",
    reason:
      'The code has `serviceAccountNames`, as in every other channel. Subscribers are for controllers to write (see [`crd-differences.md`](crd-differences.md)).',
    holds({ of, server }) {
      return (
        of.object.kind === 'KafkaChannel' && /unknown field "[^"]*\.serviceAccountNames"/.test(server?.message ?? '')
      );
    },
  },
  {
    title: 'An item that is null is defaulted as one that is empty',
    reason:
      'Where upstream keeps pointers in a list it defaults no item that is null. We warn of such an item and take it for an empty one.',
    holds({ of }, { difference }) {
      return difference === 'our defaults are not those of upstream' && hasNullItem(of.object);
    },
  },
  {
    title: 'Fields that are missing in the CRD of a Channel for its subscribers are not told of',
    reason: 'The webhook refuses all subscribers of a Channel, and so do we: it does not matter what stands in them.',
    holds({ of, server }, { difference }) {
      return (
        difference === 'we name another field than upstream' &&
        of.object.kind === 'Channel' &&
        /unknown field "spec\.subscribers/.test(server?.message ?? '')
      );
    },
  },
  {
    title: 'A field that a schema requires must be written, even where the webhook would fill in an empty one',
    reason:
      'The API server looks at the schema after the webhook has written the object anew, and Go writes some fields that are not there as empty texts. Without the webhook the API server refuses the object, and an empty name, key or the like is not what anyone wants.',
    holds({ ours, isFilledIn }, { difference }) {
      return (
        difference === 'we refuse what upstream accepts' && isFilledIn && ours.every(({ code }) => code === 'KG0102')
      );
    },
  },
  {
    title: 'A pod that must not change may be sent anew as it was written',
    reason:
      'The webhook fills in what a container lacks when an object is created, not when it is replaced, and so refuses a Revision, or a template with a name, that comes again without. We take it for unchanged: nobody meant a change.',
    holds({ of, webhook }, { difference }) {
      return (
        difference === 'we accept what upstream refuses' &&
        of.before?.apiVersion === 'serving.knative.dev/v1' &&
        webhook.errors.every(({ message, level }) => level === 'Warning' || SENT_ANEW.test(message))
      );
    },
  },
  {
    title: 'An empty list of subscribers is none when an InMemoryChannel is replaced',
    reason:
      'The referee gives its validator the object that the defaulter held, with the empty list, and takes it for a change. On a cluster the API server reads what the defaulter wrote, which has no such list.',
    holds({ of: { before, object } }, { difference }) {
      const { subscribers } = (object.spec ?? {}) as { subscribers?: unknown };
      return (
        difference === 'we accept what upstream refuses' &&
        object.kind === 'InMemoryChannel' &&
        before !== undefined &&
        Array.isArray(subscribers) &&
        subscribers.length === 0
      );
    },
  },
  {
    title: "A CustomRun's CRD is older than its code in what a projected volume may have",
    reason:
      'It lacks `podCertificate` in the sources of a workspace, which the CRDs of the other runs have; one type stands for all of them (see [`crd-differences.md`](crd-differences.md)).',
    holds({ of, server }) {
      return of.object.kind === 'CustomRun' && /unknown field "[^"]*\.podCertificate/.test(server?.message ?? '');
    },
  },
  {
    title: 'Bytes are a text in base64, not a list of numbers',
    reason:
      "Go's decoder reads a list of numbers as bytes too, and the schema of a `caBundle` is open, that of a direct response's `bytes` takes lists. Nobody writes them so; a list is taken for a mistake.",
    holds({ ours }, { difference }) {
      return (
        difference === 'we refuse what upstream accepts' &&
        ours.every(
          ({ code, path, message }) =>
            code === 'KG0101' && /(caBundle|body\.bytes)$/.test(path) && /found a list/.test(message),
        )
      );
    },
  },
];

/** The deliberate difference that a disagreement is of; undefined for one that nobody meant. */
export function deliberate(judgement: Judgement, disagreement: Disagreement): DeliberateDifference | undefined {
  return deliberateDifferences.find((difference) => difference.holds(judgement, disagreement));
}

function notModelledIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(notModelledIn);
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== 'object' || inner === null) return [];
    if (!NOT_MODELLED.test(key)) return notModelledIn(inner);
    return (Array.isArray(inner) ? inner : [inner]) as object[];
  });
}

function hasNullItem(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => item === null || hasNullItem(item));
  return Object.values(value).some(hasNullItem);
}
