import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Fault } from '../base/fault.js';
import { CONFIG_FILE, loadConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';

/** A log is appended to; any other file is written anew. */
export type OutputForm = 'file' | 'log';

const OWN = ['access', 'audit', 'run', 'plans', 'approvals', 'erasures', 'certificates', 'migrations', 'documents'];

/**
 * Refuses a target that would replace, or stand among, what a workspace lives on: keys, records, catalogue, evidence
 * and configuration. Below a workspace only `reports/` and new files beside the configuration are allowed.
 *
 * @param dir - the workspace the command works in; one that encloses the target is found by its configuration
 * @throws {Fault} usage `output/inside-workspace`, `output/not-a-file`
 */
export async function assertOutput(target: string, form: OutputForm, dir: string): Promise<void> {
  // `link/..` is another folder for the system than for who shortens the path first; the writers do either.
  for (const spelled of new Set([target, resolve(target)])) {
    const file = join(await located(dirname(spelled)), basename(spelled));
    const existing = await lstat(file).catch(() => undefined);
    for (const root of await workspaces(dirname(file), dir))
      if (await isOwn(file, root, form, existing !== undefined)) throw insideWorkspace();
    if (existing && !existing.isFile()) throw notAFile();
  }
}

/** Where a path really is; of what does not exist yet, where it would be. */
export async function located(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  const above = dirname(path);
  if (above === path) return resolve(path);
  const next = join(await located(above), basename(path));
  return realpath(next).catch(() => next);
}

/** Roots of the workspaces that may own something here: the one worked in and those that enclose the folder. */
async function workspaces(folder: string, dir: string): Promise<string[]> {
  const candidates = [await located(dir)];
  for (let at = folder; ; at = dirname(at)) {
    candidates.push(at);
    if (dirname(at) === at) break;
  }
  const found: string[] = [];
  for (const root of new Set(candidates)) if (await exists(join(root, CONFIG_FILE))) found.push(root);
  return found;
}

async function isOwn(file: string, root: string, form: OutputForm, exists: boolean): Promise<boolean> {
  const config = await loadConfig(root).catch(() => undefined);
  if (config && (await isConfigured(file, root, config))) return true;
  if (!isBelow(file, root) || isBelow(file, join(root, 'reports'))) return false;
  if (!config || dirname(file) !== root || OWN.includes(basename(file))) return true;
  return exists && !(form === 'log' && file.endsWith('.log'));
}

/** Lies in a folder, or is a file, that the configuration names. */
async function isConfigured(file: string, root: string, config: Config): Promise<boolean> {
  const folders = [
    config.keys.folder,
    ...(config.storage.type === 'local' ? [config.storage.root] : []),
    ...config.watch.sources.flatMap(({ folder }) => folder ?? []),
  ];
  for (const folder of folders) if (isBelow(file, await located(resolve(root, folder)))) return true;
  if (!/^postgres(?:ql)?:/.test(config.catalogue)) {
    const catalogue = await located(resolve(root, config.catalogue));
    if (file.startsWith(catalogue)) return true;
    // A folder that holds the workspace as well is not the catalogue's own.
    if (!isBelow(root, dirname(catalogue)) && isBelow(file, dirname(catalogue))) return true;
  }
  for (const text of textsOf(config)) if (file === (await located(resolve(root, text)))) return true;
  return false;
}

/** Every text of the configuration: public keys, secrets, the policy and attachments are named in many places. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('\n') ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith('../');
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function insideWorkspace(): Fault {
  const hint = 'give a path outside the workspace, below its reports/, or a new file in the workspace folder itself';
  return new Fault(
    'usage',
    'output/inside-workspace',
    'the output would stand among the own files of a workspace',
    {},
    { hint },
  );
}

function notAFile(): Fault {
  const hint = 'give the name of a file';
  return new Fault('usage', 'output/not-a-file', 'the output is a link, folder or device', {}, { hint });
}
