import type { Construct } from 'constructs';
import { Param } from '../param';
import { Result } from '../result';
import { RunContext } from '../run-context';
import type { Task } from '../task';
import { type CatalogueTaskOptions, catalogueTask } from './catalogue-task';

const params = {
  sink: Param.string('sink', { description: 'URL that the event is sent to.' }),
  type: Param.string('type', { description: 'Type of the event.' }),
  source: Param.string('source', { default: '', description: 'Source of the event; the run if empty.' }),
  subject: Param.string('subject', { default: '', description: 'Subject of the event; none if empty.' }),
  id: Param.string('id', { default: '', description: 'Id of the event; that of the run if empty.' }),
  data: Param.string('data', { default: '{}', description: 'Data of the event.' }),
  contentType: Param.string('contentType', { default: 'application/json', description: 'Media type of the data.' }),
  extensions: Param.array('extensions', {
    default: [],
    description: 'Further attributes of the event, each as name=value.',
  }),
};

const sentId = Result.string('id', { description: 'Id of the event that was sent.' });

type Of<Values> = Values[keyof Values];

/** A task that sends a CloudEvent; see `sendCloudEvent`. */
export type SendCloudEventTask = Task<Of<typeof params>, never, typeof sentId>;

const SCRIPT = `#!/bin/sh
set -eu
# A header holds visible ASCII, and the rest of a value by the codes of its bytes.
attribute() {
  printf 'ce-%s: ' "$1"
  for byte in $(printf %s "$2" | od -An -v -tx1); do
    case $byte in
      [01]? | 20 | 22 | 25 | 7f | [89a-f]?) printf %%%s "$byte" ;;
      *) printf "\\\\$(printf %03o "0x$byte")" ;;
    esac
  done
  echo
}
id=\${ID:-$RUN_ID}
{
  attribute specversion 1.0
  attribute id "$id"
  attribute type "$TYPE"
  attribute source "\${EVENT_SOURCE:-/apis/tekton.dev/v1/namespaces/$RUN_NAMESPACE/taskruns/$RUN_NAME}"
  attribute time "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  if [ -n "$SUBJECT" ]; then attribute subject "$SUBJECT"; fi
  for extension in "$@"; do attribute "\${extension%%=*}" "\${extension#*=}"; done
} > "$HOME/headers"
printf %s "$DATA" > "$HOME/data"
# The same id each time: whoever gets an event twice can tell.
curl --silent --show-error --fail-with-body --proto =http,https --retry 5 --retry-all-errors --max-time 60 \\
  --header "@$HOME/headers" --header "content-type: $CONTENT_TYPE" --data-binary "@$HOME/data" --url "$SINK"
printf %s "$id" > "$(results.id.path)"
`;

/**
 * Sends a CloudEvent, to a broker or any other sink. In `finally` it tells how a pipeline ended.
 *
 * Runs without root. Unlike the other tasks it stays inside of a mesh, since a broker may take events from there alone.
 *
 * Becomes: one Task.
 * @example
 * pipeline.finally('tell', sendCloudEvent(chart), {
 *   params: { sink: broker.address, type: 'com.example.build.done', data: `{"status":"${pipeline.status}"}` },
 * });
 */
export function sendCloudEvent(
  scope: Construct,
  id = 'send-cloud-event',
  options: CatalogueTaskOptions = {},
): SendCloudEventTask {
  return catalogueTask(scope, id, options, {
    description: 'Sends a CloudEvent.',
    params: Object.values(params),
    results: [sentId],
    tool: 'curl',
    step: {
      name: 'send',
      args: [params.extensions],
      env: {
        SINK: params.sink,
        TYPE: params.type,
        EVENT_SOURCE: params.source,
        SUBJECT: params.subject,
        ID: params.id,
        DATA: params.data,
        CONTENT_TYPE: params.contentType,
        RUN_ID: RunContext.taskRun.uid,
        RUN_NAME: RunContext.taskRun.name,
        RUN_NAMESPACE: RunContext.taskRun.namespace,
      },
      script: SCRIPT,
    },
  });
}
