let last: { readonly milliseconds: number; readonly text: string } | undefined;

/** A moment as the API server writes it: whole seconds. */
export function timestampOf(moment: Date): string {
  const milliseconds = moment.getTime();
  // While controllers work, time stands still.
  if (last?.milliseconds !== milliseconds) {
    last = { milliseconds, text: moment.toISOString().replace(/\.\d+Z$/, 'Z') };
  }
  return last.text;
}
