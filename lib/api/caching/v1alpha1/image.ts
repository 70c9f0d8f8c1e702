import type { LocalObjectReference } from '../../core/v1/reference';
import type { Status } from '../../duck/v1/status';
import { defineKind } from '../../kind';

/** Asks for an image to be kept near the nodes. */
export interface ImageSpec {
  /** Image reference. */
  readonly image: string;
  /** Account whose pull secrets may be used. @default 'default' */
  readonly serviceAccountName?: string;
  /** Secrets with which the image is pulled. */
  readonly imagePullSecrets?: readonly LocalObjectReference[];
}

/** Whether the image is kept. */
export interface ImageStatus extends Status {}

export const Image = defineKind<ImageSpec, ImageStatus>({
  group: 'caching.internal.knative.dev',
  version: 'v1alpha1',
  kind: 'Image',
  plural: 'images',
  scope: 'Namespaced',
  categories: ['knative-internal', 'caching'],
  columns: { Image: '.spec.image' },
});
