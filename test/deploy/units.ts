import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
/** Of 100: what `systemd-analyze security` may count against a unit. docs/operation.md says 1.7 of 10. */
export const MOST_EXPOSURE = 17;

/** @returns what is wrong; undefined where there is no systemd to ask */
export async function wrongWithUnits(folder: string): Promise<string[] | undefined> {
  if (
    await execute('systemd-analyze', ['--version']).then(
      () => false,
      () => true,
    )
  )
    return undefined;
  const files = (await readdir(folder)).sort();
  if (files.length === 0) throw new Error('there are no units');
  const wrong: string[] = [];
  const ask = async (what: string, args: string[]) => {
    try {
      const { stderr } = await execute('systemd-analyze', args);
      // A setting that it does not know is a warning, and no protection.
      if (stderr.trim() !== '') wrong.push(`${what}: ${stderr.trim()}`);
    } catch (error) {
      wrong.push(`${what}: ${(error as { stderr?: string }).stderr ?? error}`);
    }
  };
  await ask('verify', ['verify', ...files.map((file) => join(folder, file))]);
  for (const file of files.filter((name) => name.endsWith('.service')))
    await ask(`security of ${file}`, [
      'security',
      '--offline=true',
      `--threshold=${MOST_EXPOSURE}`,
      '--no-pager',
      join(folder, file),
    ]);
  return wrong;
}
