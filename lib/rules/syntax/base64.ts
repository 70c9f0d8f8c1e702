/** Decodes as Go does: whole groups of four with padding; line breaks don't count. Undefined for other texts. */
export function decodeBase64(text: string): Buffer | undefined {
  const dense = text.replace(/[\r\n]/g, '');
  if (dense.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(dense)) return undefined;
  return Buffer.from(dense, 'base64');
}
