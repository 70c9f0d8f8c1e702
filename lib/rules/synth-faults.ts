import type { RuleText } from './rule';

/** What a construct itself refuses, before there is an object that rules could judge. */
export const synthFaults = {
  plainData: {
    code: 'KG0001',
    title: 'a property holds plain data',
    why: 'A manifest is text, numbers, booleans, lists and maps: a Date, a function or NaN has no form there.',
    source: 'JSON; the Kubernetes API',
  },
  exclusive: {
    code: 'KG0002',
    title: 'properties that exclude each other are not given together',
    why: 'One of them would have to be ignored.',
    source: 'the construct',
  },
  missing: {
    code: 'KG0003',
    title: 'a property that others need is given',
    why: 'Without it what the program asks for has no form in the manifest.',
    source: 'the construct',
  },
  value: {
    code: 'KG0004',
    title: 'a property has a value that its object can express',
    why: 'The field of the object would get a value that says something else.',
    source: 'the construct',
  },
  namespace: {
    code: 'KG0005',
    title: 'an object that is addressed by its URL has a namespace',
    why: 'The host of an in-cluster URL contains the namespace.',
    source: 'Kubernetes DNS',
  },
  reference: {
    code: 'KG0006',
    title: 'a reference leads to an object that can be referred to there',
    why: 'Fields that name an object without its namespace reach objects of their own namespace only.',
    source: 'the CRD of the referring object',
  },
  unknown: {
    code: 'KG0007',
    title: 'every property is one that the construct has',
    why: 'A misspelt property would be ignored; the compiler tells, but not in plain JavaScript.',
    source: 'the construct',
  },
  order: {
    code: 'KG0008',
    title: 'the parts of a flow are said in the order in which events pass them',
    why: 'A flow is built as it is said: sources, a filter, steps and branches, an end.',
    source: 'the construct',
  },
  late: {
    code: 'KG0009',
    title: 'a value that is known later stands where it may',
    why: 'A manifest holds what is known when it is written. What is known only when the program is deployed, or only to the cluster, has a place where Pulumi puts it in, and never in a name.',
    source: 'Pulumi',
  },
  place: {
    code: 'KG0011',
    title: 'a construct is in a chart, under an id of its own',
    why: 'The chart is the file that its object is written to; the id tells it from the others in the same scope.',
    source: 'the libraries constructs and cdk8s',
  },
  operator: {
    code: 'KG0010',
    title: 'what the operator is to install can be said in its objects',
    why: 'The operator has no field for it, and would install something else.',
    source: 'the CRDs of the operators of Knative and Tekton',
  },
} as const satisfies Record<string, RuleText>;

export type SynthFault = keyof typeof synthFaults;
