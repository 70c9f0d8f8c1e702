// Node alone, without a compiler: the names must be plain to see for its reader of CommonJS modules.
import { Broker, KnativeService, ManifestValidation } from 'cdk8s-knative';
import { findKind, kinds } from 'cdk8s-knative/api';
import { ResourceGraph } from 'cdk8s-knative/graph';
import { toYaml } from 'cdk8s-knative/render';
import { check, ruleSets } from 'cdk8s-knative/rules';
import { synth } from 'cdk8s-knative/testing';

const imported = {
  Broker,
  KnativeService,
  ManifestValidation,
  findKind,
  kinds,
  ResourceGraph,
  toYaml,
  check,
  ruleSets,
  synth,
};
console.log(Object.keys(imported).filter((name) => imported[name] === undefined));
