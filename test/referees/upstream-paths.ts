import type { UpstreamError } from './upstream';

/**
 * Where upstream's paths differ from those of the fields. Each entry: upstream's spelling, and how the field is really
 * called, with the source of the difference.
 */
const SPELLINGS: readonly (readonly [pattern: RegExp, field: string])[] = [
  // The index of an array stands behind the field instead of the array.
  [/^spec\.traffic\.tag\[(\d+)\]$/, 'spec.traffic[$1].tag'],
  // Sources of a projected volume lack the list's name.
  [/\.projected\[(\d+)\]/, '.projected.sources[$1]'],
  // The keys of a secret or configMap volume lack the source's name.
  [/(\.volumes\[\d+\])\.items(?=\[)/, '$1.*.items'],
  // The index of a port and of an envFrom entry is left out or stands elsewhere.
  [/\.ports\.(containerPort|protocol|hostPort|hostIP)$/, '.ports[0].$1'],
  [/\.envFrom\..*$/, '.envFrom'],
  // The index of a filter stands in another's place, behind one of the list.
  [/^spec\.filters\[\d+\](?=\[\d+\])/, 'spec.filters'],
  // The attribute of a filter stands in brackets of its own.
  [/\.(exact|prefix|suffix|attributes)\.\[.*\]$/, '.$1'],
  // All containers at once.
  [/\.containers\[\*\]\.ports$/, '.containers'],
  // A Broker's class, and the parts of an annotation that holds JSON.
  [/^(eventing\.knative\.dev\/.+)$/, 'metadata.annotations.$1'],
  [/\.annotations\[([^\]]+)\]\..+$/, '.annotations.$1'],
  [/^spec\.namespace$/, 'spec.brokerRef.namespace'],
  // The index of a branch stands behind its field; the subscribers of a channel are within a type's name.
  [/^spec\.branches\.(filter|subscriber|reply)\[(\d+)\]/, 'spec.branches[$2].$1'],
  [/^spec\.subscribable\.subscribers/, 'spec.subscribers'],
  [/^spec\.subscribable\.subscriber\[(\d+)\].*$/, 'spec.subscribers[$1]'],
  // Attributes of a RequestReply are in lower case.
  [/^spec\.correlationattribute$/, 'spec.correlationAttribute'],
  [/^spec\.replyattribute$/, 'spec.replyAttribute'],
  // All annotations, where one of them must not change.
  [/^annotations$/, 'metadata.annotations'],
  // What must hold stands behind the field.
  [/^(spec\.domain) must be .*$/, '$1'],
  // A stream of DynamoDB has a dash, and a whole spec stands twice.
  [/^spec\.aws\.ddb-streams/, 'spec.aws.ddbStreams'],
  [/^spec\.spec$/, 'spec'],
  // What Triggers calls differently: an interceptor stands twice, and replicas elsewhere.
  [/(\.interceptors\[\d+\])\.interceptor(?=\.|$)/, '$1'],
  [/^spec\.resources\.kubernetesResource\.spec\.replicas$/, 'spec.resources.kubernetesResource.replicas'],
  // A ClusterTriggerBinding's params lack the spec, and the spec its name.
  [/^(?=params\[)/, 'spec.'],
  [/^$/, 'spec'],
  // Tekton tells params by name, combinations of a matrix all at once, and tasks of a run's pipeline by number alone.
  [/(\.(?:tasks|finally|matrix|spec\[\d+\])(?:\[\d+\])?\.params)\.?\[(?!\d+\])[^\]]*\].*$/, '$1'],
  [/^(spec\[\d+\]\.params)\[(?!\d+\])[^\]]*\].*$/, '$1'],
  [/^(spec\.params)\[(?!\d+\])[^\]]*\]\.value$/, '$1'],
  [/\.include\.params.*$/, '.include'],
  // And an expression that it can't read by what it says.
  [/(\.when\[\d+\])\.(?!input|operator|values|cel).*$/s, '$1'],
  [/\.(tasks|finally)\.value$/, '.$1'],
  [/^spec\[(\d+)\]/, 'spec.pipelineSpec.tasks[$1]'],
  // In runs some paths have the spec twice, or names as Go has them.
  [/^spec\.spec\./, 'spec.'],
  [/\.PodTemplate\.Env$/, '.podTemplate.env'],
  // What Tekton counts by name, we count by index.
  [/^spec\.(?!attributes\.)[^.[\]]+\.(type|properties|default\.type)$/, 'spec.params'],
  [/^(spec\.(?:tasks|finally)\[\d+\])(?:\.[^.[\]]+)?\.properties$/, '$1.params'],
  [/\.params\.(?:.+\.)?(type|properties|default\.type)$/, '.params'],
  [/\.(tasks|finally)\.params(\[.*)?$/, '.params'],
  [/(^spec|\.steps\[\d+\])\.env\[[^\]]*\]/, '$1.env'],
  [/\.(params|env|pipelineSpec|tasks|taskSpec)\.?\[(?!\d+\])[^\]]*\]/, '.$1'],
  [/\.steps\.results\[(\d+)\]/, '.steps[$1].results'],
  [/(\.results\[\d+\])\.[^.]+(?=\.(value|properties)$)/, '$1'],
  [/(\.results\[\d+\])\.[^.]+\.type$/, '$1.value'],
  [/(\.params)\.name$/, '$1'],
  [/\[[^\d\]"][^\]]*\]\.name$/, '.params'],
  [/\.sidecars\.(name|image|script)$/, '.sidecars'],
  // The spec of a policy and of a custom run lacks its name, and an authority's key has the authority's index.
  [/^(resources|authorities|mode|statusMessage)$/, 'spec.$1'],
  [/^ResourcePattern$/, 'spec.resources'],
  [/^key\[(\d+)\]\.HashAlgorithm$/, 'spec.authorities[$1].key.hashAlgorithm'],
  [/^key\[(\d+)\](?=\.)/, 'spec.authorities[$1].key'],
  // The metadata of a request, and a spec that stands twice.
  [/^meta\./, 'metadata.'],
  [/^spec\.spec\./, 'spec.'],
  [/\.PodTemplate\.Env$/, '.podTemplate.env'],
  // And spells otherwise.
  [/\.Image$/, '.image'],
  [/\.volumeMount(?=\[)/, '.volumeMounts'],
  [/^statusMessage$/, 'spec.statusMessage'],
  [/\.persistentvolumeclaim\.claimname$/, '.persistentVolumeClaim.claimName'],
  [/\.configmap(?=\.|$)/, '.configMap'],
  [/\.MountPath$|\.mountpath$/, '.mountPath'],
  [/\.SubPath$/, '.subPath'],
  // Annotations whose key is a path element, or stands in brackets of its own.
  [/\.annotations\.\[?([^\]]+?)\]?( must be greater than 0|=0 not allowed by cluster)?$/, '.annotations["$1"]'],
  [/\.labels\.(.+)$/, '.labels["$1"]'],
];

/** The fields that upstream complains of, in our spelling. */
export function fieldsOf(errors: readonly UpstreamError[]): string[] {
  return errors
    .filter(({ level }) => level === 'Error')
    .flatMap(({ paths = [] }) => paths)
    .map((path) => SPELLINGS.reduce((spelt, [pattern, field]) => spelt.replace(pattern, field), path));
}

/** Whether two paths are of one field, or one is of a part of the other. */
export function areRelated(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a) || isSiblingOf(a, b);
}

