import type { ApiClient } from '../../controller/client';
import type { GraphNode } from '../../graph/graph';

/** What a preflight check found. */
export interface PreflightFinding {
  /** Stable, such as `kubernetes-version`. */
  readonly check: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/** What checks look at. */
export interface PreflightSubject {
  readonly client: ApiClient;
  /** The objects to be applied. */
  readonly nodes: readonly GraphNode[];
  readonly signal?: AbortSignal;
}

/** A question to the cluster before anything is written to it. */
export type PreflightCheck = (subject: PreflightSubject) => Promise<readonly PreflightFinding[]>;
