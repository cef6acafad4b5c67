/** One line of a manifest: SHA-256 in lower-case hex and a path with `/` from the package's folder. */
export interface ManifestLine {
  sha256: string;
  path: string;
}

/** RFC 8493 §2.1.3: line feed, carriage return and `%` are percent-encoded, nothing else. */
export function encodePath(path: string): string {
  return path.replace(/[%\n\r]/g, (sign) => ({ '%': '%25', '\n': '%0A', '\r': '%0D' })[sign] as string);
}

/** Undoes `encodePath`; a `%` that begins none of the three escapes stands for itself, as older tools write it. */
export function decodePath(encoded: string): string {
  return encoded.replace(/%(25|0A|0D)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

export function manifestLine({ sha256, path }: ManifestLine): string {
  return `${sha256}  ${encodePath(path)}\n`;
}

/** @returns undefined for what is no line of a SHA-256 manifest */
export function parseManifestLine(line: string): ManifestLine | undefined {
  const [, sha256, path] = /^([0-9a-f]{64})[ \t]+\*?(.+)$/is.exec(line) ?? [];
  if (sha256 === undefined || path === undefined) return undefined;
  return { sha256: sha256.toLowerCase(), path: decodePath(path) };
}

/** Whether a path stays in the package: relative, without `.` and `..`, `/` only. */
export function staysInside(path: string): boolean {
  return (
    !path.includes('\0') && !path.includes('\\') && path.split('/').every((name) => !['', '.', '..'].includes(name))
  );
}
