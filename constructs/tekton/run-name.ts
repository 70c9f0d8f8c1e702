import type { ResourceProps } from '../base/resource';

/** How a run is named. */
export interface RunNameProps extends ResourceProps {
  /**
   * What the run's name begins with; the API server adds five letters. Such an object can be created again and again, but
   * never applied: it goes to a file of its own, `CHART-ID-manual.k8s.yaml`, for `kubectl create`.
   * @default - the run has the name that `name` says
   */
  readonly generateName?: string;
}
