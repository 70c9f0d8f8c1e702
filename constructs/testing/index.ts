import { App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KubeObject } from '../../lib/api/meta/v1';
import { Program } from '../base/program';

/**
 * The objects that a construct and all below it become, as plain data, in the order in which they were made.
 * The whole program is judged first.
 *
 * @throws InvalidProgramError with a line for each fault of the program.
 * @example
 * expect(synth(chart)).toMatchSnapshot();
 */
export function synth(scope: IConstruct): KubeObject[] {
  const below = scope.node.scope === undefined ? '' : `${scope.node.path}/`;
  return Program.of(scope)
    .soundGraph.nodes.filter(({ origin: { construct = '' } }) => `${construct}/`.startsWith(below))
    .map(({ object }) => object);
}

/**
 * The objects that a program becomes, which is given a chart to put its constructs in.
 *
 * @example
 * expect(synthChart((chart) => new Broker(chart, 'default'))).toHaveLength(1);
 */
export function synthChart(program: (chart: Chart) => void, namespace = 'default'): KubeObject[] {
  const chart = new Chart(new App(), 'test', { namespace });
  program(chart);
  return synth(chart);
}
