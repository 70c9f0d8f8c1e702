import type { ObjectMeta } from '../../lib/api/meta/v1';
import { brand, hasBrand } from '../base/brand';
import { assertKnownProps } from '../base/known-props';
import { assertPlainManifest, assertPlainProps } from '../base/plain-data';
import type { Lowering } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** An object that is made when there is an event, in the words of its API. */
export interface TemplateObject {
  /** The kind's `group/version`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Its metadata; with `generateName`, so that a second event makes a second object. */
  readonly metadata?: ObjectMeta;
  /** Whatever else the kind has. */
  readonly [field: string]: unknown;
}

/** What the object of a run takes besides what runs. */
export interface RunTemplateProps {
  /** What the run's name begins with; the API server adds five letters. */
  readonly generateName: string;
  /** Namespace of the run. @default - that of the trigger */
  readonly namespace?: string;
  /** Labels of the run. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the run. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A run that a template makes for each event, checked as a run of the program is. */
export class RunTemplate {
  public constructor(
    /** The run's `group/version`. */
    public readonly apiVersion: string,
    /** The run's kind. */
    public readonly kind: string,
    private readonly props: RunTemplateProps,
    private readonly lowerSpec: (props: RunTemplateProps, lowering: Lowering) => object,
  ) {
    brand(this, 'Value');
    brand(this, 'RunTemplate');
  }

  /** The object as the template holds it. */
  public toObject(lowering: Lowering): TemplateObject {
    const owner = lowering.scope.node.path;
    assertPlainProps(this.props, owner);
    const props = watchedProps(this.props);
    const { generateName, namespace, labels, annotations } = props;
    const spec = this.lowerSpec(props, lowering);
    const object = {
      apiVersion: this.apiVersion,
      kind: this.kind,
      metadata: { generateName, namespace, labels, annotations },
      spec,
    };
    assertPlainManifest(object, owner);
    assertKnownProps(props, owner);
    return object;
  }
}

export function isRunTemplate(value: unknown): value is RunTemplate {
  return hasBrand(value, 'RunTemplate');
}
