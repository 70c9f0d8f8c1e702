import { kubernetes } from '../../api/kubernetes';
import type { ObjectMeta } from '../../api/meta/v1';
import { Certificate } from '../../api/networking/v1alpha1/certificate';
import { type Rule, type RuleSet, rulesOf } from '../rule';
import { labelRules } from './labels';
import { nameRules } from './names';
import { customOwnerRules, ownerRules } from './owners';

/** What the API server asks of the metadata of any object. `validate` runs them for every kind. */
export const metadataRules: readonly Rule<ObjectMeta>[] = [
  ...nameRules,
  ...labelRules,
  ...ownerRules,
  ...customOwnerRules,
];

const TITLE = 'Metadata of any object';

/** The same rules, each with a kind that its examples are of. */
export const metadataRuleSets: readonly RuleSet[] = [
  rulesOf(TITLE, [{ kind: kubernetes.ConfigMap, at: ['metadata'] }], [...nameRules, ...labelRules, ...ownerRules]),
  rulesOf(TITLE, [{ kind: Certificate, at: ['metadata'] }], customOwnerRules),
];
