import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createWorkspace } from '../../src/app/create-workspace.js';
import { type OpenOptions, type Workspace, withWorkspace } from '../../src/app/workspace.js';
import { SettableClock } from '../../src/base/clock.js';
import { BLANK, configTemplate } from '../../src/config/template.js';
import { copyFolder } from './copy-folder.js';

export interface SmallService {
  dir: string;
  /** Private key of the pinned approver, PEM. */
  keyFile: string;
  clock: SettableClock;
  open<T>(work: (workspace: Workspace) => Promise<T>, options?: OpenOptions): Promise<T>;
  /** Puts a file where a system would. */
  put(path: string, content: string | Uint8Array): Promise<void>;
}

/** A workspace in a new folder with one approver. Nobody in it is real. */
export async function smallService(
  files: Record<string, string | Uint8Array> = {},
  change: (yaml: string) => string = (yaml) => yaml,
): Promise<SmallService> {
  const dir = join(await mkdtemp(join(tmpdir(), 'kimitsu-')), 'service');
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const yaml = configTemplate('test-centre').replaceAll(BLANK, '（試験用）').replace('approvers: []', APPROVERS);
  await createWorkspace(dir, 'test-centre', change(yaml));
  await writeFile(join(dir, 'approver.pub.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  const service = serviceIn(dir);
  await writeFile(service.keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  for (const [path, content] of Object.entries(files)) await service.put(path, content);
  return service;
}

/** The one in a folder, with its clock where it begins. */
function serviceIn(dir: string): SmallService {
  const clock = new SettableClock(new Date('2026-04-01T03:00:00Z'));
  return {
    dir,
    keyFile: join(dir, 'approver.pem'),
    clock,
    open: (work, options = {}) => withWorkspace(dir, { clock, actor: 'operator:test', ...options }, work),
    async put(path, content) {
      const file = join(dir, 'data', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    },
  };
}

/** A copy of a service whose clock has not moved yet, as a restored backup is one; the original stays as it is. */
export async function copyOf({ dir }: SmallService): Promise<SmallService> {
  const copy = join(await mkdtemp(join(tmpdir(), 'kimitsu-')), 'service');
  copyFolder(dir, copy);
  return serviceIn(copy);
}

const APPROVERS = `approvers:
    - id: kacho
      name: 府民お問合せ担当課長
      publicKey: approver.pub.pem`;
