import type { KeyToPath, VolumeProjection } from '../../api/core/v1/projected-volume';
import type { Volume } from '../../api/core/v1/volume';

import type { RevisionSpec } from '../../api/serving/v1/revision';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule } from '../rule';
import { podRules } from './pod';
import { eachVolume, withVolume } from './volumes';

const PROJECTIONS = ['secret', 'configMap', 'serviceAccountToken', 'downwardAPI'] as const;

const projected = (...sources: object[]) => withVolume({ projected: { sources } });

type ProjectionCheck = (source: VolumeProjection, report: Report) => void;

function eachProjection(check: ProjectionCheck): Rule<RevisionSpec>['check'] {
  return eachVolume(({ projected: { sources } = {} }, report) => {
    sources?.forEach((source, i) => {
      check(source, (path, ...fault) => report(['projected', 'sources', i, ...path], ...fault));
    });
  });
}

interface Items {
  readonly at: FieldPath;
  readonly items: readonly KeyToPath[] | undefined;
}

/** All lists of keys that become files. */
function itemsOf({ secret, configMap, projected: { sources } = {} }: Volume): Items[] {
  const lists: Items[] = [
    { at: ['secret', 'items'], items: secret?.items },
    { at: ['configMap', 'items'], items: configMap?.items },
  ];
  sources?.forEach((source, i) => {
    lists.push({ at: ['projected', 'sources', i, 'secret', 'items'], items: source.secret?.items });
    lists.push({ at: ['projected', 'sources', i, 'configMap', 'items'], items: source.configMap?.items });
  });
  return lists;
}

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1442',
    title: 'a key that becomes a file has a key and a path',
    why: 'One says what is in the file, the other where it is.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachVolume((volume, report) => {
      for (const { at, items } of itemsOf(volume)) {
        items?.forEach((item, i) => {
          for (const field of ['key', 'path'] as const) {
            if (!item[field]) report([...at, i, field], `the ${field} is empty`, 'set it');
          }
        });
      }
    }),
    good: withVolume({ secret: { secretName: 'keys', items: [{ key: 'tls.key', path: 'key.pem' }] } }),
    bad: [
      withVolume({ secret: { secretName: 'keys', items: [{ key: '', path: 'key.pem' }] } }),
      projected({ configMap: { name: 'a', items: [{ key: 'b', path: '' }] } }),
    ],
  },
  {
    code: 'KN1443',
    title: 'each source of a projected volume is one thing, and complete',
    why: 'Kubernetes would not know what to put into the files.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachProjection((source, report) => {
      const given = PROJECTIONS.filter((name) => source[name]);
      if (given.length === 0) report([], 'there is no source', `set one of ${PROJECTIONS.join(', ')}`);
      if (given.length > 1) report([], `${given.join(' and ')} stand side by side`, 'make an entry of each');
      for (const name of ['secret', 'configMap'] as const) {
        if (source[name] && !source[name].name) report([name, 'name'], 'there is no name', 'set it');
      }
      if (source.serviceAccountToken?.path === '')
        report(['serviceAccountToken', 'path'], 'there is no path', 'set it');
    }),
    good: projected({ secret: { name: 'a' } }, { serviceAccountToken: { path: 'token' } }),
    bad: [
      projected({}),
      projected({ secret: { name: 'a' }, configMap: { name: 'a' } }),
      projected({ secret: {} }),
      projected({ serviceAccountToken: { path: '' } }),
    ],
  },
  {
    code: 'KN1444',
    title: 'a file about the pod has a path and either fieldRef or resourceFieldRef',
    why: 'One says where it is, the other what is in it.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachProjection(({ downwardAPI: { items } = {} }, report) => {
      // A quirk of upstream: it refuses the empty list, not the list that is not there.
      if (items?.length === 0) report(['downwardAPI', 'items'], 'the list is empty', 'add an item, or remove it');
      items?.forEach(({ path, fieldRef, resourceFieldRef }, i) => {
        const at = ['downwardAPI', 'items', i];
        if (path === '') report([...at, 'path'], 'there is no path', 'set it');
        if (fieldRef && resourceFieldRef) report(at, 'fieldRef stands beside resourceFieldRef', 'make two items of it');
        if (!fieldRef && !resourceFieldRef) report(at, 'there is no source', 'set fieldRef or resourceFieldRef');
      });
    }),
    good: projected({ downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } }),
    bad: [
      projected({ downwardAPI: { items: [{ path: 'name' }] } }),
      projected({ downwardAPI: { items: [] } }),
      projected({ downwardAPI: { items: [{ path: '', fieldRef: { fieldPath: 'metadata.name' } }] } }),
      projected({
        downwardAPI: {
          items: [
            { path: 'a', fieldRef: { fieldPath: 'metadata.name' }, resourceFieldRef: { resource: 'limits.cpu' } },
          ],
        },
      }),
    ],
  },
];

export const volumeItemRuleSet = podRules('Files of volumes', rules);
