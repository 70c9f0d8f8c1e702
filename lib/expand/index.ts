export { toOwnerDiagram } from './diagram';
export { differences, differencesText } from './difference';
export { type Expansion, expand, expandChange, type Step, type Update } from './expand';
export { ownersOf } from './owners';
export { toTree } from './tree';
