const URL_LIKE = /^[\w-]+:\/\//;

/** Whether a name is an address, such as `https://git.example.com/task.yaml`, as Tekton tells the two apart. */
export function isUri(name: string): boolean {
  return URL_LIKE.test(name);
}
