import { parse } from 'yaml';
import type { KubeObject } from '../../api/meta/v1';
import { ResolutionRequest } from '../../api/resolution/v1beta1/resolution-request';
import type { ResolverRef } from '../../api/tekton/v1/reference';
import { controllerReference, create, type Effect } from '../../controller/effects';
import type { AnyKind, View } from '../../controller/reconciler';
import { succeededOf } from '../status';
import { fnv128a } from './fnv';

/** Who asks for something that a resolver brings, and what the asking comes to. */
export interface Resolving {
  readonly view: View;
  /** The run whose task or pipeline it is. */
  readonly run: KubeObject;
  /** Whom the request is named after; the run of a pipeline asks in the names of its task runs. @default - the run */
  readonly asker?: string;
  /** Where requests go that are not there yet. */
  readonly effects: Effect[];
}

interface Wanted extends ResolverRef {
  /** What has to come of it. */
  readonly as: AnyKind;
}

const TYPE = 'resolution.tekton.dev/type';

/** What a resolver brought; or that it has not yet, and was asked now; or why it can't. */
export function resolved(
  { resolver = '', params = [], as }: Wanted,
  { view, run, asker, effects }: Resolving,
): KubeObject | 'pending' | { readonly fault: string } {
  const { namespace = '', name: runName = '' } = run.metadata;
  const name = requestName(resolver, `${namespace}/${asker ?? runName}`, params);
  const request = view.get(ResolutionRequest, name, namespace);
  if (request === undefined) {
    effects.push(
      create({
        apiVersion: ResolutionRequest.apiVersion,
        kind: ResolutionRequest.kind,
        metadata: { name, namespace, labels: { [TYPE]: resolver }, ownerReferences: [controllerReference(run)] },
        spec: { ...(params.length === 0 ? {} : { params }) },
      }),
    );
    return 'pending';
  }
  const condition = succeededOf(request);
  if (condition?.status === 'False') {
    return { fault: `error requesting remote resource: ${condition.message ?? ''}` };
  }
  if (condition?.status !== 'True') return 'pending';
  const object = objectIn(request.status?.data ?? '');
  return object?.kind === as.kind
    ? object
    : { fault: `invalid remote ${as.kind.toLowerCase()}: the resolver brought ${object?.kind ?? 'no object'}` };
}

function objectIn(data: string): KubeObject | undefined {
  try {
    return parse(Buffer.from(data, 'base64').toString('utf8')) as KubeObject;
  } catch {
    // What is no YAML is no object.
    return undefined;
  }
}

/** One name for one question: whoever asks again finds the request. */
function requestName(resolver: string, asker: string, params: NonNullable<ResolverRef['params']>): string {
  const sorted = [...params].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const text = sorted.map(({ name, value }) => name + (typeof value === 'string' ? value : JSON.stringify(value)));
  return `${resolver}-${fnv128a(asker + text.join(''))}`;
}
