import * as pulumi from '@pulumi/pulumi';

/** A resource as a program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

/** What the cluster says of objects, by kind. */
export type Statuses = Readonly<Record<string, unknown>>;

/** Has programs run without an engine: each object is there at once, with the status that its kind has here. */
export async function mockStack(statuses: Statuses = {}): Promise<{ readonly registered: readonly Registered[] }> {
  // What is left of another program goes to the mocks that it began with.
  await pulumi.runtime.disconnect();
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        registered.push({ type, name, inputs });
        const status = statuses[String(inputs.kind)];
        return { id: `${name}-id`, state: { ...inputs, ...(status !== undefined && { status }) } };
      },
      call: () => ({}),
    },
    'shop',
    'test',
  );
  return { registered };
}

/** The value of an Output. */
export function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

/** Waits until all resources are registered. */
export async function settled(...resources: readonly pulumi.Resource[]): Promise<void> {
  await Promise.all(resources.map((resource) => known(resource.urn)));
  await pulumi.runtime.disconnect();
}
