import { lstat, readdir, readFile, stat, statfs } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { errnoOf } from '../../base/fault.js';
import type { Config } from '../../config/schema.js';
import { attention, bad, type Check, ok } from './check.js';

const GROUP_AND_OTHERS = 0o077;
const OTHERS_WRITE = 0o002;

/** Below the workspace, beside what the configuration names. */
const PRIVATE = ['run', 'audit', 'access', 'plans', 'approvals', 'erasures', 'migrations', 'certificates', 'documents'];

/** Folders and files of a workspace that hold secrets, records or what is known of them. */
export async function permissions(dir: string, config: Config): Promise<Check[]> {
  const keys = await tooOpen(await allBelow(resolve(dir, config.keys.folder)), GROUP_AND_OTHERS);
  const secretsNamed = secretFiles(dir, config);
  const secrets = await tooOpen(secretsNamed, GROUP_AND_OTHERS);
  return [
    await workspace(dir, config),
    judged('permissions/keys', keys.length, ['the keys folder', '鍵フォルダー'], 'chmod -R go= keys'),
    ...(secretsNamed.length > 0
      ? [judged('permissions/secrets', secrets.length, ['secrets of alerts', '通知の秘密'], 'chmod 600')]
      : []),
  ];
}

/** The folder itself holds names of folders and the configuration: open to others it is no leak of records. */
async function workspace(dir: string, config: Config): Promise<Check> {
  const id = 'permissions/workspace';
  const data = config.storage.type === 'local' ? [resolve(dir, config.storage.root)] : [];
  const folders = [...data, resolve(dir, config.catalogue, '..'), ...PRIVATE.map((name) => join(dir, name))];
  const open = await tooOpen(folders, GROUP_AND_OTHERS);
  const writable = await tooOpen([dir, join(dir, 'kimitsu.yaml')], OTHERS_WRITE);
  const named = (paths: readonly string[]) => paths.map((path) => relative(dir, path) || '.').join(' ');
  const commands = [
    ...(open.length > 0 ? [`chmod go= ${named(open)}`] : []),
    ...(writable.length > 0 ? [`chmod o-w ${named(writable)}`] : []),
  ];
  const found = open.length + writable.length;
  if (found > 0) return judged(id, found, ['the workspace', '作業フォルダー'], commands.join('; '));
  if ((await tooOpen([dir], GROUP_AND_OTHERS)).length === 0)
    return judged(id, 0, ['the workspace', '作業フォルダー'], '');
  return attention(
    id,
    [
      'records, catalogue and documents are closed to others; the workspace folder itself, with its configuration, is open to them',
      '記録、目録及び文書のフォルダーは公開されていませんが、作業フォルダー自体（設定ファイルを含む。）は、他の利用者も閲覧できます',
    ],
    ['chmod go= .', '他の利用者に見せる必要がなければ、権限を直してください（chmod go= .）'],
  );
}

function judged(id: string, open: number, [what, whatJa]: readonly [string, string], command: string): Check {
  if (open === 0) return ok(id, [`${what}: closed to others`, `${whatJa}は、他の利用者に公開されていません`]);
  return bad(
    id,
    [
      `${what}: ${open} file(s) or folder(s) open to others`,
      `${whatJa}に、他の利用者が利用できるファイル又はフォルダーが${open}個あります`,
    ],
    [command, `権限を直してください（${command}）`],
  );
}

async function tooOpen(paths: readonly string[], bits: number): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).mode & bits) found.push(path);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
    }
  }
  return found;
}

/** At most this many: a keys folder has a file per unit. */
const MOST = 5000;

async function allBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true });
    return [folder, ...entries.slice(0, MOST).map((name) => join(folder, name))];
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function secretFiles(dir: string, { alerts }: Config): string[] {
  const files = [...alerts.contacts.map(({ webhook }) => webhook?.secretFile), alerts.smtp?.passwordFile];
  return files.flatMap((file) => (file === undefined ? [] : [resolve(dir, file)]));
}

