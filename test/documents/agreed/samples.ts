import { installationOf } from '../../../src/app/documents/installation.js';
import { retentionRules } from '../../../src/app/retention-rules.js';
import { loadPolicy } from '../../../src/classify/policy.js';
import { faultText } from '../../../src/cli/faults-ja.js';
import { parseConfig } from '../../../src/config/load.js';
import type { Config } from '../../../src/config/schema.js';
import { BLANK, configTemplate } from '../../../src/config/template.js';
import type { AgreedContent, AgreedDocument } from '../../../src/documents/agreed/content.js';
import { contentOf, type Sources } from '../../../src/documents/agreed/definition.js';
import { AGREED_DOCUMENTS } from '../../../src/documents/agreed/index.js';
import type { DocumentRecords } from '../../../src/documents/agreed/installation.js';

/** Nobody and nothing in here is real. */

const DOCUMENTS = `
documents:
  command: sudo -u kimitsu npx kimitsu
  contacts:
    - { organisation: contractor, role: 運用責任者, phone: 000-0000-0001, mail: unyou@example.jp, hours: 終日, order: 1, withinMinutes: 15 }
    - { organisation: prefecture, role: 府民お問合せ担当課, phone: 000-0000-0002, hours: 終日, order: 2, withinMinutes: 60 }
    - { organisation: prefecture, role: 情報セキュリティ担当, phone: 000-0000-0003, hours: 平日8:45～17:30, order: 2, withinMinutes: 120 }
  incidents: { firstReportMinutes: 60, updateHours: 4, finalReportDays: 14 }
  boundary:
    - { item: 業務用端末の管理, prefecture: 管理状況の確認, contractor: 調達、設定及び廃棄, provider: なし }
  training: { members: [運用担当Ａ, 運用担当Ｂ], intervalMonths: 12 }
  vulnerability: { responsible: 情報管理者, scanDays: 7 }
  devices:
    items:
      - { name: 業務用サーバー, place: 受注者の機械室, media: SSD 960 GB（自己暗号化）, quantity: 2, disposal: crypto-erase }
    attestations:
      - { file: attestations/report.pdf, title: 第三者による保証報告書, issuer: 架空監査法人, date: 2026-03-31, until: 2027-03-30 }
`;

const filled = (yaml: string): string =>
  yaml
    .replaceAll(BLANK, '（試験用）')
    .replace('approvers: []', 'approvers: [{ id: kacho, name: 府民お問合せ担当課長, publicKey: approver.pub.pem }]')
    .replace('retention: []', 'retention: [{ months: 12, basis: 契約書第10条 }]')
    .replace(
      'contacts: []',
      'contacts: [{ id: ops, name: 運用担当, mail: [ops@example.jp] }]\n  smtp: { host: mail.example.jp, from: kimitsu@example.jp }',
    );

/** The embedded default, everything filled in. */
export const EMBEDDED = filled(configTemplate('centre')) + DOCUMENTS;

/** S3 and KMS; one bucket and STS are missing in the register. */
export const CLOUD = EMBEDDED.replace(
  'type: local                 # 組み込みの保管庫（フォルダー）\n  root: data ',
  'type: s3\n  region: ap-northeast-1 #',
)
  .replace(
    'type: local                 # 組み込みの鍵管理',
    'type: kms\n  region: ap-northeast-1\n  administrators: [arn:aws:iam::123456789012:role/kanri]\n  users: [arn:aws:iam::123456789012:role/jobs]',
  )
  .replace(
    'approvedServices: []',
    `approvedServices:
  - { service: s3, region: ap-northeast-1, account: '123456789012', buckets: [pbx, citizens-voice, response-history, inquiry-form], approvedOn: 2026-03-20, approval: 情政第12号 }
  - { service: kms, region: ap-northeast-1, account: '123456789012', approvedOn: 2026-03-20, approval: 情政第12号 }
  - { service: tsa, endpoint: 'https://tsa.example.jp' }`,
  );

export const NO_RECORDS: DocumentRecords = { current: [], acknowledged: [], scans: [] };

const installationIn = (config: Config) =>
  installationOf({ dir: '/srv/kimitsu/centre', config }, retentionRules(config, loadPolicy().kinds));

export const sourcesOf = (yaml: string, change: Partial<Sources> = {}): Sources => ({
  installation: installationIn(parseConfig(yaml)),
  records: NO_RECORDS,
  faultWording: (code) => faultText({ code, kind: 'bug' }),
  attested: new Map([['report.pdf', 'a'.repeat(64)]]),
  ...change,
});

export function contentNamed(id: string, sources: Sources): AgreedContent {
  return contentOf(AGREED_DOCUMENTS.find((one) => one.id === id)!, sources);
}

export const documentOf = (content: AgreedContent, change: Partial<AgreedDocument> = {}): AgreedDocument => ({
  schema: 'kimitsu/agreed-document/1',
  number: `centre-${content.controls[0]}`,
  version: 1,
  createdAt: '2026-04-01T03:00:00.000Z',
  createdBy: 'operator:test',
  content,
  changes: [],
  ...change,
});

/** All that a content says, one string. */
export const saidIn = (content: AgreedContent): string => JSON.stringify([content.blocks, content.open]);
