import type { KubeObject } from '../../api/meta/v1';
import { findKind } from '../../api/registry';
import type { ApiClient } from '../../controller/client';
import type { PreflightCheck, PreflightFinding } from './check';

interface Attributes {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  readonly namespace?: string;
}

/** What is done with every object. */
const VERBS: readonly string[] = ['get', 'create', 'patch'];

/**
 * Whoever applies may do so, for each kind and namespace. Somebody who may do all is asked for once; others, for each:
 * also to give away rights that they don't have, as the roles of controllers do.
 */
export const permissions: PreflightCheck = async ({ client, nodes, signal }) => {
  if (await mayDo(client, { group: '*', resource: '*', verb: '*' }, signal)) return [];
  const wanted = new Map<string, Attributes>();
  for (const { object, ref } of nodes) {
    const resource = await pluralOf(client, object);
    if (resource === undefined) continue;
    const escalates = /^(Cluster)?Role$/.test(ref.kind) ? ['escalate'] : [];
    for (const verb of [...VERBS, ...escalates]) {
      const attributes = { group: ref.group, resource, verb, namespace: ref.namespace };
      wanted.set(JSON.stringify(attributes), attributes);
    }
  }
  const refused: Attributes[] = [];
  for (const attributes of wanted.values()) {
    if (!(await mayDo(client, attributes, signal))) refused.push(attributes);
  }
  return refused.length === 0 ? [] : [finding(refused)];
};

const SHOWN = 5;

function finding(refused: readonly Attributes[]): PreflightFinding {
  const told = refused.slice(0, SHOWN).map(({ group, resource, verb, namespace }) => {
    const what = group === '' ? resource : `${resource}.${group}`;
    return `${verb} ${what}${namespace === undefined ? '' : ` in ${namespace}`}`;
  });
  const more = refused.length > SHOWN ? `, and ${refused.length - SHOWN} more` : '';
  return {
    check: 'permissions',
    severity: 'error',
    message: `you may not ${told.join(', ')}${more}`,
    hint: 'a platform is installed by a cluster-admin',
  };
}

/** The kind's name in paths; of kinds that are yet to be defined nobody can be asked. */
async function pluralOf(client: ApiClient, { apiVersion, kind }: KubeObject): Promise<string | undefined> {
  return findKind(apiVersion, kind)?.plural ?? (await client.discovery.resource(apiVersion, kind))?.plural;
}

async function mayDo(client: ApiClient, attributes: Attributes, signal?: AbortSignal): Promise<boolean> {
  const review = await client.request<{ status?: { allowed?: boolean } }>({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: attributes },
    },
    signal,
  });
  return review.status?.allowed === true;
}
