/**
 * A text that is known only when the program is deployed: an Output of Pulumi. Only a `Program` of
 * `cdk8s-knative/pulumi` takes it; anywhere else it is refused as what is no plain data.
 */
export interface LateText {
  /** What becomes of the text once it is known. */
  apply<Result>(change: (text: string) => Result): object;
}

/** A property as constructs read it: in a `Program` there is a text in place of what is known later. */
export function textNow(text: string | LateText): string {
  return text as string;
}
