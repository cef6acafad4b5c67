import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { canonicalHash, canonicalJson } from '../../src/base/canonical-json.js';
import { PdfReader } from '../../src/certify/pdf-reader.js';
import { renderMigrationPlan } from '../../src/documents/migration-plan.js';
import type { MigrationPlan } from '../../src/migrate/plan.js';
import { sampleMigrationPlan } from './migration-samples.js';
import { pagesOf } from './pdf-text.js';

const render = (plan: MigrationPlan): Promise<Uint8Array> => renderMigrationPlan(plan, canonicalHash(plan));
const textOf = (pdf: Uint8Array): string => pagesOf(pdf).flat().join('');

describe('renderMigrationPlan (B3-1-1)', () => {
  it('gives the same bytes for the same plan', async () => {
    expect(Buffer.compare(await render(sampleMigrationPlan()), await render(sampleMigrationPlan()))).toBe(0);
  });

  it('has every part that a 移行計画書 must have', async () => {
    const plan = sampleMigrationPlan();
    const pdf = await render(plan);
    if (process.env.KIMITSU_SAMPLE_PDF) await writeFile(process.env.KIMITSU_SAMPLE_PDF, pdf);
    const text = textOf(pdf);
    for (const part of [
      '移行計画書',
      plan.planId,
      '２　対象',
      '３　移行の方式及び環境',
      'レイアウト',
      '格納場所',
      '使用するソフトウェア',
      '４　体制、手順及び日程',
      '2026-12-01～2026-12-25',
      '５　移行判定基準及び照合の方法',
      '６　中止の条件及び復旧点',
      '７　残置対象',
      '８　受領及び移行元の廃棄',
      '次期受託株式会社髙﨑',
      plan.receiver.fingerprint,
      '3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea',
      'contact-centre-pbx-b34e77a2',
      canonicalHash(plan),
      plan.inventoryHash,
      '承認（府）',
    ])
      expect(text).toContain(part);
  });

  it('shows the sum of what moves and what stays', async () => {
    const plan = sampleMigrationPlan();
    const text = textOf(await render(plan));
    expect(text).toContain('移行元の版等 225,103件 ＝ 移行 185,259件 ＋ 残置 39,844件');
    const none = textOf(await render(sampleMigrationPlan({ leftBehind: [] })));
    expect(none).toContain('残置対象はありません。');
  });

  it.each`
    change                                                                                            | said
    ${{ protection: { mode: 'none' } }}                                                               | ${'暗号化を解除して引き渡す。'}
    ${{ protection: { mode: 'kms', keyArn: 'arn:aws:kms:ap-northeast-1:123456789012:key/1' } }}       | ${'arn:aws:kms:ap-northeast-1:123456789012:key/1'}
    ${{ destination: { type: 's3', region: 'ap-northeast-1', bucket: 'handover', prefix: '2026/' } }} | ${'handover/2026/'}
    ${{ form: 'copy' }}                                                                               | ${'Content-Type'}
    ${{ schedule: {} }}                                                                               | ${'承認後、指定の日'}
    ${{ history: true }}                                                                              | ${'旧版も移行する。'}
    ${{ disappeared: [{ system: 'pbx', versions: 3, reason: 'inventory/not-in-store' }] }}            | ${'inventory/not-in-store'}
  `('says $said', async ({ change, said }) => {
    expect(textOf(await render(sampleMigrationPlan(change)))).toContain(said);
  });

  it('begins no line with 、。）」 and numbers its pages', async () => {
    const pages = pagesOf(await render(sampleMigrationPlan()));
    pages.forEach((lines, index) => {
      expect(lines).toContain(`${index + 1} / ${pages.length} ページ`);
      for (const line of lines) expect(line).not.toMatch(/^[、。，．）」』】]/);
    });
  });

  it('carries the canonical JSON of the plan', async () => {
    const plan = sampleMigrationPlan();
    const pdf = new PdfReader(Buffer.from(await render(plan)));
    const names = pdf.resolve(pdf.root.get('Names')) as Map<string, never>;
    const [, reference] = (names.get('EmbeddedFiles') as unknown as Map<string, never[]>).get('Names') ?? [];
    const spec = pdf.resolve(reference as never) as Map<string, never>;
    const { content } = pdf.stream((spec.get('EF') as unknown as Map<string, never>).get('F') as never);
    expect(content.toString('utf8')).toBe(canonicalJson(plan));
  });

  it('refuses a hash that is not that of the plan', async () => {
    await expect(renderMigrationPlan(sampleMigrationPlan(), 'a'.repeat(64))).rejects.toMatchObject({
      code: 'documents/plan-hash',
    });
  });
});
