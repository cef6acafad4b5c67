/** Several files as one input: the length (32 bits) of each before its bytes. */
export function bundled(files: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    files.flatMap((file) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(file.length);
      return [length, file];
    }),
  );
}

/** The files of a bundle; a damaged one gives as many as can be told apart. */
export function unbundled(bytes: Buffer): Buffer[] {
  const files: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt32BE(at);
    files.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return files;
}
