import { JobSink } from '../../api/sinks/v1alpha1/job-sink';
import type { Defaulter, Defaulters } from '../defaults';
import { isRecord } from '../eventing/filter-walk';
import { recordIn } from '../sources/defaults';
import { withContainers } from '../sources/pod-containers';

/** Variable by which a program knows that it runs as a Job. */
const MODE = { name: 'K_EXECUTION_MODE', value: 'batch' };

/** Each container of the Job is told that it runs as one. */
const jobSink: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as Readonly<Record<string, unknown>>;
  const job = recordIn(spec, 'job');
  const template = recordIn(recordIn(job, 'spec'), 'template');
  const pod = recordIn(template, 'spec');
  if (Object.keys(pod).length === 0) return object;
  const told = { ...pod };
  for (const list of ['containers', 'initContainers']) {
    if (pod[list] !== undefined) told[list] = withContainers(pod[list], withMode);
  }
  const changed = { ...job, spec: { ...recordIn(job, 'spec'), template: { ...template, spec: told } } };
  return { ...object, spec: { ...spec, job: changed } };
};

const withMode: Parameters<typeof withContainers>[1] = (container) => {
  const env: unknown = container.env ?? [];
  if (!Array.isArray(env) || env.some((variable) => isRecord(variable) && variable.name === MODE.name))
    return container;
  return { ...container, env: [...env, MODE] };
};

export const sinkDefaulters: Defaulters = { [`${JobSink.apiVersion}/${JobSink.kind}`]: jobSink };
