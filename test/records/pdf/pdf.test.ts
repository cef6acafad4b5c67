import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InflateBudget } from '../../../src/records/archive/inflate-budget.js';
import { MAX_PDF_BYTES } from '../../../src/records/limits.js';
import { PDF_LIMITS, readPdf } from '../../../src/records/pdf/pdf.js';
import { Reading } from '../../../src/records/reading.js';
import { runs } from '../../support/thorough.js';
import { makeZip } from '../archive/make-zip.js';
import { mustEncode } from '../encode.js';
import { chunksOf, codes, readAll, readChunks, shown } from '../read-all.js';
import { makePdf, onePage } from './make-pdf.js';

async function read(bytes: Buffer) {
  const { records, problems, summary } = await readAll(bytes, 'a.bin', 4999);
  expect(summary.format).toBe('pdf');
  expect(summary.examinedBytes + summary.unexaminedBytes).toBe(bytes.length);
  return { records: shown(records), problems: codes(problems), summary };
}

describe('a PDF', () => {
  it('is read page by page, with its properties, bookmarks, form fields, links and attachments', async () => {
    const bytes = await makePdf(
      (pdf) => {
        pdf.text('山田 太郎様より入電。').text('電話 090-1234-5678', { link: 'mailto:a@example.jp' });
        pdf.outline.addItem('第一章 佐藤様');
        pdf.addPage().text('二ページ目').addPage();
        pdf.initForm();
        pdf.formText('applicant', 20, 20, 100, 20, { value: 'Tanaka' });
        pdf.file(Buffer.from('氏名,電話\n鈴木,1\n'), { name: '名簿.csv' });
      },
      { info: { Title: '応対記録', Author: '作成 者子' } },
    );
    const { records, problems, summary } = await read(bytes);
    expect(records).toEqual([
      'document: Creator=PDFKit, Title=応対記録, Author=作成 者子, bookmark=第一章 佐藤様',
      'page 1: =山田 太郎様より入電。\n電話 090-1234-5678, link=mailto:a@example.jp',
      'page 2: =二ページ目',
      'page 3: applicant=Tanaka',
      'attachment 1, row 1: 氏名=鈴木, 電話=1',
      'attachments: filename=名簿.csv',
    ]);
    expect(problems).toEqual([]);
    expect(summary.unexaminedBytes).toBe(0);
  });

  it('has its lines as they are seen as well, where values stand behind the labels', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.text('氏名', 50, 100).text('電話', 50, 140).text('山田 太郎', 150, 100).text('090-1234-5678', 150, 140);
    });
    const { records } = await read(bytes);
    expect(records.at(-1)).toContain('line=氏名\t山田 太郎\n電話\t090-1234-5678');
  });

  it('in a Japanese font that is not embedded is read by its character map', async () => {
    const text = mustEncode('髙橋 花子', 'shift_jis').toString('hex');
    const font =
      '<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /90ms-RKSJ-H /DescendantFonts [6 0 R] >>';
    const descendant =
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 7 0 R >>';
    const descriptor =
      '<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>';
    const content = Buffer.from(`BT /F1 12 Tf 50 700 Td <${text}> Tj ET`);
    const bytes = onePage(content, '/Font << /F1 5 0 R >>', [font, descendant, descriptor]);
    expect((await read(bytes)).records).toEqual(['page 1: =髙橋 花子']);
  });

  it('of pictures is named page by page, and a blank page is none', async () => {
    const bytes = await makePdf((pdf) => {
      pdf.text('本文').addPage().addPage().rect(10, 10, 100, 100).fill('black').addPage().rect(1, 1, 9, 9).stroke();
    });
    const { problems, summary } = await read(bytes);
    expect(problems).toEqual(['records/no-text page 3', 'records/no-text page 4']);
    expect(summary.unexaminedBytes).toBe(Math.round(bytes.length / 2));
  });

  it('with a password is named; one that only its changes are protected by is read', async () => {
    const encrypted = await makePdf((pdf) => pdf.text('秘密'), { userPassword: 'a', ownerPassword: 'b' });
    const { records, problems, summary } = await read(encrypted);
    expect(records).toEqual([]);
    expect(problems).toEqual(['records/encrypted']);
    expect(summary.unexaminedBytes).toBe(encrypted.length);
    const open = await makePdf((pdf) => pdf.text('公開'), { ownerPassword: 'b' });
    expect((await read(open)).records.at(-1)).toBe('page 1: =公開');
  });

  it('that is cut, damaged or too large is named', async () => {
    const whole = await makePdf((pdf) => pdf.text('本文').addPage().text('後'));
    expect((await read(whole.subarray(0, whole.length - 20))).problems).toEqual([
      `records/truncated-pdf byte ${whole.length - 20}`,
    ]);
    expect((await read(Buffer.from(`%PDF-1.7\n${'x'.repeat(300)}%%EOF`))).problems).toEqual(['records/broken-pdf']);
    async function* large() {
      yield Buffer.from('%PDF-1.7\n');
      for (let sent = 0; sent <= MAX_PDF_BYTES; sent += 1 << 20) yield Buffer.alloc(1 << 20);
    }
    const { problems, summary } = await readChunks(large());
    expect(codes(problems)).toEqual(['records/too-large']);
    expect(summary.examinedBytes).toBe(0);
  });

  it('attached to a mail or packed in an archive is read through the same door', async () => {
    const pdf = await makePdf((each) => each.text('山田'));
    const head = 'From: a@example.jp\nTo: b@example.jp\nContent-Type: multipart/mixed; boundary=b\n\n--b\n';
    const part = 'Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n';
    const mail = await readAll(`${head}${part}${pdf.toString('base64')}\n--b--\n`);
    expect(shown(mail.records)).toContain('attachment 1, page 1: =山田');
    expect(codes(mail.problems)).toEqual([]);
    const zip = await readAll(makeZip([{ name: 'a.pdf', content: pdf }]));
    expect(shown(zip.records)).toContain('entry 1, page 1: =山田');
  });

  it('never throws with a byte changed', async () => {
    const bytes = await makePdf((pdf) => pdf.text('山田'));
    await fc.assert(
      fc.asyncProperty(fc.nat(3000), fc.nat(255), async (at, value) => {
        const changed = Buffer.from(bytes);
        changed[8 + (at % (changed.length - 8))] = value;
        const { summary } = await readAll(changed);
        expect(summary.examinedBytes + summary.unexaminedBytes).toBe(bytes.length);
      }),
      { seed: 5, numRuns: runs(40) },
    );
  });
});

describe('a hostile PDF', () => {
  it.each`
    limits                                    | code
    ${{ ...PDF_LIMITS, stepMilliseconds: 0 }} | ${'records/timed-out'}
    ${{ ...PDF_LIMITS, milliseconds: 0 }}     | ${'records/timed-out'}
    ${{ ...PDF_LIMITS, memoryBytes: -1e12 }}  | ${'records/archive-bomb'}
  `('is stopped from outside: $code, and the next one is read', async ({ limits, code }) => {
    const bytes = onePage(Buffer.from('q Q '.repeat(500_000)), '');
    const summary = { format: 'pdf', charset: undefined, bom: false, examinedBytes: 0, unexaminedBytes: 0 };
    const reading = new Reading(summary, 0, new InflateBudget(() => bytes.length));
    const inner = () => {
      throw new Error('nothing is attached');
    };
    const found = [];
    for await (const batch of readPdf(chunksOf(bytes, 1 << 20), reading, inner, limits)) found.push(...batch);
    expect(found).toEqual([expect.objectContaining({ kind: 'problem', code })]);
    expect(reading.skippedBytes).toBe(bytes.length);
    expect((await read(await makePdf((pdf) => pdf.text('次')))).records.at(-1)).toBe('page 1: =次');
  });
});
