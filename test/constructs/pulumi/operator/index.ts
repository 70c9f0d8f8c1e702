import { ApiObject } from 'cdk8s';
import { Program } from '../../../../constructs/pulumi';
import { operator } from './objects';

new Program('platform', (scope) => {
  for (const [id, object] of Object.entries(operator)) new ApiObject(scope, id, object);
});