function isWithin(written: string, other: string): boolean {
  const isOfTemplate = [written, other].some((path) => path.includes('.stepTemplate.'));
  const [inner, outer] = [written, other].map((path) =>
    path
      .replace(/(\.volumes\[\d+\])\.(secret|configMap)\./, '$1.*.')
      // The API server writes a key that is a number, such as that of a port, as it writes any other.
      .replace(/\["(\d+)"\]/g, '.$1')
      // The objects of a template that is written out in a trigger lack the template.
      .replace('.template.spec.resourcetemplates', '.resourcetemplates')
      // Init containers go by the name of the others.
      .replace('spec.initContainers[', 'spec.containers[')
      // What a step takes from its template is judged as that step's; mounts come after those that it has.
      .replace(/\.steps\[\d+\](?=\.)/, (step) => (isOfTemplate ? '.steps[0]' : step))
      .replace(/\.stepTemplate\.volumeMounts\[\d+\].*$/, '.steps[0].volumeMounts')
      .replace('.stepTemplate.', '.steps[0].')
      // The reference of a step is judged as if it were the step.
      .replace(/(\.steps\[\d+\])\.ref(?=\.)/, '$1')
      // A ContainerSource's containers lack the template.
      .replace(/^spec\.template\.spec\.containers/, 'spec.containers'),
  ) as [string, string];
  return begins(inner, outer) || begins(alone(inner), alone(outer));
}

function begins(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}

/** A task that is written out is judged as if it stood alone. */
function alone(path: string): string {
  return path.replace(/^spec\.(?:pipelineSpec\.)?(?:(?:tasks|finally)\[\d+\]\.)?(?:taskSpec\.)?/, 'spec.');
}

/** Where one of several fields must be set, upstream names the fields and we the object that lacks them. */
function isSiblingOf(a: string, b: string): boolean {
  const parent = (path: string) => path.replace(/(\.[^.[\]]+|\[[^\]]*\])$/, '');
  return parent(a) === parent(b) && parent(a).includes('.');
}
