import type { ObjectMeta } from '../../api/meta/v1';
import type { RevisionSpec } from '../../api/serving/v1/revision';
import { Platform } from '../platform';
import { withRevisionSpecDefaults } from './defaults/revision-spec';

/**
 * The spec of a revision that has a name of the author's, with what upstream's webhook would fill into its containers.
 *
 * As long as the name stays, the webhook fills in nothing, and refuses every change of the template. But who applies a
 * manifest again writes lists whole, and so takes out of the containers what was filled in the first time: even a new
 * share of traffic is refused then. What is written from the start can't get lost. Maps keep what was filled in.
 */
export function settledRevisionSpec(spec: RevisionSpec, parent: ObjectMeta): RevisionSpec {
  const { containers, initContainers } = withRevisionSpecDefaults(spec, parent, Platform.asShipped, true);
  return { ...spec, containers, ...(initContainers === undefined ? {} : { initContainers }) };
}
