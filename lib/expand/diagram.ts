import type { Expansion } from './expand';
import { type Owned, ownersOf } from './owners';
import { summaryOf } from './summary';

/** The objects as a Mermaid flowchart: from each owner to what belongs to it; what is not ready stands out. */
export function toOwnerDiagram({ objects }: Expansion): string {
  const lines = ['flowchart LR'];
  const classes: string[] = [];
  let count = 0;
  const add = ({ object, children }: Owned, parent?: string): void => {
    const id = `n${count++}`;
    lines.push(`  ${id}["${escaped(object.kind)}<br/>${escaped(object.metadata.name ?? '')}"]`);
    if (parent !== undefined) lines.push(`  ${parent} --> ${id}`);
    const { state } = summaryOf(object);
    if (state === 'bad' || state === 'open') classes.push(`  class ${id} ${state}`);
    for (const child of children) add(child, id);
  };
  for (const root of ownersOf(objects)) add(root);
  const styles = classes.length === 0 ? [] : ['  classDef bad stroke:#c00', '  classDef open stroke:#c80', ...classes];
  return `${[...lines, ...styles].join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('"', '#quot;');
}
