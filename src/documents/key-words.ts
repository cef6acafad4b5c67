import { levelName } from '../base/level.js';
import type { KeyDeviation, KeyEvent, KeyEvidence, KmsKeyLife, UnitKeyLife } from './key-lifecycle-data.js';
import { count } from './wording.js';

/** Keys, their states and what happens to them, as operators and the prefecture read it. */

const STATES: Readonly<Record<KmsKeyLife['state'] | UnitKeyLife['state'], string>> = {
  Creating: '生成中',
  Enabled: '有効',
  Disabled: '無効',
  PendingDeletion: '削除待ち',
  PendingImport: '鍵素材の取込み待ち',
  PendingReplicaDeletion: '複製の削除待ち',
  Unavailable: '利用不可',
  Updating: '変更中',
  Present: '使用中',
  Destroyed: '廃棄済',
  Missing: '所在不明',
};

/** Of the key that seals second factors no level is asked: it protects no records. */
export function levelOf({ level, alias }: Pick<KmsKeyLife, 'level' | 'alias'>): string {
  if (level !== undefined) return levelName(level);
  return alias?.endsWith('/access') ? '対象外（二要素認証）' : '不明';
}

const EVENTS: Readonly<Record<string, string>> = {
  created: '生成',
  imported: '鍵素材の取込み',
  rotated: '更新（鍵素材の交代）',
  rewrapped: '包み直し',
  disabled: '無効化',
  enabled: '有効化',
  'deletion-scheduled': '削除の予約',
  'deletion-cancelled': '削除の予約の取消し',
  'material-deleted': '鍵素材の削除',
  'destruction-opened': '廃棄の着手',
  destroyed: '廃棄の確認',
};

export function stateName(state: string): string {
  return (STATES as Readonly<Record<string, string>>)[state] ?? state;
}

/** An event that has no wording yet is named as the audit log names it. */
export function eventName({ event }: Pick<KeyEvent, 'event'>): string {
  return EVENTS[event] ?? event;
}

export function evidenceName(evidence: KeyEvidence): string {
  switch (evidence.source) {
    case 'audit':
      return `監査ログ 第${count(evidence.seq)}号`;
    case 'erasure':
      return `消去記録 ${evidence.erasureId}`;
    case 'key-service':
      return '鍵管理サービスの応答';
  }
}

export function actorName({ actor }: Pick<KeyEvent, 'actor'>): string {
  return actor ?? '鍵管理サービス';
}

export function deviationText({ code, expected, found }: KeyDeviation): string {
  switch (code) {
    case 'creation-not-recorded':
      return '生成の記録が監査ログにありません。';
    case 'state-differs':
      return `記録上の状態は「${stateName(expected ?? '')}」ですが、鍵管理サービスでは「${stateName(found ?? '')}」です。本ソフトウェア以外の手段で変更された可能性があります。`;
    case 'rotation-not-recorded':
      return `記録にない更新が行われています（鍵素材 ${found ?? ''}）。`;
    case 'missing':
      return '廃棄の記録がないまま、存在しなくなっています。';
    case 'destruction-not-confirmed':
      return '廃棄は済んでいますが、その確認がまだ記録されていません（kimitsu erase の続きの実行により記録されます）。';
    case 'back':
      return '廃棄の記録がありますが、存在しています。';
  }
}
