import type { Control } from '../control.js';

/** 別紙３ 更改・廃棄時の情報セキュリティ対策 */
export const ANNEX_3: readonly Control[] = [
  {
    id: 'B3-1-1',
    title: '移行計画書又は終了計画書',
    asks: '移行計画書又は終了計画書を作成すること。',
    satisfiedBy: '移行計画書又は終了計画書を作成していること',
    coverage: 'covered',
    now: '終了計画書 for the whole service or a part of it, 移行計画書; each from a fresh listing, refused while anything in scope is unclassified or unprotected',
    code: ['src/app/end-of-service/make-plan.ts', 'src/app/migration/make-plan.ts', 'src/documents'],
    tests: [
      'test/documents/termination-plan.test.ts',
      'test/documents/migration-plan.test.ts',
      'test/app/migration/life.test.ts',
    ],
    documents: ['docs/approval.md', 'docs/migration.md'],
  },
  {
    id: 'B3-2-1',
    title: '全ての情報の移行及び削除',
    asks: '外部サービスで利用する全ての情報について、適切に移行及び削除されるよう管理すること。',
    satisfiedBy:
      '全ての記録が、消去済（移行したものは、受領の後、移行元において消去済）又は理由のある例外のいずれかになっていること',
    coverage: 'covered',
    now: 'for what lies in the configured stores: every version, delete marker and unfinished upload ever seen ends destroyed and probed (what was handed over, once it is accepted), or named as vanished or excepted (holds, retention periods); counts must reconcile. Replicas and backups are places of their own',
    code: [
      'src/inventory',
      'src/app/end-of-service',
      'src/migrate',
      'jobs/erase-records.ts',
      'jobs/migrate-records.ts',
    ],
    tests: [
      'test/end-of-service/life.test.ts',
      'test/end-of-service/partial.slow.ts',
      'test/end-of-service/model.test.ts',
      'test/inventory/take-inventory.test.ts',
      'test/app/migration/life.test.ts',
    ],
    documents: ['docs/architecture.md', 'docs/migration.md'],
  },
  {
    id: 'B3-2-2',
    title: '機密性に応じた移行又は廃棄の方法',
    asks: '府と協議の上、取り扱う情報の機密性（資料４　情報管理レベル）に応じて移行もしくは廃棄方法を決定すること。（暗号化消去及び廃棄証明書の提出等。）',
    satisfiedBy: '機密性ごとの方法を計画で定め、確定の廃棄証明書を発行していること',
    coverage: 'covered',
    now: 'method matrix by level in the configuration, key destruction + deletion + read-back, migration with read-back of every record, 廃棄証明書 as PDF and JWS with offline verifiers',
    code: ['src/certify', 'src/app/certificates', 'src/app/end-of-service', 'src/dispose'],
    tests: [
      'test/end-of-service/life.test.ts',
      'test/certify/certificate.test.ts',
      'test/documents/disposal-certificate.test.ts',
      'test/app/certificates/accept.test.ts',
    ],
    documents: ['docs/certificate.md'],
  },
  {
    id: 'B3-2-3',
    title: '計画等の府による承認',
    asks: '上記（１）（２）の内容について文書を作成し、府の承認を得ること。',
    satisfiedBy: '実施する計画の全てに、府の有効な承認があること',
    coverage: 'covered',
    now: 'for plans: approval signed with a pinned key, or a letter recorded by two people and named as such; bound to the plan’s hash and inventory, expiring, withdrawable, verified again before the first destructive step',
    code: ['src/app/end-of-service/approvals.ts', 'src/certify/approval.ts'],
    tests: [
      'test/end-of-service/approvals.test.ts',
      'test/end-of-service/bad-approval.test.ts',
      'test/end-of-service/refusal.test.ts',
      'test/certify/approval.test.ts',
    ],
    documents: ['docs/approval.md'],
  },
  {
    id: 'B3-2-4',
    title: '装置等の処分・廃棄の方針及び手順',
    asks: '装置等の資源を処分・廃棄する場合、セキュリティを確保した対応となるよう、その方針及び手順について、文書で府に提出し承認を得ること。（第三者による監査報告書や認証等の提出をもって変えることもできる。）',
    satisfiedBy: '装置等廃棄方針について、府の承認を得ていること',
    coverage: 'covered',
    now: '装置等廃棄方針 as an agreed document, with attestations of third parties attached by hash. The acts themselves are the contractor’s',
    code: ['src/documents/agreed/devices.ts'],
    tests: ['test/app/documents/documents.test.ts'],
    documents: ['docs/documents.md'],
  },
  ...(
    [
      ['B3-3-1', '利用者アカウントの削除', '作成した利用者の各アカウントを削除すること。'],
      ['B3-3-2', '特権アカウントの削除又は返却', '利用したシステム管理者特権アカウントを削除（又は返却）すること。'],
      [
        'B3-3-3',
        '特殊なアカウント及び関連情報の廃棄',
        '利用者のアカウント以外に特殊なアカウントがある場合は、関連情報（資格情報等）含めて廃棄すること。',
      ],
    ] as const
  ).map(
    ([id, title, asks]): Control => ({
      id,
      title,
      asks,
      satisfiedBy: '承認された計画の全ての対象アカウントが、資格情報とともに廃棄され、残っていないと確認されていること',
      coverage: 'partly',
      now: 'embedded identities and marked users and roles of AWS IAM are disposed of under an approved plan with all their credentials, read back, and reported (アカウント廃棄報告書); accounts of systems without an interface are recorded by two named persons, which nothing authenticates',
      code: ['src/app/accounts', 'jobs/dispose-accounts.ts', 'src/adapters/aws/iam'],
      tests: [
        'test/app/accounts/dispose.test.ts',
        'test/app/accounts/life.test.ts',
        'test/documents/account-report.test.ts',
      ],
      documents: ['docs/architecture.md'],
    }),
  ),
];
