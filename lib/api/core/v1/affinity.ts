import type { Int32, LabelSelector } from '../../meta/v1';

/** One requirement of a node's labels or fields. */
export interface NodeSelectorRequirement {
  /** Label or field that is looked at. */
  readonly key: string;
  /** How the label relates to `values`. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  /** At least one for `In` and `NotIn`, one integer for `Gt` and `Lt`, none for the other two. */
  readonly values?: readonly string[];
}

/** A kind of node; all requirements must hold, and an empty term fits no node. */
export interface NodeSelectorTerm {
  /** Requirements of the node's labels. */
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  /** Requirements of the node's fields, such as `metadata.name`. */
  readonly matchFields?: readonly NodeSelectorRequirement[];
}

/** Nodes of any of several kinds. */
export interface NodeSelector {
  /** Terms of which one must fit. */
  readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
}

/** A kind of node that is better than others. */
export interface PreferredSchedulingTerm {
  /** How much better, 1 to 100. */
  readonly weight: Int32;
  /** The kind of node. */
  readonly preference: NodeSelectorTerm;
}

/** Nodes that the pod goes to. */
export interface NodeAffinity {
  /**
   * Nodes that the pod must go to.
   * @explicitPresence
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;
  /** Nodes that the pod had better go to. */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[];
}

/** Pods, and how near is near. */
export interface PodAffinityTerm {
  /**
   * The pods, by their labels.
   * @explicitPresence
   */
  readonly labelSelector?: LabelSelector;
  /** Labels of the pod itself whose values the others share. */
  readonly matchLabelKeys?: readonly string[];
  /** Labels of the pod itself whose values the others do not share. */
  readonly mismatchLabelKeys?: readonly string[];
  /** Namespaces of the pods. @default - the pod's own */
  readonly namespaces?: readonly string[];
  /**
   * Namespaces of the pods, by their labels; an empty selector means all.
   * @explicitPresence
   */
  readonly namespaceSelector?: LabelSelector;
  /** Node label; nodes that share its value are near each other. */
  readonly topologyKey: string;
}

/** Pods that count more or less than others. */
export interface WeightedPodAffinityTerm {
  /** How much, 1 to 100. */
  readonly weight: Int32;
  /** The pods. */
  readonly podAffinityTerm: PodAffinityTerm;
}

/** Pods that the pod goes near to. */
export interface PodAffinity {
  /** Pods that it must be near to. */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  /** Pods that it had better be near to. */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
}

/** Pods that the pod keeps away from. */
export interface PodAntiAffinity {
  /** Pods that it must not be near to. */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  /** Pods that it had better not be near to. */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
}

/** Which nodes suit a pod. */
export interface Affinity {
  /**
   * By the nodes themselves.
   * @explicitPresence
   */
  readonly nodeAffinity?: NodeAffinity;
  /**
   * By pods that should be near.
   * @explicitPresence
   */
  readonly podAffinity?: PodAffinity;
  /**
   * By pods that should be far.
   * @explicitPresence
   */
  readonly podAntiAffinity?: PodAntiAffinity;
}
