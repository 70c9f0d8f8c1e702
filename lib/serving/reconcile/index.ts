import type { AnyReconciler } from '../../controller/reconciler';
import { certificate } from './certificate';
import { configuration } from './configuration';
import { domainMapping } from './domain-mapping';
import { garbageCollection } from './garbage-collection';
import { horizontalAutoscaler } from './horizontal-autoscaler';
import { labeler } from './labeler';
import { namespaceCertificates } from './namespace-certificates';
import { podAutoscaler } from './pod-autoscaler';
import { revision } from './revision';
import { route } from './route/route';
import { serverlessService } from './serverless-service';
import { service } from './service';

/** All reconcilers of Serving. */
export const servingReconcilers: readonly AnyReconciler[] = [
  service,
  configuration,
  revision,
  labeler,
  route,
  podAutoscaler,
  horizontalAutoscaler,
  serverlessService,
  domainMapping,
  garbageCollection,
  certificate,
  namespaceCertificates,
];
