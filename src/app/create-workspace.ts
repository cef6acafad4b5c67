import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CONFIG_FILE, parseConfig } from '../config/load.js';
import { type Config, configJsonSchema } from '../config/schema.js';
import { configTemplate } from '../config/template.js';

/** The workspace, and within it what holds secrets or records, is for its owner only. A folder that is there stays as it is. */
const PRIVATE = 0o700;

/** Writes a new workspace. Existing files are left alone (`wx`), so a second run by mistake destroys nothing. */
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
  await mkdir(dirname(resolve(dir)), { recursive: true });
  await mkdir(dir, { recursive: true, mode: PRIVATE });
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: PRIVATE });
  await writeFile(join(dir, 'kimitsu.schema.json'), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  await writeFile(join(dir, CONFIG_FILE), yaml, { flag: 'wx' });
  return { config, folders };
}

/** Folders of the systems, where the store is one. */
function localFolders({ storage, systems }: Config): string[] {
  return storage.type === 'local' ? systems.map(({ id, bucket }) => join(storage.root, bucket ?? id)) : [];
}
