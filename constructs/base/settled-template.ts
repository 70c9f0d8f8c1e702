export { settledRevisionSpec } from '../../lib/rules/serving/settled-template';
