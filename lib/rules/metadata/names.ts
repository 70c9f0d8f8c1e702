import type { KubeObject, ObjectMeta } from '../../api/meta/v1';
import { findKind } from '../../api/registry';
import { groupOf } from '../../graph/object-ref';
import type { Rule } from '../rule';
import { generatedName, isDns1123Label, isDns1123Subdomain } from '../syntax/names';

/** What the names of a kind are made of. */
interface NameSyntax {
  readonly matches: (name: string) => boolean;
  readonly means: string;
}

const SUBDOMAIN: NameSyntax = {
  matches: isDns1123Subdomain,
  means: 'lower-case letters, digits, dashes and dots, at most 253, letters and digits at the ends',
};
const LABEL: NameSyntax = {
  matches: isDns1123Label,
  means: 'lower-case letters, digits and dashes, at most 63, letters and digits at the ends',
};
const PATH_SEGMENT: NameSyntax = {
  matches: (name) => name !== '.' && name !== '..' && !/[/%]/.test(name),
  means: 'anything but slashes and percent signs',
};
/** Eleven characters are for what the controller appends to the names of Jobs. */
const CRON_JOB: NameSyntax = {
  matches: (name) => name.length <= 52 && isDns1123Subdomain(name),
  means: 'lower-case letters, digits, dashes and dots, at most 52, letters and digits at the ends',
};

/** Kinds whose names are no DNS names of 253 characters, by `group/Kind`. */
const SYNTAX_OF: Readonly<Record<string, NameSyntax>> = {
  '/Namespace': LABEL,
  '/Service': LABEL,
  'apps/StatefulSet': LABEL,
  'batch/CronJob': CRON_JOB,
  'rbac.authorization.k8s.io/Role': PATH_SEGMENT,
  'rbac.authorization.k8s.io/ClusterRole': PATH_SEGMENT,
  'rbac.authorization.k8s.io/RoleBinding': PATH_SEGMENT,
  'rbac.authorization.k8s.io/ClusterRoleBinding': PATH_SEGMENT,
  'policy/PodDisruptionBudget': PATH_SEGMENT,
  '/Event': PATH_SEGMENT,
};

function syntaxOf({ apiVersion, kind }: KubeObject): NameSyntax {
  return SYNTAX_OF[`${groupOf(apiVersion)}/${kind}`] ?? SUBDOMAIN;
}

export const nameRules: readonly Rule<ObjectMeta>[] = [
  {
    code: 'KG0121',
    title: 'an object has a name or a generateName',
    why: 'The API server refuses it otherwise.',
    source: 'apimachinery, ValidateObjectMeta',
    check: ({ name, generateName }, report, { object }) => {
      // Files of tools, such as kustomization.yaml, look like objects and need no name.
      if (findKind(object.apiVersion, object.kind) === undefined) return;
      if (!name && !generateName) report(['name'], 'there is no name', 'set metadata.name');
    },
    good: { metadata: { name: null, generateName: 'settings-' } },
    bad: { metadata: { name: null } },
  },
  {
    code: 'KG0122',
    title: 'the name is one that the kind can have',
    why: 'Names become parts of URLs, and of most kinds DNS names: the API server refuses others.',
    source: 'apimachinery, ValidateObjectMeta; the kinds’ own validation in Kubernetes 1.36',
    check: ({ name }, report, { object }) => {
      const { matches, means } = syntaxOf(object);
      if (name && !matches(name)) report(['name'], `no ${object.kind} can be named "${name}"`, `use ${means}`);
    },
    good: { metadata: { name: '1.settings' } },
    bad: [{ metadata: { name: 'My_Settings' } }, { metadata: { name: 'a'.repeat(254) } }],
  },
  {
    code: 'KG0123',
    title: 'generateName is the beginning of a name that the kind can have',
    why: 'The API server appends five characters to it and refuses what is no name then.',
    source: 'apimachinery, ValidateObjectMeta',
    check: ({ generateName }, report, { object }) => {
      const { matches, means } = syntaxOf(object);
      if (!generateName || (matches(withoutDash(generateName)) && matches(generatedName(generateName)))) return;
      report(['generateName'], `no name of a ${object.kind} begins with "${generateName}"`, `use ${means}`);
    },
    good: { metadata: { name: null, generateName: 'settings-' } },
    bad: [{ metadata: { name: null, generateName: 'Settings-' } }, { metadata: { name: null, generateName: 'S-' } }],
  },
  {
    code: 'KG0124',
    title: 'the namespace is a DNS label',
    why: 'No namespace can have another name.',
    source: 'apimachinery, ValidateObjectMeta',
    check: ({ namespace }, report) => {
      if (!namespace || isDns1123Label(namespace)) return;
      report(['namespace'], `no namespace can be named "${namespace}"`, `use ${LABEL.means}`);
    },
    good: { metadata: { namespace: 'shop-1' } },
    bad: { metadata: { namespace: 'my.shop' } },
  },
];

/** A dash at the end stands for what will follow. */
function withoutDash(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}
