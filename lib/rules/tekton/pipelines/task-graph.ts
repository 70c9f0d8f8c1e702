import { Circles, type Way } from '../../../graph/circles';
import type { FieldPath } from '../../diagnostic';

/** That a task needs another one: the name of that, and where it is said. */
export interface Need {
  readonly name: string;
  readonly at: FieldPath;
  /** The reference to a result by which it needs the other; absent where `runAfter` names it. */
  readonly reference?: string;
}

/** A task of a graph: its name and what it needs. */
export interface GraphTask {
  readonly name: string;
  readonly needs: readonly Need[];
}

interface Vertex extends GraphTask {
  readonly index: number;
}

interface NeedEdge extends Way<Vertex> {
  readonly need: Need;
}

/** A need that nothing meets, and whose it is. */
export interface UnmetNeed extends Need {
  readonly task: string;
}

/** The order of tasks by what each needs. Built and searched in time linear in tasks and needs. */
export class TaskGraph {
  readonly #vertices = new Map<string, Vertex>();
  readonly #edges: NeedEdge[] = [];
  /** What names a task that is not there. */
  public readonly unmet: readonly UnmetNeed[];

  public constructor(tasks: readonly GraphTask[]) {
    for (const task of tasks) {
      if (!this.#vertices.has(task.name)) this.#vertices.set(task.name, { ...task, index: this.#vertices.size });
    }
    const unmet: UnmetNeed[] = [];
    for (const from of this.#vertices.values()) {
      for (const need of from.needs) {
        const to = this.#vertices.get(need.name);
        if (to === undefined) unmet.push({ ...need, task: from.name });
        else this.#edges.push({ from, to, need });
      }
    }
    this.unmet = unmet;
  }

  /** One round through each group of tasks that wait for each other: each need names the task of the next one. */
  public rounds(): readonly (readonly UnmetNeed[])[] {
    const circles = new Circles([...this.#vertices.values()], this.#edges);
    return circles.rounds().map((round) => round.map(({ from, need }) => ({ ...need, task: from.name })));
  }
}
