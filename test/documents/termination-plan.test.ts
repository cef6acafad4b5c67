import { describe, expect, it } from 'vitest';
import { canonicalHash, canonicalJson } from '../../src/base/canonical-json.js';
import { PdfReader } from '../../src/certify/pdf-reader.js';
import type { AccountKind } from '../../src/dispose/account-disposal.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { renderTerminationPlan } from '../../src/documents/termination-plan.js';
import { pagesOf } from './pdf-text.js';
import { samplePlan } from './samples.js';

const render = (plan: DisposalPlan): Promise<Uint8Array> => renderTerminationPlan(plan, canonicalHash(plan));
const textOf = (pdf: Uint8Array): string => pagesOf(pdf).flat().join('');

describe('renderTerminationPlan (B3-1-1)', () => {
  it('gives the same bytes for the same plan', async () => {
    const [first, second] = [await render(samplePlan()), await render(samplePlan())];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('shows what the plan decides: scope, methods, keys, exceptions, hashes, names with rare characters', async () => {
    const plan = samplePlan();
    const text = textOf(await render(plan));
    for (const part of [
      '終了計画書',
      plan.planId,
      '令和8年11月23日（2026年11月23日）',
      '株式会社髙﨑コンタクト𠮷野',
      '112,742,894,109',
      '185,259',
      'alias/kimitsu-contact-centre-level-3',
      'pbx/3：2026-04～2026-06',
      '「システム／機密性／年月」',
      '予約から7～30日後',
      'obj-9f86d081884c7d659a2feaa0c55ad015',
      canonicalHash(plan),
      plan.inventoryHash,
      plan.auditHead.hash,
      '承認（府）',
    ])
      expect(text).toContain(part);
  });

  it.each`
    months                                | named
    ${{ from: '2026-11', to: '2026-11' }} | ${'記録の月2026年11月'}
    ${{ from: '2025-09', to: '2026-11' }} | ${'記録の月2025年9月～2026年11月'}
  `('names the months of the records: $named', async ({ months, named }) => {
    const text = textOf(await render({ ...samplePlan(), months })).replace(/\s/g, '');
    expect(text).toContain(named);
    if (months.from === months.to) expect(text).not.toContain(`${named}～`);
  });

  it('B3-3-1 B3-3-2 B3-3-3: lists the accounts that end with the plan, by directory and kind, without their names', async () => {
    const account = (accountId: string, kind: AccountKind, credentials: number, directory = 'iam') =>
      ({ directory, accountId, kind, credentials }) as const;
    const accounts = [
      account('AIDAEXAMPLE00000001', 'user', 1),
      account('AIDAEXAMPLE00000002', 'user', 2),
      account('AROAEXAMPLE00000003', 'special', 4),
      account('pbx-console', 'privileged', 1, 'manual'),
    ];
    const lines = pagesOf(await render(samplePlan({ accounts }))).flat();
    const at = lines.indexOf('保管先');
    expect(lines.slice(at, at + 19)).toEqual([
      ...['保管先', '区分', 'アカウント（件）', '資格情報（件）'],
      ...['iam', '利用者アカウント', '2', '3'],
      ...['iam', '特殊アカウント', '1', '4'],
      ...['手作業で管理するもの', '管理者特権アカウント', '1', '1'],
      ...['合計', '4', '8'],
    ]);
    expect(textOf(await render(samplePlan()))).toContain('本計画の対象とするアカウントはありません。');

    const alone = samplePlan({
      accounts,
      scope: { accountsOnly: true },
      lines: [],
      methods: [],
      keys: [],
      exceptions: [],
    });
    const text = textOf(await render(alone));
    expect(text).toContain('資格情報だけを対象とします');
    expect(text).toContain('アカウント廃棄報告書');
    for (const ofRecords of ['ユニット鍵の消去', '対象目録', '全ての版の削除']) expect(text).not.toContain(ofRecords);
  });

  it('numbers the pages, repeats number and hash on each, and begins no line with 、。）」', async () => {
    const plan = samplePlan();
    const pages = pagesOf(await render(plan));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((lines, index) => {
      expect(lines).toContain(`${index + 1} / ${pages.length} ページ`);
      expect(lines.join('')).toContain(canonicalHash(plan));
      expect(lines.join('')).toContain(plan.planId);
      for (const line of lines) expect(line).not.toMatch(/^[、。，．）」』】]/);
    });
  });

  it('repeats the head of a table that goes over several pages, and keeps every row', async () => {
    const exceptions = Array.from({ length: 120 }, (_, index) => ({
      objectId: `obj-${String(index).padStart(4, '0')}`,
      system: 'pbx',
      reason: '保全の指示による',
    }));
    const pages = pagesOf(await render(samplePlan({ exceptions })));
    const rows = pages.filter((lines) => lines.some((line) => /^obj-\d{4}$/.test(line)));
    expect(rows.length).toBeGreaterThan(2);
    for (const lines of rows) expect(lines).toContain('対象（識別子）');
    const shown = pages.flat().filter((line) => /^obj-\d{4}$/.test(line));
    expect(shown).toEqual(exceptions.map((exception) => exception.objectId));
  });

  it('names how many exceptions it leaves to the attached data', async () => {
    const exceptions = Array.from({ length: 501 }, (_, index) => ({
      objectId: `obj-${index}`,
      system: 'pbx',
      reason: '保全',
    }));
    expect(textOf(await render(samplePlan({ exceptions })))).toContain('ほか1件');
  });

  it('splits a row that is taller than a page without losing a line', async () => {
    const reason = Array.from({ length: 120 }, (_, index) => `第${index}行`).join('\n');
    const text = textOf(await render(samplePlan({ exceptions: [{ objectId: 'obj-1', system: 'pbx', reason }] })));
    for (let index = 0; index < 120; index += 1) expect(text).toContain(`第${index}行`);
  });

  it('carries the canonical JSON of the plan', async () => {
    const plan = samplePlan();
    const pdf = new PdfReader(Buffer.from(await render(plan)));
    const names = pdf.resolve(pdf.root.get('Names')) as Map<string, never>;
    const [, reference] = (names.get('EmbeddedFiles') as unknown as Map<string, never[]>).get('Names')!;
    const spec = pdf.resolve(reference) as Map<string, never>;
    const { content } = pdf.stream((spec.get('EF') as unknown as Map<string, never>).get('F'));
    expect(content.toString('utf8')).toBe(canonicalJson(plan));
  });

  it('refuses a hash that is not that of the plan', async () => {
    await expect(renderTerminationPlan(samplePlan(), 'a'.repeat(64))).rejects.toMatchObject({
      code: 'documents/plan-hash',
    });
  });

  it('refuses a name with a character that would be a box', async () => {
    const plan = samplePlan();
    const parties = { ...plan.parties, prefecture: { name: '見本府😀' } };
    await expect(render(samplePlan({ parties }))).rejects.toMatchObject({
      kind: 'usage',
      code: 'documents/missing-glyph',
      detail: { codePoint: 'U+1F600' },
    });
  });

  it('says so when nothing is excepted and no key is deleted, and names what had disappeared', async () => {
    const disappeared = [{ system: 'pbx', versions: 3, reason: 'inventory/not-in-store' }];
    const text = textOf(await render(samplePlan({ exceptions: [], keys: [], disappeared })));
    expect(text).toContain('例外はありません。');
    expect(text).toContain('鍵管理サービスの鍵の削除は行いません。');
    expect(text).not.toContain('削除を予約する');
    expect(text).toContain('電話交換機3本ソフトウェア以外による削除又は上書き（inventory/not-in-store）');
  });

  it('names systems and the author in words, and leaves no doubt that what is unreadable goes', async () => {
    const unreadable = [{ objectId: 'obj-1', system: 'response-history', code: 'protect/altered' }];
    const text = textOf(await render(samplePlan({ exceptions: [], unreadable, createdBy: 'account:account-12' })));
    expect(text).toContain('廃棄せずに残すものはありません。読めないまま廃棄するもの　1件');
    expect(text).toContain('obj-1応対履歴システム暗号文が改変されている（protect/altered）');
    expect(text).toContain('計画の作成者アカウント account-12');
    expect(text).not.toContain('例外はありません。');
    expect(textOf(await render(samplePlan()))).toContain('obj-9f86d081884c7d659a2feaa0c55ad015応対履歴システム');
  });
});
