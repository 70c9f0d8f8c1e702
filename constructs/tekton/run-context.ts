import { StringVariable } from './variable';

/** What Tekton knows of a run, as variables. */
export const RunContext = {
  /** Of a run of a task, in its steps. */
  taskRun: {
    name: new StringVariable<'context'>({ kind: 'context', object: 'taskRun', field: 'name' }),
    namespace: new StringVariable<'context'>({ kind: 'context', object: 'taskRun', field: 'namespace' }),
    uid: new StringVariable<'context'>({ kind: 'context', object: 'taskRun', field: 'uid' }),
  },
  /** Of a task, in its steps. */
  task: {
    name: new StringVariable<'context'>({ kind: 'context', object: 'task', field: 'name' }),
    /** Which try it is, counted from 0. */
    retryCount: new StringVariable<'context'>({ kind: 'context', object: 'task', field: 'retry-count' }),
  },
  /** Of a run of a pipeline, in what its tasks are told. */
  pipelineRun: {
    name: new StringVariable<'context'>({ kind: 'context', object: 'pipelineRun', field: 'name' }),
    namespace: new StringVariable<'context'>({ kind: 'context', object: 'pipelineRun', field: 'namespace' }),
    uid: new StringVariable<'context'>({ kind: 'context', object: 'pipelineRun', field: 'uid' }),
  },
  /** Of a pipeline, in what its tasks are told. */
  pipeline: {
    name: new StringVariable<'context'>({ kind: 'context', object: 'pipeline', field: 'name' }),
  },
  /** Of a task of a pipeline, in what it is told. */
  pipelineTask: {
    /** How often it may be tried again. */
    retries: new StringVariable<'context'>({ kind: 'context', object: 'pipelineTask', field: 'retries' }),
  },
} as const;
