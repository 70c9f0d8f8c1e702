import type { KubeObject } from '../../../api/meta/v1';
import type { MergePatch } from '../../../controller/effects';
import { label, withoutApplied } from '../../keys';
import type { PipelineRunObject } from './pipeline-spec';

const LONGEST_LABEL = 63;

/** What everything that is made for a run is marked with. */
export interface Marks {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The marks of a run, those of its pipeline among them, and how the run's metadata change to have them too. */
export function marksOf(
  run: PipelineRunObject,
  pipeline: KubeObject | undefined,
): { readonly marks: Marks; readonly metadata: MergePatch } {
  const { metadata } = run;
  const labels = { ...pipeline?.metadata.labels, [label.pipeline]: pipelineName(run, pipeline) };
  const annotations = withoutApplied(pipeline?.metadata.annotations);
  // A name that was generated says nothing of the pipeline; then what the run itself says of it counts.
  const isKept = metadata.generateName !== undefined && pipeline === undefined;
  const own = isKept ? metadata.labels : { ...metadata.labels, [label.pipeline]: labels[label.pipeline] };
  const { [label.pipeline]: _name, ...foreign } = metadata.labels ?? {};
  const present = isKept ? metadata.labels : foreign;
  const added = missingIn(metadata.annotations, annotations);
  return {
    marks: { labels: { ...labels, ...own }, annotations: { ...annotations, ...metadata.annotations } },
    metadata: {
      labels: missingIn(present, labels),
      ...(Object.keys(added).length === 0 ? {} : { annotations: added }),
    },
  };
}

function missingIn(present: Readonly<Record<string, string>> | undefined, all: Readonly<Record<string, string>> = {}) {
  return Object.fromEntries(Object.entries(all).filter(([key]) => present?.[key] === undefined));
}

/** What the pipeline of a run is called. */
function pipelineName({ metadata, spec }: PipelineRunObject, pipeline: KubeObject | undefined): string {
  const { pipelineRef, pipelineSpec } = spec ?? {};
  const known = pipeline?.metadata.name ?? pipelineRef?.name;
  if (known !== undefined && known !== '') return known;
  if (pipelineSpec !== undefined && metadata.generateName !== undefined) {
    return metadata.generateName.slice(0, LONGEST_LABEL).replace(/-+$/, '');
  }
  const given = (name: string) => pipelineRef?.params?.find((param) => param.name === name)?.value;
  return given('kind') === 'pipeline' ? String(given('name') ?? '') : (metadata.name ?? '');
}
