import { ApiObject, type ApiObjectProps, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KubeObject } from '../../lib/api/meta/v1';

/**
 * An object as upstream ships it, or as it was changed on the way. The chart adds neither its namespace nor its labels.
 * Written as it is, in upstream's order of fields, until somebody patches it.
 */
export class VendoredObject extends ApiObject {
  readonly #manifest: KubeObject;
  #isPatched = false;

  public constructor(scope: Construct, id: string, manifest: KubeObject) {
    super(scope, id, manifest as ApiObjectProps);
    // A copy in which no part stands in two places: it would be written as an anchor, and an alias of it.
    this.#manifest = JSON.parse(JSON.stringify(manifest)) as KubeObject;
    // ApiObject merges the chart's namespace and labels in, and makes a name up where there is none.
    super.addJsonPatch(JsonPatch.replace('/metadata', manifest.metadata));
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    super.addJsonPatch(...operations);
    this.#isPatched = true;
  }

  public override toJson(): unknown {
    return this.#isPatched ? super.toJson() : this.#manifest;
  }
}
