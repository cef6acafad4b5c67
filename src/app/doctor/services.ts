import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Clock } from '../../base/clock.js';
import { directoryApproval } from '../../config/account-directories.js';
import {
  assertAuthorityApproved,
  callerApproval,
  keysApproval,
  signingKeyApproval,
  storeApproval,
} from '../../config/approved-services.js';
import { destinationApproval } from '../../config/migration.js';
import type { Config } from '../../config/schema.js';
import type { Catalog } from '../../ports/catalog.js';
import { assertNotBehind } from '../checkpoints/behind-checkpoint.js';
import { withCatalogue } from '../open-catalogue.js';
import { openServices } from '../services.js';
import { bad, type Check, examined, ok } from './check.js';

/** Opens the catalogue as every command does, and reads the end of its audit log. */
export async function catalogue(dir: string, clock: Clock): Promise<Check[]> {
  const { head, checkpoint } = await withCatalogue(
    dir,
    async ({ catalog }) => ({
      head: await catalog.auditHead(),
      checkpoint: await examined('catalogue/checkpoint', () => checkpointOf(dir, catalog)),
    }),
    clock,
  );
  const entries = head?.seq ?? 0;
  return [
    ok('catalogue/reachable', [
      `${entries} audit entries`,
      `利用できます（監査ログ${entries.toLocaleString('ja-JP')}件）`,
    ]),
    ok('catalogue/schema', ['current', '最新の形式です']),
    ...checkpoint,
  ];
}

/** B1-2-2: an older catalogue that was put back is shorter than what was signed. */
async function checkpointOf(dir: string, catalog: Catalog): Promise<Check> {
  await assertNotBehind({ dir, catalog });
  return ok('catalogue/checkpoint', [
    'nothing that was signed is missing from the audit log',
    '監査ログに、最後の照合点までの記録があります',
  ]);
}

/** B2-1-2: every service that a command could call by this configuration. @throws {Fault} denied `services/not-approved` */
export async function approvedServices(config: Config): Promise<Check> {
  const { accounts, approvedServices: register, certificates, migration } = config;
  assertAuthorityApproved(config);
  const used = [
    storeApproval(config),
    keysApproval(config),
    callerApproval(config),
    signingKeyApproval(config),
    certificates.timestampAuthority,
    migration && destinationApproval(migration, register),
    ...accounts.directories.map((one) => (one.type === 'iam' ? directoryApproval(config, one) : undefined)),
  ].filter((one) => one !== undefined);
  const id = 'services/approved';
  if (used.length === 0)
    return ok(id, ['only what is embedded is used', '組み込みの保管庫及び鍵管理だけを使用しています']);
  return ok(id, [
    `${used.length} service(s), all in the register`,
    `使用する${used.length}件のサービスは、全て利用承認の一覧にあります`,
  ]);
}

/** Store and key service with the configured credentials: one page of each system's listing, one key. */
export async function storeAndKeys(dir: string, config: Config, clock: Clock): Promise<Check[]> {
  const folder = resolve(dir, config.keys.folder);
  // Opening would make a new folder in the place of one that is not mounted.
  if (!(await exists(folder)))
    return [
      bad(
        'services/keys',
        ['the keys folder is missing', '鍵フォルダーがありません'],
        ['mount or restore it before anything else', '他の処理の前に、マウント又は復元してください'],
      ),
    ];
  const { objects, keys } = await openServices(dir, config, clock);
  for (const { id, bucket, prefix } of config.systems) for await (const _ of objects.list(bucket ?? id, prefix)) break;
  let known = 0;
  for await (const _ of keys.listKeys()) {
    known += 1;
    break;
  }
  const { product } = objects;
  return [
    ok('services/store', [
      `${product.name}: ${config.systems.length} system(s) can be listed`,
      `${japaneseName(product.name)}: ${config.systems.length}システムの一覧を取得できます`,
    ]),
    ok('services/keys', [
      `${keys.product.name}: ${known === 0 ? 'no key yet' : 'keys can be listed'}`,
      `${japaneseName(keys.product.name)}: ${known === 0 ? '鍵はまだありません' : '鍵の一覧を取得できます'}`,
    ]),
  ];
}

const EMBEDDED: Readonly<Record<string, string>> = {
  'kimitsu embedded store': '組み込みの保管庫',
  'kimitsu embedded key service': '組み込みの鍵管理サービス',
};

/** What others make keeps its own name. */
const japaneseName = (product: string): string => EMBEDDED[product] ?? product;

/** `Date` of the answer of a service that the configuration names, whatever else it says. */
export async function serverDate(config: Config): Promise<Date | undefined> {
  const approval = keysApproval(config) ?? storeApproval(config);
  if (!approval) return undefined;
  try {
    const response = await fetch(approval.endpoint, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
    });
    const date = new Date(response.headers.get('date') ?? '');
    return Number.isNaN(date.getTime()) ? undefined : date;
  } catch {
    return undefined;
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
