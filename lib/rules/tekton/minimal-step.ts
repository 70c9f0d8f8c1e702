import type { Step } from '../../api/tekton/v1/step';

/** A step that no rule has anything to say about. */
export const minimalStep = { name: 'greet', image: 'alpine:3.22', command: ['echo', 'hello'] } as const satisfies Step;
