import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errnoOf, Fault } from '../base/fault.js';
import { CONFIG_FILE, parseConfig } from '../config/load.js';
import { type Config, configJsonSchema } from '../config/schema.js';
import { configTemplate } from '../config/template.js';

/** The workspace, and within it what holds secrets or records, is for its owner only. A folder that is there stays as it is. */
const PRIVATE = 0o700;

/**
 * Writes a new workspace. Existing files are left alone (`wx`), so a second run by mistake destroys nothing.
 * @throws {Fault} usage `init/not-writable`
 */
export async function createWorkspace(
  dir: string,
  serviceId: string,
  yaml = configTemplate(serviceId),
): Promise<{ config: Config; folders: string[] }> {
  const config = parseConfig(yaml);
  const folders = [
    ...localFolders(config).map((folder) => join(dir, folder)),
    join(dir, config.keys.folder),
    join(dir, 'plans'),
    join(dir, 'certificates'),
  ];
  try {
    await makeFolder(dirname(resolve(dir)));
    for (const folder of [dir, ...folders]) await makeFolder(resolve(folder), PRIVATE);
    await writeFile(join(dir, 'kimitsu.schema.json'), schemaText());
    await writeFile(join(dir, CONFIG_FILE), yaml, { flag: 'wx' });
  } catch (error) {
    throw NOT_WRITABLE.includes(errnoOf(error) ?? '') ? notWritable(error) : error;
  }
  return { config, folders };
}

let schema: string | undefined;

/** The same for every workspace, and slow to make. */
function schemaText(): string {
  schema ??= `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
  return schema;
}

/**
 * The folder with those above it that are missing. Not by `recursive`, which never ends where the file system says of a
 * folder that is there that it is not, as /proc does of new names.
 */
async function makeFolder(folder: string, mode?: number): Promise<void> {
  if (await isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) await makeFolder(above, mode);
  await mkdir(folder, { mode }).catch(async (error) => {
    if (errnoOf(error) !== 'EEXIST' || !(await isFolder(folder))) throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await stat(path).catch((error) => {
    if (errnoOf(error) !== 'ENOENT') throw error;
  });
  if (stats && !stats.isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
  return stats !== undefined;
}

/** What the file system answers for a place where nothing can be made; a full or read-only disk says so by itself. */
const NOT_WRITABLE = ['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'];

function notWritable(cause: unknown): Fault {
  return new Fault(
    'usage',
    'init/not-writable',
    'the workspace cannot be made in this place',
    { errno: errnoOf(cause) },
    { cause, hint: 'choose a folder that you may write to, and that lies below no file' },
  );
}

/** Folders of the systems, where the store is one. */
function localFolders({ storage, systems }: Config): string[] {
  return storage.type === 'local' ? systems.map(({ id, bucket }) => join(storage.root, bucket ?? id)) : [];
}
