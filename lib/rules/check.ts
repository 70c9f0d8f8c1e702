import type { ResourceGraph } from '../graph/graph';
import { graphRules } from './catalogue';
import { type Diagnostic, formatPath } from './diagnostic';
import { dependsOnLate } from './late';
import { Platform, type PlatformOptions, withConfigMaps } from './platform';
import { validate } from './validate';

/**
 * Everything that is wrong with a set of objects: each by itself, then all of them together.
 * ConfigMaps of Knative in the set count as settings of the platform.
 */
export function check(graph: ResourceGraph, options: PlatformOptions = {}): Diagnostic[] {
  const objects = graph.nodes.map(({ object }) => object);
  const platform = new Platform(withConfigMaps(options, objects));
  const diagnostics = graph.nodes.flatMap(({ object, origin, facts }) => {
    return validate(object, { platform, origin, late: facts.late?.map(({ at }) => at) });
  });
  for (const rule of graphRules) {
    rule.check(
      graph,
      ({ ref, origin, facts }, at, message, hint) => {
        if (facts.late?.some((late) => dependsOnLate(at, late.at))) return;
        const { code, severity = 'error' } = rule;
        diagnostics.push({ code, severity, message, path: formatPath(at), at, object: ref, origin, hint });
      },
      platform,
    );
  }
  return diagnostics;
}
