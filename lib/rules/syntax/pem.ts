import { X509Certificate } from 'node:crypto';

/** Whether the first PEM block of a text is a certificate; what follows it is not looked at. */
export function isCertificate(text: string): boolean {
  const [block, label, body = ''] =
    /(?:^|\n)-----BEGIN ([^\n]*)-----[ \t\r]*\n([\s\S]*?)-----END \1-----[ \t\r]*(?:\n|$)/.exec(text) ?? [];
  if (block === undefined || label !== 'CERTIFICATE') return false;
  try {
    return new X509Certificate(Buffer.from(body, 'base64')) !== undefined;
  } catch {
    return false;
  }
}
