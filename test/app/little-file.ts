import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../src/app/replace-file.js';
import { asFault } from '../../src/base/fault.js';

/** What became of a file that does not fit any more: the fault, what is in the folder, and what the file holds. */
export async function replaceInLittleRoom(folder: string): Promise<string> {
  const file = join(folder, 'plan.json');
  await replaceFile(file, 'before');
  const { kind, code } = await replaceFile(file, Buffer.alloc(10_000, 'x'))
    .catch(asFault)
    .then((fault) => fault ?? { kind: 'none', code: 'none' });
  return [kind, code, readdirSync(folder).join(), readFileSync(file, 'utf8')].join(' ');
}
