const LABEL_NAME =
  /^(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*\/)?(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LONGEST_NAME = 63;
const LONGEST_PREFIX = 253;
const LABEL_VALUE = /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** What is wrong with the first label that no Pod can have. */
export function labelsFault(
  labels: Readonly<Record<string, string>> = {},
): { name: string; message: string } | undefined {
  for (const [name, value] of Object.entries(labels)) {
    const slash = name.indexOf('/');
    if (!LABEL_NAME.test(name) || slash > LONGEST_PREFIX || name.length - slash - 1 > LONGEST_NAME)
      return { name, message: `"${name}" is no name of a label` };
    if (!LABEL_VALUE.test(value)) return { name, message: `"${value}" is no value of a label` };
  }
  return undefined;
}