const GIGABYTE = 1_000_000_000;

/** Enforcing writes each object anew before the old version goes, so an object's size must be free. */
export async function diskSpace(dir: string): Promise<Check> {
  const id = 'files/disk';
  const { bavail, blocks, bsize } = await statfs(dir);
  const free = bavail * bsize;
  const share = Math.floor((bavail / blocks) * 100);
  const words = [
    `${(free / GIGABYTE).toFixed(1)} GB free (${share} %)`,
    `空き ${(free / GIGABYTE).toFixed(1)} GB（${share}%）`,
  ] as const;
  const hint = ['make room before the next run', '次の処理の前に、空きを確保してください'] as const;
  if (free < 0.2 * GIGABYTE) return bad(id, words, hint);
  return free < 2 * GIGABYTE || share < 5 ? attention(id, words, hint) : ok(id, words);
}

const OLD_MS = 60 * 60_000;

/** What interrupted writes have left: of records it is content, so it must not lie about. */
export async function leftovers(dir: string, config: Config, now: Date): Promise<Check> {
  const id = 'files/leftovers';
  const folders = [
    join(dir, 'run'),
    join(dir, 'run', 'alerts'),
    resolve(dir, config.keys.folder),
    join(dir, 'certificates'),
  ];
  let count = 0;
  for (const folder of folders) count += await oldFiles(folder, now, (name) => name.endsWith('.tmp'));
  if (config.storage.type === 'local')
    for (const { id: system, bucket } of config.systems)
      count += await oldFiles(
        join(resolve(dir, config.storage.root), bucket ?? system, '.kimitsu', 'tmp'),
        now,
        () => true,
      );
  if (count === 0) return ok(id, ['none', 'ありません']);
  return attention(
    id,
    [`${count} temporary file(s) of interrupted writes`, `中断した書込みの一時ファイルが${count}個あります`],
    [
      'run `kimitsu enforce`, which finishes what was interrupted; remove what stays',
      'kimitsu enforce を実行してください（中断した書込みを片付けます）。残るものは、内容を確認して削除してください',
    ],
  );
}

async function oldFiles(folder: string, now: Date, isLeft: (name: string) => boolean): Promise<number> {
  let count = 0;
  try {
    for (const name of await readdir(folder)) {
      if (!isLeft(name)) continue;
      const { mtimeMs } = await lstat(join(folder, name));
      if (now.getTime() - mtimeMs > OLD_MS) count += 1;
    }
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  return count;
}

/** https://bford.info/cachedir/ */
const CACHE_TAG = 'Signature: 8a477f597d28d172789f06886806bc55';

/** A destroyed key that comes back from a backup undoes an erasure. What a backup does cannot be seen from here. */
export async function keyBackups(dir: string, config: Config): Promise<Check> {
  const id = 'files/key-backups';
  const tag = await readFile(resolve(dir, config.keys.folder, 'CACHEDIR.TAG'), 'utf8').catch(() => '');
  if (tag.startsWith(CACHE_TAG))
    return ok(id, [
      'the keys folder is marked as not to be backed up (CACHEDIR.TAG)',
      '鍵フォルダーに、バックアップの対象外とする印（CACHEDIR.TAG）があります',
    ]);
  return attention(
    id,
    [
      'whether the keys folder is backed up cannot be told from here',
      '鍵フォルダーがバックアップの対象かどうかは、ここからは確認できません',
    ],
    [
      `exclude it in the backup and in snapshots of the volume; then mark it: echo '${CACHE_TAG}' > keys/CACHEDIR.TAG (tar --exclude-caches, restic, borg heed it)`,
      `バックアップ及びボリュームのスナップショットの対象から外し、印を付けてください: echo '${CACHE_TAG}' > keys/CACHEDIR.TAG`,
    ],
  );
}
