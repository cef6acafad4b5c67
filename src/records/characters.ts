/** Where the last whole character of `bytes` ends, which begin with a whole character. */
export function lastBoundary(bytes: Uint8Array, charset: string): number {
  // ISO-2022-JP keeps its own state from call to call.
  if (charset === 'iso-2022-jp') return bytes.length;
  let at = 0;
  if (charset.startsWith('utf-16')) {
    at = bytes.length - (bytes.length % 2);
    const high = bytes[charset === 'utf-16le' ? at - 1 : at - 2] ?? 0;
    return at >= 2 && high >= 0xd8 && high <= 0xdb ? at - 2 : at;
  }
  for (;;) {
    const next = at + unitLength(bytes, at, charset);
    if (next > bytes.length) return at;
    at = next;
    if (at === bytes.length) return at;
  }
}

/** Bytes that the character at `at` has by its first byte. */
export function unitLength(bytes: Uint8Array, at: number, charset: string): number {
  const byte = bytes[at] ?? 0;
  switch (charset) {
    case 'utf-8':
      if (byte >= 0xf0) return 4;
      if (byte >= 0xe0) return 3;
      return byte >= 0xc0 ? 2 : 1;
    case 'shift_jis':
      return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc) ? 2 : 1;
    case 'utf-16le':
    case 'utf-16be': {
      const high = bytes[charset === 'utf-16le' ? at + 1 : at] ?? 0;
      return high >= 0xd8 && high <= 0xdb ? 4 : 2;
    }
    default:
      // EUC-JP, also what ISO-2022-JP was turned into.
      if (byte === 0x8f) return 3;
      return byte === 0x8e || (byte >= 0xa1 && byte <= 0xfe) ? 2 : 1;
  }
}
