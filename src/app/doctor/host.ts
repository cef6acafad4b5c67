import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DAY_MS } from '../../base/clock.js';
import { attention, bad, type Check, ok } from './check.js';

/** What the host says of itself; files are read through this so that tests can show another host. */
export interface Host {
  /** Text of a file below /proc; undefined where there is none. */
  proc(path: string): Promise<string | undefined>;
  /** Output of a program; undefined where it is not there or fails. */
  run(program: string, args: readonly string[]): Promise<string | undefined>;
  nodeVersion: string;
  uid: number | undefined;
}

export const thisHost: Host = {
  proc: (path) => readFile(`/proc/${path}`, 'utf8').catch(() => undefined),
  run: (program, args) =>
    promisify(execFile)(program, [...args], { timeout: 5000 }).then(
      ({ stdout }) => stdout,
      () => undefined,
    ),
  nodeVersion: process.versions.node,
  uid: process.getuid?.(),
};

/** B1-1-3: a process that is dumped or swapped out leaves keys and records on a disk. */
export async function coreDumps({ proc }: Host): Promise<Check> {
  const id = 'host/core-dumps';
  const soft = /^Max core file size\s+(\S+)/m.exec((await proc('self/limits')) ?? '')?.[1];
  const pattern = (await proc('sys/kernel/core_pattern'))?.trim();
  const hint = [
    'set LimitCORE=0 in the service unit, or `ulimit -c 0` before the command',
    'サービスの設定に LimitCORE=0 を指定するか、実行の前に ulimit -c 0 としてください',
  ] as const;
  if (soft === undefined)
    return attention(id, ['cannot be told on this system', 'このシステムでは確認できません'], hint);
  // A pipe gets the dump whatever the limit says.
  if (pattern?.startsWith('|'))
    return attention(
      id,
      [
        'core dumps are handed to a program, which the limit does not stop',
        'コアダンプが別のプログラムに渡されます（上限値では止まりません）',
      ],
      [
        'with systemd-coredump set Storage=none in coredump.conf',
        'systemd-coredump であれば coredump.conf に Storage=none を指定してください',
      ],
    );
  if (soft === '0') return ok(id, ['switched off', '無効です']);
  return bad(id, [`allowed (limit ${soft})`, `有効です（上限 ${soft}）`], hint);
}

export async function swap({ proc }: Host): Promise<Check> {
  const id = 'host/swap';
  const swaps = await proc('swaps');
  if (swaps === undefined)
    return attention(
      id,
      ['cannot be told on this system', 'このシステムでは確認できません'],
      ['make sure that swap is off or encrypted', 'スワップが無効又は暗号化されていることを確認してください'],
    );
  const devices = swaps
    .trim()
    .split('\n')
    .slice(1)
    .map((device) => device.split(/\s+/)[0] ?? '');
  // Compressed memory, and device-mapper, which is how encrypted swap is made.
  const plain = devices.filter((device) => !/zram|\/dm-|\/mapper\//.test(device));
  if (devices.length === 0) return ok(id, ['none', 'ありません']);
  if (plain.length === 0)
    return ok(id, ['only in memory or on mapped devices', 'メモリー内又は暗号化用の装置だけです']);
  return attention(
    id,
    [
      `${plain.length} device(s) that may be unencrypted`,
      `暗号化されていない可能性のあるスワップが${plain.length}個あります`,
    ],
    ['switch swap off (swapoff -a) or encrypt it', 'スワップを無効（swapoff -a）にするか、暗号化してください'],
  );
}

const FAR_MS = 60_000;

/**
 * Approval periods, retention and audit log all rest on the clock.
 * @param serverDate - `Date` header of a service that is used anyway
 */
export async function clock({ run }: Host, now: Date, serverDate: Date | undefined): Promise<Check> {
  const id = 'host/clock';
  const hint = [
    'synchronise it with NTP (chrony, systemd-timesyncd)',
    'NTP（chrony、systemd-timesyncd 等）で同期してください',
  ] as const;
  if (serverDate) {
    const off = Math.round((now.getTime() - serverDate.getTime()) / 1000);
    if (Math.abs(off) * 1000 > FAR_MS)
      return bad(id, [`${off} seconds off the service's clock`, `サービスの時計と${off}秒ずれています`], hint);
    return ok(id, [
      `within ${Math.abs(off)} second(s) of the service's clock`,
      `サービスの時計との差は${Math.abs(off)}秒です`,
    ]);
  }
  const synchronised = (await run('timedatectl', ['show', '-p', 'NTPSynchronized', '--value']))?.trim();
  if (synchronised === 'yes') return ok(id, ['synchronised (NTP)', '同期しています（NTP）']);
  if (synchronised === 'no') return bad(id, ['not synchronised', '同期していません'], hint);
  return attention(id, ['whether it is synchronised cannot be told', '同期しているかどうかを確認できません'], hint);
}

/** End of life of the major versions, by https://github.com/nodejs/Release. */
const END_OF_LIFE: Readonly<Record<number, string>> = { 20: '2026-04-30', 22: '2027-04-30', 24: '2028-04-30' };
const SOON_MS = 90 * DAY_MS;

export function nodeVersion({ nodeVersion: version }: Host, now: Date): Check {
  const id = 'host/node';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    return bad(
      id,
      [`Node.js ${version} is too old`, `Node.js ${version} は古すぎます`],
      ['use 20.19 or later', '20.19 以降を使用してください'],
    );
  const end = END_OF_LIFE[major];
  const hint = ['move to a release line with long-term support', '長期サポート中の版に更新してください'] as const;
  if (end === undefined)
    return attention(
      id,
      [`Node.js ${version}: its end of support is not known`, `Node.js ${version}: サポートの終了日が分かりません`],
      hint,
    );
  const left = Date.parse(end) - now.getTime();
  if (left < 0)
    return attention(
      id,
      [
        `Node.js ${version} has had no security updates since ${end}`,
        `Node.js ${version} のセキュリティ更新は${end}に終了しています`,
      ],
      hint,
    );
  if (left < SOON_MS)
    return attention(
      id,
      [`support of Node.js ${version} ends on ${end}`, `Node.js ${version} のサポートは${end}に終了します`],
      hint,
    );
  return ok(id, [`Node.js ${version}, supported until ${end}`, `Node.js ${version}（サポート期限 ${end}）`]);
}

export function user({ uid }: Host): Check {
  const id = 'host/user';
  if (uid !== 0) return ok(id, ['not the superuser', '管理者（root）ではありません']);
  return attention(
    id,
    ['runs as root', '管理者（root）で実行しています'],
    ['use an account of its own, as in deploy/systemd', '専用のアカウントで実行してください（deploy/systemd を参照）'],
  );
}
