import { crc32 } from 'node:zlib';

/**
 * The checksum that Knative keeps of the documentation in a ConfigMap: CRC-32 of the text without blanks around it and with
 * each run of line ends as the two characters `\n`, in eight hexadecimal digits.
 */
export function exampleChecksum(text: string): string {
  const normal = text.trim().replace(/\n+/g, '\\n');
  return crc32(normal).toString(16).padStart(8, '0');
}
