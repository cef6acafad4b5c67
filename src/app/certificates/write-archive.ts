import type { Readable } from 'node:stream';
import yazl from 'yazl';
import { replaceFileWith } from '../replace-file.js';

/** A file of an archive: its bytes, or where they lie. */
export type ArchiveEntry = { name: string } & ({ bytes: Uint8Array } | { path: string });

/** The earliest that ZIP knows, in local time as ZIP has it: an archive says nothing of when and where it was made. */
const MTIME = new Date(1980, 0, 1, 0, 0, 0);
const OPTIONS = { mtime: MTIME, mode: 0o100644, forceDosTimestamp: true };

/**
 * Writes a ZIP file: entries by name, without times or owners, so that the same files give the same bytes. Whole or not
 * at all; large files pass through.
 */
export async function writeArchive(file: string, entries: readonly ArchiveEntry[]): Promise<void> {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  // A file that cannot be read is told by the archive, not by its stream.
  zip.on('error', (error) => output.destroy(error as Error));
  for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if ('bytes' in entry) zip.addBuffer(Buffer.from(entry.bytes), entry.name, OPTIONS);
    else zip.addFile(entry.path, entry.name, OPTIONS);
  }
  zip.end();
  await replaceFileWith(file, async (handle) => {
    // Each from where the last has ended.
    for await (const chunk of output) await handle.writeFile(chunk as Buffer);
  });
}
