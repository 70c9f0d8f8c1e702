import { resolve } from 'node:path';

/** A program that judges: how its file is called, and where its sources are. */
export interface RefereeProgram {
  readonly name: string;
  /** Folder of its Go module. */
  readonly sources: string;
  /** What the build is told besides what all are told. */
  readonly buildFlags: readonly string[];
  readonly linkerFlags: readonly string[];
  /** What a build takes, for the patience of those who wait. */
  readonly cost: string;
  /** What it must be able to judge to be as good as one built of our sources. */
  readonly needs: Needs;
}

/** Abilities that an older program of the same name may lack. */
export interface Needs {
  /** Families of flags that a request may set. */
  readonly flags: readonly string[];
  /** Whether an object is judged as a change of another. */
  readonly update: boolean;
}

/** The families of flags that upstream's webhooks read. */
export const flagFamilies = [
  'serving',
  'servingDefaults',
  'autoscaler',
  'eventing',
  'tekton',
  'tektonDefaults',
] as const;

const KUBERNETES = 'v1.36.3';
// Halves what the build leaves in Go's cache.
const WITHOUT_DWARF = ['-gcflags=all=-dwarf=false'];
const NOTHING: Needs = { flags: [], update: false };

const folder = (name: string) => resolve(__dirname, '..', name);

export const refereePrograms = {
  'upstream-oracle': {
    name: 'upstream-oracle',
    sources: folder('upstream'),
    buildFlags: [],
    linkerFlags: [],
    cost: '4 minutes of CPU',
    needs: { flags: flagFamilies, update: true },
  },
  'istio-oracle': {
    name: 'istio-oracle',
    sources: folder('istio'),
    buildFlags: [],
    linkerFlags: [],
    cost: '2 minutes of CPU',
    needs: NOTHING,
  },
  'gitops-oracle': {
    name: 'gitops-oracle',
    sources: folder('gitops'),
    buildFlags: [],
    linkerFlags: [],
    cost: '1 minute of CPU',
    needs: NOTHING,
  },
  'kube-oracle': {
    name: 'kube-oracle',
    sources: folder('cluster'),
    buildFlags: WITHOUT_DWARF,
    // Else the server takes itself for version 0.
    linkerFlags: ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((at) => [
      `-X ${at}.gitVersion=${KUBERNETES}`,
      `-X ${at}.gitMajor=${KUBERNETES.split('.')[0]!.slice(1)}`,
      `-X ${at}.gitMinor=${KUBERNETES.split('.')[1]}`,
      `-X ${at}.gitTreeState=clean`,
    ]),
    cost: '10 minutes of CPU',
    needs: NOTHING,
  },
  'schema-oracle': {
    name: 'schema-oracle',
    sources: folder('schemas'),
    buildFlags: WITHOUT_DWARF,
    linkerFlags: [],
    cost: '1 minute of CPU',
    needs: NOTHING,
  },
} as const satisfies Record<string, RefereeProgram>;

export type RefereeName = keyof typeof refereePrograms;
