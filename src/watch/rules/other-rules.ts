import { EVENT_RULES } from './event-rules.js';
import type { OtherRule } from './rule.js';

/** Rules about many events, about logs, and about what the catalogue knows of an object. */
export const OTHER_RULES = [
  {
    id: 'mass-reading',
    severity: 'serious',
    title: '大量の読取り',
    advice: '読み取った者に目的を確認し、必要であれば権限を停止してください。',
  },
  {
    id: 'reading-after-freeze',
    severity: 'serious',
    title: '消去のため凍結し、又は消去した記録の読取り',
    advice: '誰がどこから読み取ったかを確認し、写しの有無を調べてください。',
  },
  {
    id: 'log-cut',
    severity: 'serious',
    title: '途中で切れたログ',
    advice: '元のログを取り直してください。切れた後の操作は確認されていません。',
  },
  {
    id: 'log-unknown-format',
    severity: 'serious',
    title: '形式の分からないログ',
    advice: 'ログの種類と保管場所の設定（watch.sources）を確認してください。内容は確認されていません。',
  },
  {
    id: 'log-unreadable-record',
    severity: 'serious',
    title: 'ログの中の読み取れない行又は記録',
    advice: '該当の行を目視で確認してください。',
  },
  {
    id: 'log-changed',
    severity: 'serious',
    title: '一度読み取ったログの内容の変更',
    advice: 'ログは書き換えられないものです。書き換えた者を確認してください。',
  },
  {
    id: 'log-gone',
    severity: 'serious',
    title: 'ダイジェストに記載されたログの不存在',
    advice: '削除した者を確認し、バックアップ等から取り戻してください。',
  },
  {
    id: 'digest-mismatch',
    severity: 'serious',
    title: 'ダイジェストとログの不一致',
    advice: 'ログの改変が疑われます。証拠を保全し、責任者に連絡してください。',
  },
  {
    id: 'digest-chain-broken',
    severity: 'serious',
    title: 'ダイジェストの連鎖の断絶',
    advice: 'ダイジェストの改変又は削除が疑われます。証拠を保全し、責任者に連絡してください。',
  },
  {
    id: 'digest-signature-invalid',
    severity: 'serious',
    title: 'ダイジェストの署名の不一致',
    advice: 'ダイジェストの改変が疑われます。証拠を保全し、責任者に連絡してください。',
  },
  {
    id: 'log-gap',
    severity: 'serious',
    title: 'ログの欠落（届くべき時間帯のものがない）',
    advice: 'ログの設定と配信の状況を確認してください。その間の操作は確認されていません。',
  },
  {
    id: 'audit-chain-broken',
    severity: 'serious',
    title: '監査ログの連鎖の断絶',
    advice: 'kimitsu audit verify で確認し、証拠を保全してください。',
  },
] as const satisfies readonly OtherRule[];

export type OtherRuleId = (typeof OTHER_RULES)[number]['id'];

const ALL = new Map<string, OtherRule>([...EVENT_RULES, ...OTHER_RULES].map((rule) => [rule.id, rule]));

/** Words of any rule. */
export function ruleOf(id: string): OtherRule {
  return ALL.get(id) ?? { id, severity: 'serious', title: id, advice: '' };
}
