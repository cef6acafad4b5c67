import { AUDIT_SOURCE } from '../logs/audit-event.js';
import { allows } from '../principals.js';
import { type EventRule, isService } from './rule.js';

const SERVICE = 'arn:aws:sts::111122223333:assumed-role/kimitsu-jobs/run-1';
const OPERATOR = 'arn:aws:iam::111122223333:user/operator-01';
const READER = 'arn:aws:iam::111122223333:user/reader-01';
const STRANGER = 'arn:aws:iam::999988887777:user/stranger';
const NOON = Date.parse('2026-04-01T12:00:00+09:00');
const NIGHT = Date.parse('2026-04-01T23:30:00+09:00');
const HOLIDAY_NOON = Date.parse('2026-04-29T12:00:00+09:00');
const IN_ERASURE = Date.parse('2026-06-01T10:00:00+09:00');

/** What an erasure does to keys; every other change is one of no plan. */
const ENDING_KEYS = /^kms:(?:ScheduleKeyDeletion|DisableKey|DeleteAlias|DeleteImportedKeyMaterial)$/;

/** Rules about single events (B2-3-2). */
export const EVENT_RULES: readonly EventRule[] = [
  {
    id: 'out-of-hours',
    severity: 'serious',
    title: '業務時間外の操作',
    advice: '操作した者に、業務上の必要があったかを確認してください。',
    matches: (event, { hours, principals }) => {
      if (isService(event) || event.principal.startsWith('job:') || hours.has(event.at)) return false;
      // Listing and describing go on at all hours by themselves; in the own audit log everything is an act of somebody.
      if (event.kind === 'other' && event.source !== AUDIT_SOURCE) return false;
      return principals.find(event.principal)?.hours !== 'any';
    },
    examples: {
      hits: [
        { at: NIGHT, principal: OPERATOR },
        { at: HOLIDAY_NOON, principal: OPERATOR },
        { at: NIGHT, source: AUDIT_SOURCE, principal: 'operator:unyo', kind: 'other', action: 'plan.made' },
      ],
      misses: [
        { at: NOON, principal: OPERATOR },
        { at: NIGHT, principal: SERVICE },
        { at: NIGHT, principal: OPERATOR, kind: 'other', action: 's3:ListBucket' },
        { at: NIGHT, source: AUDIT_SOURCE, principal: 'job:classify', kind: 'other' },
      ],
    },
  },
  {
    id: 'unknown-principal',
    severity: 'serious',
    title: '登録のない主体による操作',
    advice: '主体を特定し、正当なものは設定の watch.principals に加え、そうでないものは権限を停止してください。',
    matches: (event, { principals }) =>
      event.source !== AUDIT_SOURCE &&
      principals.known.length > 0 &&
      !isService(event) &&
      principals.find(event.principal) === undefined,
    examples: {
      hits: [{ principal: STRANGER }, { principal: 'anonymous' }, { principal: `${OPERATOR}-2` }],
      misses: [{ principal: OPERATOR }, { principal: 'service:AmazonS3' }, { source: AUDIT_SOURCE, principal: 'x' }],
    },
  },
  {
    id: 'beyond-permission',
    severity: 'serious',
    title: '登録された範囲を超える操作',
    advice: 'その操作が職務に含まれるかを確認し、権限又は設定を改めてください。',
    matches: (event, { principals }) => {
      if (event.source === AUDIT_SOURCE || event.kind === 'decrypt') return false;
      const known = principals.find(event.principal);
      return known !== undefined && !allows(known, event.kind);
    },
    examples: {
      hits: [
        { principal: READER, kind: 'write', action: 's3:PutObject' },
        { principal: SERVICE, kind: 'settings-change', action: 's3:PutBucketPolicy' },
      ],
      misses: [
        { principal: READER, kind: 'read' },
        { principal: STRANGER, kind: 'write' },
        { principal: READER, kind: 'other', action: 's3:ListBucket' },
      ],
    },
  },
  {
    id: 'unknown-network',
    severity: 'serious',
    title: '登録のないネットワークからの操作',
    advice: '接続元を確認し、正当なものは設定の watch.networks に加えてください。',
    matches: ({ ip }, { networks }) => ip !== undefined && networks.cidrs.length > 0 && !networks.has(ip),
    examples: {
      hits: [{ ip: '203.0.113.9' }, { ip: '2001:db8:ffff::1' }, { ip: 'not an address' }],
      misses: [{ ip: '192.0.2.77' }, { ip: '2001:db8:1::5' }, { ip: '::ffff:192.0.2.1' }, { ip: undefined }],
    },
  },
  {
    id: 'foreign-decrypt',
    severity: 'serious',
    title: '本サービス以外の主体による復号',
    advice: '復号した主体の権限を止め、対象の鍵で保護された記録の範囲を確認してください。',
    matches: (event, { principals }) =>
      event.kind === 'decrypt' &&
      !isService(event) &&
      principals.anyone('decrypt') &&
      !principals.find(event.principal)?.may.includes('decrypt'),
    examples: {
      hits: [
        { kind: 'decrypt', action: 'kms:Decrypt', principal: OPERATOR },
        { kind: 'decrypt', action: 'kms:ReEncrypt', principal: STRANGER },
      ],
      misses: [
        { kind: 'decrypt', action: 'kms:Decrypt', principal: SERVICE },
        { kind: 'read', principal: OPERATOR },
      ],
    },
  },
  {
    id: 'key-change',
    severity: 'serious',
    title: '鍵の設定変更、無効化又は削除予約',
    advice: '計画された作業かを確認してください。削除の予約は、待機期間の間は取り消せます。',
    matches: (event, { principals, erasures }) => {
      if (event.kind !== 'key-change' || event.source === AUDIT_SOURCE) return false;
      const ours = principals.find(event.principal)?.may.includes('keys') ?? false;
      const planned = erasures.some(({ from, to }) => event.at >= from && event.at <= to);
      return !(ours && planned && ENDING_KEYS.test(event.action));
    },
    examples: {
      hits: [
        { kind: 'key-change', action: 'kms:PutKeyPolicy', principal: SERVICE },
        { kind: 'key-change', action: 'kms:CreateGrant', principal: SERVICE, at: IN_ERASURE },
        { kind: 'key-change', action: 'kms:ScheduleKeyDeletion', principal: SERVICE },
        { kind: 'key-change', action: 'kms:ScheduleKeyDeletion', principal: STRANGER, at: IN_ERASURE },
      ],
      misses: [
        { kind: 'key-change', action: 'kms:ScheduleKeyDeletion', principal: SERVICE, at: IN_ERASURE },
        { kind: 'key-change', action: 'kms-key.rotated', source: AUDIT_SOURCE, principal: 'operator:unyo' },
      ],
    },
  },
  {
    id: 'settings-change',
    severity: 'serious',
    title: '保管庫の設定変更（バケットポリシー、版管理、ライフサイクル等）',
    advice: '変更の内容を確認し、計画にないものは元に戻してください。',
    matches: ({ kind }) => kind === 'settings-change',
    examples: {
      hits: [{ kind: 'settings-change', action: 's3:PutBucketPolicy' }],
      misses: [{ kind: 'write', action: 's3:PutObject' }],
    },
  },
  {
    id: 'logging-change',
    severity: 'serious',
    title: 'ログの停止又は設定変更',
    advice: 'ログの取得を直ちに元に戻し、止まっていた間の操作を別の記録で確認してください。',
    matches: ({ kind }) => kind === 'logging-change',
    examples: {
      hits: [{ kind: 'logging-change', action: 'cloudtrail:StopLogging' }],
      misses: [{ kind: 'other', action: 'cloudtrail:DescribeTrails' }],
    },
  },
  {
    id: 'failed-mfa',
    severity: 'serious',
    title: '認証の失敗又は多要素認証のないサインイン',
    advice: '本人に心当たりを確認し、なければ資格情報を更新してください。',
    matches: ({ kind, outcome, mfa }) => kind === 'sign-in' && (outcome !== 'success' || mfa === false),
    examples: {
      hits: [
        { kind: 'sign-in', action: 'signin:ConsoleLogin', outcome: 'failed' },
        { kind: 'sign-in', action: 'signin:ConsoleLogin', mfa: false },
        { kind: 'sign-in', action: 'mfa.refused', outcome: 'denied', source: AUDIT_SOURCE },
      ],
      misses: [{ kind: 'sign-in', action: 'signin:ConsoleLogin', mfa: true }],
    },
  },
  {
    id: 'root-account',
    severity: 'serious',
    title: 'ルートユーザーの使用',
    advice: 'ルートユーザーは日常の作業に使わないものです。使用の理由を確認してください。',
    matches: ({ principal }) => /^arn:aws[a-z-]*:iam::\d{12}:root$/.test(principal),
    examples: {
      hits: [{ principal: 'arn:aws:iam::111122223333:root' }],
      misses: [{ principal: 'arn:aws:iam::111122223333:user/root' }],
    },
  },
];
