import type { ComponentDefinition } from './component';
import { eventingComponents } from './eventing-components';
import { foundations } from './foundations';
import { istioAddons } from './istio-addons';
import { operators } from './operators';
import { servingComponents } from './serving-components';
import { tektonComponents } from './tekton-components';

/** What can be installed, in an order in which each stands behind what it requires. */
export const components = {
  ...foundations,
  ...servingComponents,
  ...eventingComponents,
  ...tektonComponents,
  ...istioAddons,
  ...operators,
} as const satisfies Readonly<Record<string, ComponentDefinition>>;
