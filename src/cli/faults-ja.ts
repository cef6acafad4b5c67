import type { Fault, FaultKind } from '../base/fault.js';
import type { ConfigMistake } from '../config/load.js';
import { ACCESS } from './faults-ja/access.js';
import { ACCOUNTS } from './faults-ja/accounts.js';
import { APPROVALS } from './faults-ja/approvals.js';
import { AUDIT } from './faults-ja/audit.js';
import { CERTIFICATES } from './faults-ja/certificates.js';
import { CONTROLS } from './faults-ja/controls.js';
import { DOCUMENTS } from './faults-ja/documents.js';
import { END_OF_SERVICE } from './faults-ja/end-of-service.js';
import type { FaultText, FaultTexts } from './faults-ja/fault-text.js';
import { GOING_ON } from './faults-ja/going-on.js';
import { INVENTORY } from './faults-ja/inventory.js';
import { KEYS } from './faults-ja/keys.js';
import { MIGRATION } from './faults-ja/migration.js';
import { OWNERSHIP } from './faults-ja/ownership.js';
import { RECORDS } from './faults-ja/records.js';
import { SETTING_UP } from './faults-ja/setting-up.js';
import { STORES } from './faults-ja/stores.js';

const KINDS: Readonly<Record<FaultKind, FaultText>> = {
  usage: { message: '指定又は設定に誤りがあります。', remedy: '' },
  conflict: { message: '他の処理と競合したか、途中で内容が変わりました。', remedy: 'もう一度実行してください。' },
  unavailable: {
    message: '保管庫、鍵管理又は目録を利用できません。',
    remedy: '状態を確認し、もう一度実行してください。',
  },
  denied: { message: '許可されていない操作です。', remedy: '' },
  integrity: { message: '改変又は破損が見つかりました。', remedy: '処理を止め、監査ログとともに確認してください。' },
  bug: {
    message: '想定外の不具合が発生しました。',
    remedy: 'KIMITSU_DEBUG=1 を付けて再実行し、その内容を開発者に知らせてください。',
  },
};

const CODES: FaultTexts = {
  ...SETTING_UP,
  ...RECORDS,
  ...INVENTORY,
  ...STORES,
  ...CONTROLS,
  ...KEYS,
  ...END_OF_SERVICE,
  ...GOING_ON,
  ...OWNERSHIP,
  ...APPROVALS,
  ...CERTIFICATES,
  ...AUDIT,
  ...MIGRATION,
  ...ACCOUNTS,
  ...DOCUMENTS,
  ...ACCESS,
};

/** Japanese wording of a fault: by its code, else by its kind. */
export function faultText({ code, kind }: Pick<Fault, 'code' | 'kind'>): FaultText {
  return CODES[code] ?? KINDS[kind];
}

/** Whether a code has a wording of its own. */
export const isWorded = (code: string): boolean => CODES[code] !== undefined;

/** Of a code alone, as documents repeat it: the kind says nothing more. */
export const faultWording = (code: string): FaultText => faultText({ code, kind: 'bug' });

/** What stands on the screen when a command fails: wording, code, what to do, and for a configuration every mistake. */
export function explainFault(fault: Fault): string {
  const { message, remedy } = faultText(fault);
  const lines = [`エラー [${fault.code}] ${message}`];
  const known = isWorded(fault.code);
  if (!known) lines.push(`  ${fault.message}`);
  const { mistakes, folder, line } = fault.detail;
  if (fault.code === 'store/folder-denied') lines.push(`  フォルダー: ${String(folder)}（伏せ字）`);
  if (fault.code === 'detect/bad-line') lines.push(`  ${Number(line).toLocaleString('ja-JP')}行目`);
  if (remedy !== '') lines.push(`  → ${remedy}`);
  else if (!known && fault.hint !== undefined) lines.push(`  → ${fault.hint}`);
  if (fault.code === 'config/invalid' && Array.isArray(mistakes))
    for (const mistake of mistakes as ConfigMistake[]) {
      const place = mistake.path === '' ? '' : ` ${mistake.path}:`;
      lines.push(`  ${mistake.line}行目${place} ${mistake.messageJa}`, `    → ${mistake.hintJa}`);
    }
  return `${lines.join('\n')}\n`;
}
