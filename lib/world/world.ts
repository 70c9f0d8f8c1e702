import type { KubeObject } from '../api/meta/v1';
import type { Admission, Find } from '../controller/engine/api-server';
import type { Answer, AnyReconciler, Inputs, View } from '../controller/reconciler';
import type { Platform, PlatformOptions } from '../rules/platform';
import { type Access, isAllowed } from './access';
import { admission, platformReader } from './admission';
import { certificates } from './certificates';
import { Conduct, type Way } from './conduct';
import { horizontalAutoscalers } from './horizontal-autoscalers';
import { ingresses, metrics } from './ingresses';
import { claims, pods } from './pods';
import { systemObjects } from './system';
import { deployments, endpoints, statefulSets } from './workloads';

/** What lies outside the control planes: it behaves well, where nothing else is said. */
export interface World {
  readonly conduct: Conduct;
  readonly reconcilers: readonly AnyReconciler[];
  readonly inputs: Inputs;
  readonly admit: Admission;
  /** The platform as the ConfigMaps that are found make it. */
  readonly platformAt: (find: Find) => Platform;
  /** What is in a cluster before anybody puts anything in. */
  readonly objects: readonly KubeObject[];
}

export interface WorldOptions {
  /** How single things behave, by `kind/name`. @default - everything works */
  readonly conduct?: Readonly<Record<string, Way>>;
  /** What is said of the cluster besides what its ConfigMaps say. @default - as shipped */
  readonly platform?: PlatformOptions;
}

/** Where the API server is, as controllers in the cluster see it. */
const API_SERVER = 'https://10.96.0.1:443';

export function worldOf({ conduct: told, platform = {} }: WorldOptions = {}): World {
  const conduct = new Conduct(told);
  const platformAt = platformReader(platform);
  return {
    conduct,
    reconcilers: [
      deployments(conduct),
      statefulSets(conduct),
      endpoints,
      pods(conduct),
      claims,
      horizontalAutoscalers,
      ingresses(conduct),
      metrics,
      certificates(conduct),
    ],
    inputs: {
      digest: ({ image }: { readonly image: string }) => digest(image, conduct),
      load: (question: LoadQuestion) => load(question, conduct),
      access: (question: Access, view: View) => ({ state: 'known', value: isAllowed(question, view) }),
      apiServer: () => ({ state: 'known', value: API_SERVER }),
      // A token that nobody would take: it only says whose it would be.
      token: ({ account, audience }: { readonly account: string; readonly audience: string }) => ({
        state: 'known',
        value: `token of ${account} for ${audience}`,
      }),
      // A key that anybody could guess: it never leaves the expansion.
      keys: ({ name }: { readonly name: string }) => ({ state: 'known', value: Buffer.from(name).toString('base64') }),
    },
    admit: admission(platformAt),
    platformAt,
    objects: systemObjects,
  };
}

interface LoadQuestion {
  readonly revision: string;
  readonly readyPods: number;
  /** The load that one pod is to be given. */
  readonly target: number;
  /** How many pods there may be; 0 sets no limit. */
  readonly max: number;
}

/** Up to so many pods may all be busy. */
const MANY = 100;

/**
 * One request is under way in each pod; in all pods, where more of them would need more again without a near end. Nothing
 * is under way in a revision that was told to be idle.
 */
function load({ revision, readyPods, target, max }: LoadQuestion, conduct: Conduct): Answer<unknown> {
  if (readyPods === 0) return { state: 'pending' };
  if (conduct.ofNamed('revision', revision) === 'idles') return { state: 'known', value: { stable: 0, panic: 0 } };
  const requests = target < 1 && (max === 0 || max > MANY) ? 1 : readyPods;
  return { state: 'known', value: { stable: requests, panic: requests } };
}

function digest(image: string, conduct: Conduct): Answer<string> {
  const way = conduct.ofNamed('image', image);
  if (way === 'waits') return { state: 'pending' };
  if (way === 'fails') {
    return { state: 'failed', message: 'failed to resolve image to digest: the registry does not have it' };
  }
  return { state: 'known', value: image };
}
