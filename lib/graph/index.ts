export { type GraphInput, graphOf } from './build';
export { type GraphJson, toDot, toJson, toMermaid } from './diagram';
export {
  type DriftRule,
  driftingFields,
  driftRules,
  type FieldPattern,
  jqPath,
  jsonPointers,
  propertyPath,
  withoutDrift,
} from './drift';
export {
  type Dangling,
  type Duplicate,
  type Edge,
  type EdgeType,
  type GraphNode,
  type LateField,
  type NodeFacts,
  type Origin,
  ResourceGraph,
} from './graph';
export { type LayerName, layerNames, layerTitles } from './layer-kinds';
export { type Layer, type LayerStep, layersOf } from './layers';
export { displayRef, groupOf, idOf, type ObjectRef, refOf } from './object-ref';
export { type Reference, referencesOf } from './references';
export { type Stage, stagesOf } from './stages';
export { toSvg } from './svg';
