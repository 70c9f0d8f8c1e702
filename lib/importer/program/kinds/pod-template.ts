import { type Fields, fieldsAt, isFields, listAt } from '../../draft';
import { type Entries, given, literal } from '../expression';
import { byName, containerProps, podVolumes, securityContext } from '../pod';
import type { Scope } from '../scope';

/** A pod whose first container is told in short, and the rest in Kubernetes' own words; undefined if it has none. */
export function podTemplate(template: Fields | undefined, scope: Scope): Entries | undefined {
  const pod = fieldsAt(template, 'spec') ?? {};
  const [container, ...others] = listAt(pod, 'containers');
  if (container === undefined) return undefined;
  const volumes = podVolumes(pod, [container], scope);
  const { containers: _, volumes: all, serviceAccountName, ...rest } = pod;
  const unmounted = (Array.isArray(all) ? all : []).filter(
    (volume) => isFields(volume) && !volumes.has(String(volume.name)),
  );
  const restOfPod = {
    ...rest,
    ...(others.length > 0 && { containers: others }),
    ...(unmounted.length > 0 && { volumes: unmounted }),
  };
  const more = {
    ...(template?.metadata !== undefined && { metadata: template.metadata }),
    ...(Object.keys(restOfPod).length > 0 && { spec: restOfPod }),
  };
  return {
    containerName: given(container.name),
    ...containerProps(container, volumes, scope),
    terminationMessagePath: undefined,
    terminationMessagePolicy: undefined,
    resources: given(container.resources),
    securityContext: securityContext(container.securityContext, fieldsAt(pod, 'securityContext')),
    serviceAccount:
      typeof serviceAccountName === 'string' ? byName('v1', 'ServiceAccount', serviceAccountName, scope) : undefined,
    template: Object.keys(more).length === 0 ? undefined : literal(more),
  };
}
