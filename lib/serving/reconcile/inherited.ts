import { annotation, pick } from '../keys';
import type { NetworkSettings } from '../settings';

type Annotations = Readonly<Record<string, string>> | undefined;

/** The old spellings of classes stay where they are: what is made says its class in the new one. */
const NOT_COPIED: readonly string[] = [
  annotation.lastApplied,
  annotation.ingressClassOld,
  annotation.certificateClassOld,
];

/** The annotations of a Route or a DomainMapping that its Ingress and its Certificates have too. */
export function copiedAnnotations(annotations: Annotations): Record<string, string> {
  return pick(annotations, (key) => !NOT_COPIED.includes(key));
}

/** Who serves the Ingress: by the object's own word, or by the settings. */
export function ingressClassOf(annotations: Annotations, { ingressClass }: NetworkSettings): string {
  return annotations?.[annotation.ingressClass] ?? annotations?.[annotation.ingressClassOld] ?? ingressClass;
}

/** Who makes the certificates: by the object's own word, or by the settings. */
export function certificateClassOf(annotations: Annotations, { certificateClass }: NetworkSettings): string {
  return (
    annotations?.[annotation.certificateClass] ?? annotations?.[annotation.certificateClassOld] ?? certificateClass
  );
}
