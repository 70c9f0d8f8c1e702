import { Broker, resourceGraph } from 'cdk8s-knative';
import { Broker as BrokerKind, crdOf } from 'cdk8s-knative/api';
import { graphOf, toMermaid } from 'cdk8s-knative/graph';
import { manifestFiles } from 'cdk8s-knative/render';
import { formatDiagnostic, validate } from 'cdk8s-knative/rules';
import { synthChart } from 'cdk8s-knative/testing';

const objects = synthChart((chart) => {
  new Broker(chart, 'default');
  console.log(manifestFiles(resourceGraph(chart)).map(({ name }) => name));
});
console.log(objects.flatMap((object) => validate(object)).map(formatDiagnostic));
console.log(toMermaid(graphOf(objects.map((object) => ({ object })))));
console.log((crdOf(BrokerKind) as { metadata: { name: string } }).metadata.name);
