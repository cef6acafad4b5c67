import { FolderTarget } from '../../../src/migrate/package/folder.js';

/** Writes a file of two pages to a package in a folder. @returns what the folder then holds of the package */
export async function writeToFullDisk(folder: string): Promise<string> {
  const target = new FolderTarget(folder, 'package');
  await target.write('data/records/a.txt', body(), {}, new AbortController().signal);
  return 'written';
}

async function* body(): AsyncGenerator<Uint8Array> {
  for (let page = 0; page < 4; page += 1) yield new Uint8Array(4096);
}
