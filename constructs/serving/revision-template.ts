import type { Duration } from 'cdk8s';
import type { RevisionTemplate } from '../../lib/api/serving/v1/revision-template';
import { foundValue } from '../base/found-value';
import type { Lowering } from '../base/resource';
import { settledRevisionSpec } from '../base/settled-template';
import type { ContainerProps } from '../pod/container';
import { durationText, wholeSeconds } from '../pod/seconds';
import { lowerPod, type PodProps } from './pod';
import { type QueueProxyProps, queueProxyAnnotations } from './queue-proxy';
import { fullRevisionName } from './revision-name';
import { type ScaleProps, scaleAnnotations } from './scale';

/** What the next revision will be: its containers, its limits and how it scales. */
export interface RevisionTemplateProps extends Omit<ContainerProps, 'name'>, PodProps {
  /** Name of the serving container. @default - as config-defaults says: `user-container` */
  readonly containerName?: string;
  /**
   * The revision's name, which changes with each change of the template: `v2` is the revision `shop-v2` of `shop`. What
   * the webhook would fill into the containers is written out, so that the same template can be applied again.
   * @default - made up by Knative: `shop-00001`
   */
  readonly revision?: string;
  /** The revision's name as it is. @default - as `revision` says */
  readonly revisionName?: string;
  /** Labels of the revision and its pods. @default - none */
  readonly revisionLabels?: Readonly<Record<string, string>>;
  /** Annotations of the revision and its pods, besides those that other properties make. @default - none */
  readonly revisionAnnotations?: Readonly<Record<string, string>>;
  /** Most requests that one pod handles at a time; 0 means no limit. @default - as config-defaults says: 0 */
  readonly containerConcurrency?: number;
  /** Longest time for a request as a whole, up to 10 minutes, in whole seconds. @default - as config-defaults says: 5 minutes */
  readonly timeout?: Duration;
  /** Longest time until the first byte of an answer, in whole seconds. @default - as `timeout` */
  readonly responseStartTimeout?: Duration;
  /** Longest time in which not a byte passes, in whole seconds. @default - no limit */
  readonly idleTimeout?: Duration;
  /** How the revision gets more pods and fewer. @default - as config-autoscaler says */
  readonly scale?: ScaleProps;
  /** Longest time for a new revision to become ready, in whole seconds. @default - as config-deployment says: 10 minutes */
  readonly progressDeadline?: Duration;
  /** Settings of Knative's own container in each pod. @default - as config-deployment says */
  readonly queueProxy?: QueueProxyProps;
}

export function lowerRevisionTemplate(props: RevisionTemplateProps, lowering: Lowering): RevisionTemplate {
  const { containerConcurrency, timeout, responseStartTimeout, idleTimeout } = props;
  const metadata = metadataOf(props, lowering);
  const spec = {
    ...lowerPod(servingContainer(props), props, lowering),
    containerConcurrency,
    timeoutSeconds: wholeSeconds(timeout, 'timeout', lowering),
    responseStartTimeoutSeconds: wholeSeconds(responseStartTimeout, 'responseStartTimeout', lowering),
    idleTimeoutSeconds: wholeSeconds(idleTimeout, 'idleTimeout', lowering),
  };
  const { name, namespace } = lowering;
  return { metadata, spec: metadata?.name === undefined ? spec : settledRevisionSpec(spec, { name, namespace }) };
}

/** The name that the program gives the revision of a service or configuration, if it does. */
export function revisionNameOf(
  { revision, revisionName }: Pick<RevisionTemplateProps, 'revision' | 'revisionName'>,
  owner: string,
): string | undefined {
  return revisionName ?? (revision && fullRevisionName(owner, revision));
}

function servingContainer(props: RevisionTemplateProps): ContainerProps {
  const { containerName: name, image, imagePullPolicy, command, args, workingDir, port, env, envFrom } = props;
  const { resources, volumes, securityContext, terminationMessagePath, terminationMessagePolicy } = props;
  const { readiness, liveness, startup } = props;
  return {
    name,
    image,
    imagePullPolicy,
    command,
    args,
    workingDir,
    port,
    env,
    envFrom,
    resources,
    volumes,
    securityContext,
    terminationMessagePath,
    terminationMessagePolicy,
    readiness,
    liveness,
    startup,
  };
}

function metadataOf(props: RevisionTemplateProps, lowering: Lowering): RevisionTemplate['metadata'] {
  const { scale, progressDeadline, queueProxy, revisionLabels, revisionAnnotations } = props;
  const annotations = {
    ...scaleAnnotations(scale && lowering.map('scale', scale), lowering),
    ...queueProxyAnnotations(queueProxy),
    'serving.knative.dev/progress-deadline': durationText(progressDeadline, 'progressDeadline', lowering),
    ...revisionAnnotations,
  };
  if (props.revision !== undefined && props.revisionName !== undefined) {
    lowering.refuse('exclusive', 'revision', 'both revision and revisionName are given', 'leave out one of them');
  }
  const { revision = props.revisionName } = props;
  if (revision !== undefined && (typeof revision !== 'string' || revision === '')) {
    const path = props.revision === undefined ? 'revisionName' : 'revision';
    const found = revision === '' ? 'an empty text' : foundValue(revision);
    lowering.refuse('value', path, `found ${found}`, 'give a name, or leave it out');
  }
  const name = revisionNameOf(props, lowering.name);
  const given = Object.entries(annotations).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (name === undefined && revisionLabels === undefined && given.length === 0) return undefined;
  return { name, labels: revisionLabels, annotations: given.length === 0 ? undefined : Object.fromEntries(given) };
}
