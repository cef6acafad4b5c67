import { describe, expect, it } from 'vitest';
import { canonicalHash, canonicalJson } from '../../src/base/canonical-json.js';
import { PdfReader } from '../../src/certify/pdf-reader.js';
import type { AccountDisposal, AccountDisposalRecord } from '../../src/dispose/account-disposal.js';
import { renderAccountReport } from '../../src/documents/account-report.js';
import { pagesOf } from './pdf-text.js';
import { samplePlan } from './samples.js';

const AT = '2026-11-25T05:05:12.000Z';
const EVIDENCE = 'e'.repeat(64);

const account = (change: Partial<AccountDisposal>): AccountDisposal => ({
  directory: 'iam',
  accountId: 'AIDAEXAMPLE0000000001',
  kind: 'user',
  credentials: 2,
  state: 'disposed',
  maskedName: 'xxxxxx.xxxx',
  own: false,
  found: [
    { kind: 'password', reference: 'xxxxxxxx', createdAt: AT },
    { kind: 'access-key', reference: 'AKIAEXAMPLE0000000001', createdAt: undefined },
  ],
  begunAt: AT,
  endedAt: AT,
  executedBy: 'operator:test',
  readBack: { outcome: 'gone', at: AT, credentialsLeft: 0 },
  ...change,
});

const manual = {
  directory: 'manual',
  accountId: 'pbx-admin',
  kind: 'privileged' as const,
  credentials: 1,
  system: '電話交換機の管理画面',
  holder: '運用班',
  credentialKinds: ['password'],
  recorded: { on: '2026-11-25', by: '運用責任者', confirmedBy: '検証責任者', evidence: EVIDENCE, recordedAt: AT },
};

const sample = (change: Partial<AccountDisposalRecord> = {}): AccountDisposalRecord => ({
  schema: 'kimitsu/account-disposal/1',
  disposalId: 'accounts-5f0c2a9d81b34e77a2c6d901',
  planId: 'plan-5f0c2a9d81b34e77a2c6d901',
  planHash: 'a'.repeat(64),
  approvalHash: 'b'.repeat(64),
  approvedBy: '情報政策課長',
  approvedAt: AT,
  executedBy: '運用責任者',
  verifiedBy: '検証責任者',
  startedAt: AT,
  endedAt: AT,
  accounts: [account({}), account({ accountId: 'AROAEXAMPLE0000000002', kind: 'special' })],
  manual: [manual],
  unplanned: [],
  ownKept: [],
  ...change,
});

const render = (record: AccountDisposalRecord): Promise<Uint8Array> =>
  renderAccountReport({
    record,
    parties: samplePlan().parties,
    reportedAt: AT,
    auditHead: { seq: 1234, hash: 'c'.repeat(64) },
  });
const textOf = async (record: AccountDisposalRecord): Promise<string> =>
  pagesOf(await render(record))
    .flat()
    .join('');

describe('renderAccountReport (B3-3-1, B3-3-2, B3-3-3)', () => {
  it('says what was disposed of, by whom, how it was verified, and what it rests on', async () => {
    const text = await textOf(sample());
    for (const part of [
      'アカウント廃棄報告書',
      '令和8年11月25日（2026年11月25日） 14時05分12秒 JST',
      '情報政策課長',
      '運用責任者',
      '検証責任者',
      '利用者アカウント（1件）',
      '特殊アカウント（1件）',
      'AIDAEXAMPLE0000000001',
      '（xxxxxx.xxxx）',
      'アクセスキー 1',
      'パスワード 1',
      'AKIAEXAMPLE0000000001',
      '不存在を確認',
      '電話交換機の管理画面',
      EVIDENCE.slice(0, 20),
      '残存するものはありません',
      '第1,234号',
      canonicalHash(sample()),
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('廃棄は完了していません');
  });

  it('adds up: plan = disposed + by hand + absent + open, by kind', async () => {
    const record = sample({
      accounts: [
        account({}),
        account({ state: 'found-absent', found: [] }),
        account({
          state: 'begun',
          kind: 'special',
          readBack: { outcome: 'not-read', at: undefined, credentialsLeft: 0 },
        }),
        account({ kind: 'special', readBack: { outcome: 'left', at: AT, credentialsLeft: 1 } }),
      ],
    });
    const lines = pagesOf(await render(record)).flat();
    const row = (name: string): string[] => lines.slice(lines.indexOf(name) + 1, lines.indexOf(name) + 6);
    expect(row('利用者アカウント')).toEqual(['2', '1', '0', '1', '0']);
    expect(row('管理者特権アカウント')).toEqual(['1', '0', '1', '0', '0']);
    expect(row('特殊アカウント')).toEqual(['2', '0', '0', '0', '2']);
    expect(row('合計')).toEqual(['5', '1', '1', '1', '2']);
  });

  it('names everything that is left, and does not call the disposal complete', async () => {
    const text = await textOf(
      sample({
        endedAt: undefined,
        accounts: [
          account({
            state: 'planned',
            own: true,
            readBack: { outcome: 'not-read', at: undefined, credentialsLeft: 0 },
          }),
          account({ accountId: 'AIDALEFT', readBack: { outcome: 'left', at: AT, credentialsLeft: 2 } }),
          account({
            accountId: 'AIDAOWN',
            state: 'credentials-removed',
            readBack: { outcome: 'refused', at: AT, credentialsLeft: 0 },
          }),
        ],
        manual: [{ ...manual, recorded: undefined }],
        unplanned: [{ directory: 'iam', accountId: 'AIDALATE', kind: 'privileged', maskedName: 'xxxx', seenAt: AT }],
        ownKept: ['keys-pending', 'unplanned-left'],
      }),
    );
    for (const part of [
      '廃棄は完了していません',
      '未完了',
      '鍵の消滅の確認が済んでいない／計画書に記載のないアカウントが残っている',
      '残存を確認：iam　AIDALEFT（資格情報 2件）',
      'AIDAOWN（読戻し：接続拒否を確認、残る資格情報 確認不能）',
      '別の管理者による削除が必要です',
      '手作業による廃棄の記録がないもの：電話交換機の管理画面（pbx-admin）',
      '管理者特権アカウント：iam　AIDALATE',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('残存するものはありません');
  });

  it('gives the same bytes for the same record, and carries it', async () => {
    const [first, second] = [await render(sample()), await render(sample())];
    expect(Buffer.compare(first, second)).toBe(0);
    const pdf = new PdfReader(Buffer.from(first));
    const names = pdf.resolve(pdf.root.get('Names')) as Map<string, never>;
    const [, reference] = (names.get('EmbeddedFiles') as unknown as Map<string, never[]>).get('Names')!;
    const spec = pdf.resolve(reference) as Map<string, never>;
    const { content } = pdf.stream((spec.get('EF') as unknown as Map<string, never>).get('F'));
    expect(content.toString('utf8')).toBe(canonicalJson(sample()));
  });

  it('names how many accounts it leaves to the attached record', async () => {
    const accounts = Array.from({ length: 502 }, (_, index) => account({ accountId: `AIDA${index}`, found: [] }));
    expect(await textOf(sample({ accounts }))).toContain('ほか2件');
  });
});
