import type { Int32, Int64, LabelSelector } from '../../meta/v1';

/** Taints that do not keep the pod off a node. */
export interface Toleration {
  /** Key of the taint. @default - any, with the operator `Exists` */
  readonly key?: string;
  /** Whether the taint's value matters, and how it compares. @default 'Equal' */
  readonly operator?: 'Equal' | 'Exists' | 'Lt' | 'Gt';
  /** Value of the taint. @default '' */
  readonly value?: string;
  /** What the taint does. @default - any effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /**
   * Seconds that the pod stays once the taint appears; for `NoExecute` only. @default - for ever
   * @explicitPresence
   */
  readonly tolerationSeconds?: Int64;
}

/** How evenly pods are spread over nodes, zones and the like. */
export interface TopologySpreadConstraint {
  /** Most that two domains may differ by, in pods, 1 or more. */
  readonly maxSkew: Int32;
  /** Node label; nodes that share its value are one domain. */
  readonly topologyKey: string;
  /** Whether a pod that would break the constraint waits or is scheduled anyway. */
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  /**
   * The pods that are counted.
   * @explicitPresence
   */
  readonly labelSelector?: LabelSelector;
  /**
   * Labels of the pod itself whose values the counted pods share.
   * @listType atomic
   */
  readonly matchLabelKeys?: readonly string[];
  /**
   * Fewest domains that there must be. @default 1
   * @explicitPresence
   */
  readonly minDomains?: Int32;
  /**
   * Whether only nodes count that the pod's affinity and selector allow. @default 'Honor'
   * @explicitPresence
   */
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore';
  /**
   * Whether only nodes count whose taints the pod tolerates. @default 'Ignore'
   * @explicitPresence
   */
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore';
}
