/** How a domain's certificates are made: one for all hosts of a namespace is open to `wildcard` only. */
export const domainTypes = ['', 'wildcard'] as const;

/** An entry of `config-domain`: its key is a domain, its text YAML of this shape. */
export interface DomainEntry {
  /** Labels that a Route must have to get the domain. @default - the domain of all Routes that no other takes */
  readonly selector?: Readonly<Record<string, string>>;
  /** Kind of the domain. @default '' */
  readonly type?: (typeof domainTypes)[number];
}

/** The fields of an entry of `config-domain`. */
export const domainEntryFields: readonly (keyof DomainEntry)[] = ['selector', 'type'];
