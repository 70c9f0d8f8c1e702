import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { Configuration } from '../../../lib/api/serving/v1/configuration';
import { Route } from '../../../lib/api/serving/v1/route';
import { Service } from '../../../lib/api/serving/v1/service';
import { target } from '../../../lib/controller/effects';
import type { Engine } from '../../../lib/controller/engine/engine';
import { cluster } from '../../../lib/expand/expand';
import { read } from '../expand/read';

const serving = (kind: string, name: string, spec: string) =>
  read(
    `{apiVersion: serving.knative.dev/v1, kind: ${kind}, metadata: {name: ${name}, namespace: demo}, spec: ${spec}}`,
  );
const template = (image: string) => `template: {spec: {containers: [{image: "registry.example.com/${image}"}]}}`;
const service = (image: string, traffic = '[{latestRevision: true, percent: 100}]') =>
  serving('Service', 'shop', `{${template(image)}, traffic: ${traffic}}`);
const configuration = (name: string) => serving('Configuration', name, `{${template(name)}}`);
const route = (traffic: string) => serving('Route', 'front', `{traffic: ${traffic}}`);

/** A cluster that was at rest after each of these steps, a minute apart. */
function atRestAfter(...steps: readonly (readonly KubeObject[])[]): Engine {
  const { engine } = cluster({});
  for (const objects of steps) {
    for (const object of objects) engine.apply(object);
    engine.advance(60_000);
  }
  return engine;
}

/** The routes and the state that each configuration and revision says it has. */
const labelled = ({ objects }: Engine) =>
  Object.fromEntries(
    objects
      .filter(({ kind }) => kind === 'Configuration' || kind === 'Revision')
      .map(({ kind, metadata: { name, annotations, labels } }) => [
        `${kind} ${name}`,
        [annotations?.['serving.knative.dev/routes'], labels?.['serving.knative.dev/routingState']]
          .filter((text) => text !== undefined)
          .join(' '),
      ]),
  );

describe('a service', () => {
  test('has its route on its configuration, and on the revision that gets the traffic', () => {
    expect(labelled(atRestAfter(service('shop:1'), service('shop:2')))).toEqual({
      'Configuration shop': 'shop',
      'Revision shop-00001': 'reserve',
      'Revision shop-00002': 'shop active',
    });
  });

  test('keeps a revision active for as long as a tag leads to it', () => {
    const tagged = '[{latestRevision: true, percent: 100}, {revisionName: shop-00001, tag: old}]';
    const both = atRestAfter(service('shop:1'), service('shop:2'), service('shop:2', tagged));
    expect(labelled(both)).toMatchObject({ 'Revision shop-00001': 'shop active' });
    const one = atRestAfter(service('shop:1'), service('shop:2'), service('shop:2', tagged), service('shop:2'));
    expect(labelled(one)).toMatchObject({ 'Revision shop-00001': 'reserve', 'Revision shop-00002': 'shop active' });
  });

  test('that goes back to an earlier revision leaves the newer one in reserve, since that moment', () => {
    const engine = atRestAfter(
      service('shop:1'),
      service('shop:2'),
      service('shop:2', '[{revisionName: shop-00001, percent: 100}]'),
    );
    expect(labelled(engine)).toEqual({
      'Configuration shop': 'shop',
      'Revision shop-00001': 'shop active',
      'Revision shop-00002': 'reserve',
    });
    const newer = engine.objects.find(({ metadata, kind }) => kind === 'Revision' && metadata.name === 'shop-00002');
    expect(newer?.metadata.annotations).toMatchObject({
      'serving.knative.dev/routingStateModified': '2026-01-01T00:02:00Z',
    });
  });

  test('writes its route on its configuration again, where the route leads to nothing of it', () => {
    const nowhere = service('shop:1', '[{revisionName: nope, percent: 100}]');
    const engine = atRestAfter(nowhere);
    expect(labelled(engine)).toMatchObject({ 'Configuration shop': 'shop' });
    engine.revisit();
    engine.settle();
    expect(labelled(engine)).toMatchObject({ 'Configuration shop': 'shop' });
    expect(labelled(atRestAfter(nowhere, service('shop:1')))).toEqual({
      'Configuration shop': 'shop',
      'Revision shop-00001': 'shop active',
    });
  });

  test('writes it again when somebody deletes its route', () => {
    const engine = atRestAfter(service('shop:1'));
    const before = labelled(engine);
    engine.delete(target(Route, 'shop', 'demo'));
    engine.settle();
    expect(labelled(engine)).toEqual(before);
    expect(engine.get(target(Route, 'shop', 'demo'))?.status).toMatchObject({ traffic: [{ percent: 100 }] });
  });

  test('goes with all that it has', () => {
    const engine = atRestAfter(service('shop:1'), service('shop:2'));
    engine.delete(target(Service, 'shop', 'demo'));
    engine.settle();
    expect(labelled(engine)).toEqual({});
    expect(engine.objects.filter(({ metadata }) => metadata.namespace === 'demo' && metadata.ownerReferences)).toEqual(
      [],
    );
  });
});

describe('a route of its own', () => {
  const both = [...configuration('a'), ...configuration('b')];

  test('is taken off the configuration that it no longer leads to', () => {
    const engine = atRestAfter(
      [...both, ...route('[{configurationName: a, latestRevision: true, percent: 100}]')],
      route('[{configurationName: b, latestRevision: true, percent: 100}]'),
    );
    expect(labelled(engine)).toEqual({
      'Configuration a': '',
      'Configuration b': 'front',
      'Revision a-00001': 'reserve',
      'Revision b-00001': 'front active',
    });
  });

  test('keeps what it led to active while what it is to lead to is on its way up', () => {
    const { engine } = cluster({ conduct: { 'deployment/b-*': 'waits' } });
    for (const object of both) engine.apply(object);
    for (const traffic of ['[{configurationName: a, percent: 100}]', '[{configurationName: b, percent: 100}]']) {
      for (const object of route(traffic)) engine.apply(object);
      engine.settle();
    }
    expect(labelled(engine)).toMatchObject({
      'Configuration a': 'front',
      'Configuration b': 'front',
      'Revision a-00001': 'front active',
      'Revision b-00001': 'front active',
    });
  });

  test('is taken off everything when it goes, and off nothing that other routes lead to', () => {
    const other = serving('Route', 'back', '{traffic: [{revisionName: a-00001, percent: 100}]}');
    const engine = atRestAfter(
      [...configuration('a'), ...route('[{configurationName: a, latestRevision: true, percent: 100}]')],
      other,
    );
    expect(labelled(engine)).toEqual({ 'Configuration a': 'back,front', 'Revision a-00001': 'back,front active' });
    engine.delete(target(Route, 'front', 'demo'));
    engine.settle();
    expect(labelled(engine)).toEqual({ 'Configuration a': 'back', 'Revision a-00001': 'back active' });
    engine.delete(target(Route, 'back', 'demo'));
    engine.settle();
    expect(labelled(engine)).toEqual({ 'Configuration a': '', 'Revision a-00001': 'reserve' });
    expect(engine.get(target(Configuration, 'a', 'demo'))?.metadata.generation).toBe(1);
  });
});
