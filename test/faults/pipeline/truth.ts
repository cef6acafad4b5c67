import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { verifyAudit } from '../../../src/app/audit.js';
import { remanenceOf } from '../../../src/app/remanence.js';
import { type Workspace, withWorkspace } from '../../../src/app/workspace.js';
import { digestOf } from '../../../src/base/bytes.js';
import { asFault } from '../../../src/base/fault.js';
import { systemOf } from '../../../src/inventory/systems.js';
import { envelopeContext, openClear } from '../../../src/protect/clear-content.js';
import { type Original, personalWords } from './records.js';

/** What files and catalogue show, whatever the commands have said. */
export interface Found {
  /** `system/key`, with level, state and protection. */
  objects: [name: string, state: string][];
  wrong: string[];
}

interface Listed {
  objects: Map<string, string>;
  /** `system/key` of what the catalogue says is encrypted. */
  encrypted: Set<string>;
}

/**
 * Looks at a workspace that nobody works on: every record is there once and opens to what was stored; nothing that is
 * reported as encrypted stands anywhere in clear; the audit log is whole; nothing personal was written down.
 *
 * In a process of its own (`looking`): a closed connection lives until it is collected, and would take part in what
 * other processes do to the database afterwards.
 *
 * @param settled - every record must be listed
 */
export async function look(dir: string, originals: readonly Original[], settled: boolean): Promise<Found> {
  const wrong: string[] = [];
  const { objects, encrypted } = await withWorkspace(dir, { actor: 'operator:faults' }, async (workspace) => {
    const listed = await listedIn(workspace, wrong);
    for (const original of originals) wrong.push(...(await opens(workspace, original)));
    const { problemCount } = await verifyAudit(workspace);
    if (problemCount > 0) wrong.push(`audit log: ${problemCount} problem(s)`);
    return listed;
  });
  const names = new Set(originals.map(({ system, key }) => `${system}/${key}`));
  for (const name of objects.keys()) if (!names.has(name)) wrong.push(`listed without ever having been: ${name}`);
  if (settled) for (const name of names) if (!objects.has(name)) wrong.push(`not listed: ${name}`);
  wrong.push(...(await inClear(dir, originals, encrypted)));
  const personal = personalWords(originals);
  for (const folder of ['catalogue', 'run', 'keys', 'reports'])
    wrong.push(...(await writtenDown(dir, folder, personal)));
  return { objects: [...objects], wrong };
}

async function listedIn({ ports }: Workspace, wrong: string[]): Promise<Listed> {
  const listed: Listed = { objects: new Map(), encrypted: new Set() };
  for await (const { system, sealedKey, state, classification, protection } of ports.catalog.objects()) {
    const name = `${system}/${ports.seal.open(sealedKey)}`;
    if (listed.objects.has(name)) wrong.push(`listed twice: ${name}`);
    listed.objects.set(name, `level ${classification?.level} ${state} ${protection?.mode}`);
    if (state === 'protected' && protection?.mode !== 'default') listed.encrypted.add(name);
  }
  return listed;
}

async function opens({ ports }: Workspace, { system, key, sha256 }: Original): Promise<string[]> {
  const { service, objects, seal } = ports;
  try {
    const head = await objects.head({ bucket: systemOf(service, system).bucket, key });
    if (!head) return [`lost: ${system}/${key}`];
    const context = envelopeContext(service.parties.service.id, system, seal.objectId(system, key));
    const found = (await digestOf(openClear(head, ports, context))).sha256;
    return found === sha256 ? [] : [`other content: ${system}/${key}`];
  } catch (error) {
    return [`does not open: ${system}/${key}: ${asFault(error).code}`];
  }
}

/** Marks of records in clear in any file of the store: current, older, or half written. */
async function inClear(dir: string, originals: readonly Original[], encrypted: ReadonlySet<string>): Promise<string[]> {
  const wrong: string[] = [];
  const data = join(dir, 'data');
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    for (const { system, key, mark } of originals)
      if (bytes.includes(mark) && encrypted.has(`${system}/${key}`))
        wrong.push(`in clear: ${system}/${key} in ${relative(data, file).split(sep).slice(0, 3).join('/')}`);
  }
  return wrong;
}

async function writtenDown(dir: string, folder: string, personal: readonly string[]): Promise<string[]> {
  try {
    const { found } = await remanenceOf(join(dir, folder), personal);
    return found.map(({ file }) => `written down in ${relative(dir, file)}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
