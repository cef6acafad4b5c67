import { join } from 'node:path';
import { AccountFile } from '../../adapters/local/accounts/account-file.js';
import { DAY_MS } from '../../base/clock.js';
import type { Config } from '../../config/schema.js';
import { BLANK } from '../../config/template.js';
import { IDENTITIES } from '../accounts/open-accounts.js';
import { outboxOf } from '../alerting/alerting.js';
import { withCatalogue } from '../open-catalogue.js';
import { readScheduleState } from '../schedule/schedule-state.js';
import { waitingKeys } from '../status/waiting-keys.js';
import { attention, bad, type Check, ok } from './check.js';

/** Names that were never filled in stop a plan months later. */
export function parties({ service, contractor, prefecture }: Config): Check {
  const id = 'configuration/parties';
  const blanks = [service.contract, contractor.name, prefecture.name].filter((name) => name.includes(BLANK)).length;
  const approvers = prefecture.approvers.length;
  if (blanks > 0 || approvers === 0)
    return attention(
      id,
      [
        `${blanks} name(s) not filled in, ${approvers} approver(s)`,
        `未記入の名称が${blanks}個、登録された承認者が${approvers}名です`,
      ],
      [
        'fill in contract, contractor and prefecture, and register the public key of an approver',
        '契約、受注者及び府の名称を記入し、承認者の公開鍵を登録してください',
      ],
    );
  return ok(id, ['names filled in, approvers registered', '名称の記入及び承認者の登録が済んでいます']);
}

export async function schedule(dir: string, config: Config, now: Date): Promise<Check> {
  const id = 'operation/schedule';
  if (config.schedule.length === 0)
    return attention(
      id,
      ['nothing is scheduled', '定期処理が設定されていません'],
      ['add schedule to kimitsu.yaml', 'kimitsu.yaml に schedule を記入してください'],
    );
  const state = await readScheduleState(dir);
  const start = [
    'start `kimitsu schedule`, see docs/operation.md',
    'kimitsu schedule を起動してください（docs/operation.md を参照）',
  ] as const;
  if (!state?.lookedAt) return attention(id, ['it has never run', '定期処理が一度も動いていません'], start);
  const hours = Math.floor((now.getTime() - Date.parse(state.lookedAt)) / 3_600_000);
  if (hours >= 25) return bad(id, [`it has not run for ${hours} hours`, `定期処理が${hours}時間動いていません`], start);
  const failed = Object.values(state.entries).filter(({ outcome }) => outcome?.result === 'failed');
  if (failed.length > 0) {
    const codes = failed.map(({ outcome }) => `${outcome?.job} ${outcome?.code ?? ''}`).join(', ');
    return bad(
      id,
      [`last run failed: ${codes}`, `直近の処理が失敗しました（${codes}）`],
      ['see `kimitsu status`', 'kimitsu status で内容を確認してください'],
    );
  }
  return ok(id, ['it runs, and the last run of each job ended well', '動いており、各処理の直近の結果は正常です']);
}

export async function alerts(dir: string, config: Config, now: Date): Promise<Check> {
  const id = 'operation/alerts';
  const { waiting, unreadable } = await outboxOf(dir).waiting();
  if (waiting.length + unreadable > 0) {
    const known = new Set(config.alerts.contacts.map((contact) => contact.id));
    const strangers = waiting.filter(({ contact }) => !known.has(contact)).length;
    const days = waiting[0] ? Math.floor((now.getTime() - Date.parse(waiting[0].alert.at)) / DAY_MS) : 0;
    const reason = waiting.find(({ lastReason }) => lastReason)?.lastReason ?? 'not tried yet';
    const words = [
      `${waiting.length} undelivered (${strangers} for unknown contacts, ${unreadable} unreadable), the oldest for ${days} day(s): ${reason}`,
      `未配信の通知が${waiting.length}件あります（連絡先不明${strangers}件、読取り不可${unreadable}件、最も古いもの${days}日前、理由 ${reason}）`,
    ] as const;
    const hint = [
      'check the contact in kimitsu.yaml and its receiver',
      '設定の連絡先と、受信側の状態を確認してください',
    ] as const;
    return days >= 1 || unreadable > 0 ? bad(id, words, hint) : attention(id, words, hint);
  }
  const contacts = config.alerts.contacts.length;
  if (contacts === 0)
    return attention(
      id,
      ['nobody is told when something happens', '通知の連絡先が設定されていません'],
      ['add contacts to alerts in kimitsu.yaml', 'kimitsu.yaml の alerts に連絡先を記入してください'],
    );
  return ok(id, [`${contacts} contact(s), nothing undelivered`, `連絡先${contacts}件、未配信の通知はありません`]);
}

/** B2-4-2 */
export async function overdueKeys(dir: string, now: Date): Promise<Check> {
  const id = 'operation/waiting-keys';
  const keys = await withCatalogue(dir, ({ catalog }) => waitingKeys(catalog, now));
  const overdue = keys.filter(({ state }) => state === 'overdue').length;
  if (overdue === 0)
    return ok(id, [
      `${keys.length} waiting, none overdue`,
      `待機期間中${keys.length}件、待機期間が終了し、消滅の確認が済んでいないものはありません`,
    ]);
  return attention(
    id,
    [`the waiting period of ${overdue} key(s) is over`, `待機期間の終わった鍵が${overdue}件あります`],
    [
      'run `kimitsu erase PLAN` again, then issue the final certificate',
      'kimitsu erase を再度実行し、確定の廃棄証明書を発行してください',
    ],
  );
}

/** B1-1-1: who has lost their device can be given another one by a second privileged operator alone. */
export async function privileged(dir: string): Promise<Check> {
  const id = 'operation/privileged';
  const accounts = await new AccountFile(join(dir, IDENTITIES)).read();
  const able = accounts.filter(
    ({ status, roles, factor }) => status === 'active' && roles.includes('privileged-operator') && factor !== undefined,
  ).length;
  if (able > 1) return ok(id, [`${able} with a second factor`, `二要素認証を登録した特権運用者が${able}名います`]);
  return attention(
    id,
    able === 0
      ? ['nobody can give privileged commands', '特権操作のできる者がいません']
      : [
          'only one can give privileged commands: with their device lost, nobody can',
          '特権操作のできる者が1名だけです。端末を失うと、誰も特権操作ができなくなります',
        ],
    [
      'enrol a privileged operator with `kimitsu accounts enroll`',
      'kimitsu accounts enroll により、特権運用者を登録してください',
    ],
  );
}
