const POLYNOMIAL = 0xedb88320;

/** The checksum that Knative keeps of the documentation in a ConfigMap: CRC-32, as eight hexadecimal digits. */
export function exampleChecksum(text: string): string {
  const normal = text.trim().replace(/\n+/g, '\\n');
  let crc = 0xffffffff;
  for (const byte of Buffer.from(normal, 'utf8')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}
