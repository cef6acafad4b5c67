import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { enrol } from '../support/enrolled.js';
import { screen } from '../support/screen.js';
import { type SmallService, smallService } from '../support/small-service.js';

const shown = screen();
let service: SmallService;

beforeEach(async () => {
  service = await smallService();
});
async function kimitsu(...args: string[]): Promise<number> {
  return shown.kimitsu('documents', ...args, '--dir', service.dir);
}

it('B2-1-1 B2-2-1: lists, renders, takes the agreement, records who has read it', async () => {
  expect(await kimitsu('list')).toBe(0);
  expect(shown.stdout).toMatch(/責任分界表[\s\S]*boundary[\s\S]*未作成/);
  expect(shown.stdout).toMatch(/終了計画書[\s\S]*kimitsu plan disposal/);
  expect(await kimitsu('render', 'boundary', '--json')).toBe(0);
  const { documents } = JSON.parse(shown.stdout);
  expect(documents).toMatchObject([{ id: 'boundary', number: 'test-centre-B2-1-1', version: 1, made: true }]);
  expect((await readFile(documents[0].pdf)).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await kimitsu('approve', 'boundary', '--key', service.keyFile)).toBe(0);
  expect(shown.stdout).toContain(
    '責任分界表（test-centre-B2-1-1　第1版）について、府民お問合せ担当課長 による承認を記録しました。',
  );
  expect(shown.stderr).toContain('要確認事項が');
  expect(await kimitsu('acknowledge', 'boundary', '--by', '運用担当Ａ')).toBe(0);
  expect(shown.stdout).toContain('周知を記録しました: 運用担当Ａ');
  expect(await kimitsu('list', '--json')).toBe(0);
  const listed = JSON.parse(shown.stdout).documents.find((one: { id: string }) => one.id === 'boundary');
  expect(listed).toMatchObject({
    state: 'agreed',
    version: 1,
    acknowledged: 1,
    agreed: { version: 1, form: 'signature' },
  });
  expect(await kimitsu('list', '--open')).toBe(0);
  expect(shown.stdout).toContain('要確認: 責任分界表　記録の保存期間が定められていない。（retention）');
});

it('B2-1-1: binds a letter to the version by the hash that the two read off it', async () => {
  expect(await kimitsu('render', 'vulnerability', '--json')).toBe(0);
  const [{ hash }] = JSON.parse(shown.stdout).documents;
  const scan = join(service.dir, 'letter.pdf');
  await writeFile(scan, 'invented scan');
  const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  const people = ['--recorded-by', '運用担当Ａ', '--confirmed-by', '検証担当'];
  const letter = ['--number', '情政第1号', '--date', day, '--approver', '府民お問合せ担当課長', ...people];
  const approve = (...typed: string[]) => kimitsu('approve', 'vulnerability', '--letter', scan, ...letter, ...typed);
  expect(await approve('--letter-hash', '0'.repeat(16), '--confirm-letter-hash', hash)).toBe(5);
  expect(shown.stderr).toContain('approval/letter-hash-differs');
  expect(await approve('--letter-hash', 'not a hash')).toBe(2);
  expect(await approve('--letter-hash', hash.slice(0, 16), '--confirm-letter-hash', hash, '--json')).toBe(0);
  expect(JSON.parse(shown.stdout)).toMatchObject({ form: 'letter', typed: { recorded: 16, confirmed: 64 } });
  expect(await approve()).toBe(0);
  expect(shown.stdout).toContain('承認書に記載された文書のハッシュ値は');
});

it('who names themselves to make a document stands behind it by name', async () => {
  const boss = await enrol(service.dir, { codes: 1 });
  expect(await kimitsu('render', 'boundary', 'encryption-report', ...boss.identity, '--json'), shown.stderr).toBe(0);
  const made = await service.open(({ ports }) => ports.catalog.document('agreed-document', 'test-centre-B2-1-1-v1'));
  expect(made?.body).toMatchObject({ document: { createdBy: `account:${boss.accountId}` } });
  expect(await kimitsu('render', 'services', '--as', boss.name, '--secret-file', service.keyFile)).toBe(5);
  expect(await kimitsu('render', 'services')).toBe(0);
  expect(await shown.kimitsu('keys', 'report', ...boss.identity, '--dir', service.dir)).toBe(0);
});

it('renders the reports that other commands make, and says which does not exist yet', async () => {
  expect(await kimitsu('render', 'encryption-report')).toBe(0);
  expect(shown.stdout).toMatch(/暗号化・鍵管理報告書: .*encryption-report-\d{8}\.pdf/);
  expect(await kimitsu('list')).toBe(0);
  expect(shown.stdout).toMatch(/encryption-report-\d{8}/);
  expect(await kimitsu('render', 'termination-plan')).toBe(2);
  expect(shown.stderr).toContain('documents/nothing-to-render');
});

it('records a scan that had no answer as one', async () => {
  const file = join(service.dir, 'scan.json');
  const scan = { recordedAt: '2026-03-31T00:00:00Z', tool: 'npm audit', toolVersion: '11.0.0', result: 'unavailable' };
  await writeFile(file, JSON.stringify(scan));
  expect(await kimitsu('record-scan', file)).toBe(0);
  expect(shown.stderr).toContain('脆弱性の有無は不明です');
});

describe('mistakes', () => {
  it.each`
    args                                                          | code                       | exit
    ${['render', 'nothing']}                                      | ${'documents/unknown'}     | ${2}
    ${['acknowledge', 'boundary', '--by', 'a']}                   | ${'documents/not-made'}    | ${2}
    ${['approve', 'boundary', '--jws', 'a', '--key', 'b']}        | ${'documents/one-form'}    | ${2}
    ${['acknowledge', 'boundary', '--by', 'a', '--edition', '0']} | ${'documents/bad-edition'} | ${2}
    ${['record-scan', 'no-such-file']}                            | ${'file/unreadable'}       | ${2}
  `('$code', async ({ args, code, exit }) => {
    expect(await kimitsu(...args)).toBe(exit);
    expect(shown.stderr).toContain(`[${code}]`);
  });
});
