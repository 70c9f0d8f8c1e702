import type { KubeObject } from '../../../lib/api/meta/v1';
import { type Holder, isHolder } from './grow';

/** Adds what fields of Istio's kinds ask for elsewhere: shares that make a whole, ports that there are, a fitting place. */
export function completeIstio({ kind, spec }: KubeObject): void {
  if (!isHolder(spec)) return;
  if (kind === 'DestinationRule') eachHolder(spec, wholeDistribution);
  if (kind === 'ServiceEntry') portsOfEndpoints(spec);
  if (kind === 'EnvoyFilter') for (const patch of holdersIn(spec.configPatches)) placeOfRoutes(patch);
}

/** Where traffic is spread over localities, the shares make 100, and it does not fail over to others. */
function wholeDistribution(setting: Holder): void {
  for (const { to } of holdersIn(setting.distribute)) {
    const locality = isHolder(to) ? keepLast(to) : undefined;
    if (locality === undefined) continue;
    (to as Holder)[locality] = 100;
    delete setting.failover;
    delete setting.failoverPriority;
  }
}

/** A port of an endpoint goes by the name of one of the entry's. */
function portsOfEndpoints(spec: Holder): void {
  const [port] = holdersIn(spec.ports);
  for (const { ports } of holdersIn(spec.endpoints)) {
    const name = isHolder(ports) ? keepLast(ports) : undefined;
    if (port !== undefined && name !== undefined) port.name = name;
  }
}

/** A route is looked for where routes are patched, and nowhere else. */
function placeOfRoutes(patch: Holder): void {
  const { match } = patch;
  if (!isHolder(match) || !isHolder(match.routeConfiguration)) return;
  patch.applyTo = 'HTTP_ROUTE';
  for (const other of ['listener', 'cluster', 'waypoint']) delete match[other];
}

/** The key that was put in last; the others go. */
function keepLast(holder: Holder): string | undefined {
  const keys = Object.keys(holder);
  for (const key of keys.slice(0, -1)) delete holder[key];
  return keys.at(-1);
}

function eachHolder(value: unknown, visit: (holder: Holder) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (isHolder(value)) visit(value);
  for (const inner of Object.values(value)) eachHolder(inner, visit);
}

function holdersIn(value: unknown): readonly Holder[] {
  return Array.isArray(value) ? value.filter(isHolder) : [];
}
