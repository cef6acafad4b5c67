import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import type { TextContext, TextOfRecord } from '../../src/classify/finding.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { defineRecognizer } from '../../src/classify/recognizer.js';
import { runs } from '../support/thorough.js';

const policy = loadPolicy();
let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, policy);
});

const found = (text: string, context?: TextContext) =>
  detector.detect(text, context).findings.map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

const SNIPPETS = [
  '山田様、',
  '担当の山口が承りました。',
  '電話は０９０−１２３４−５６７８です。',
  '受付番号 0661234567\n',
  '堺市堺区南瓦町3番1号サンハイツ203号室',
  'に住んでいます。',
  '生年月日：昭和60年4月1日 ',
  'マイナンバーは1234 5678 9018',
  'taro＠example.jp ',
  '母が認知症で通院中です。',
  '府庁（06-6941-0351）',
  '\n',
  'ゼロキュウゼロの一二三四の五六七八',
  '、',
  '福島県の',
  'ヤマダ タロウ',
  '口座番号 7654321',
  '会議は令和8年4月1日。',
  '𠮷野家',
  '1,234,567円',
];
const anyText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...SNIPPETS) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('detect', () => {
  it('takes the nearest label for what a number is', () => {
    expect(found('口座番号は1234567、電話番号は0661234567です')).toEqual([
      'BANK_ACCOUNT 1234567',
      'PHONE_NUMBER 0661234567',
    ]);
  });

  it('leaves a number alone whose label says that it is something else', () => {
    expect(found('電話でのお問い合わせ 受付番号 0661234567')).toEqual([]);
  });

  it("reads a field's name as a label", () => {
    expect(found('0661234567', { fieldName: '電話番号' })).toEqual(['PHONE_NUMBER 0661234567']);
    expect(found('山口　陸', { fieldName: 'お名前' })).toEqual(['PERSON_NAME 山口　陸']);
    expect(found('305012345678', { fieldName: '免許証番号' })).toEqual(['DRIVERS_LICENSE_NUMBER 305012345678']);
    expect(found('1980-01-02', { path: ['applicant'], fieldName: 'birthDate' })).toEqual(['DATE_OF_BIRTH 1980-01-02']);
  });

  it('keeps a labelled number whose check digit fails, at a lower score', () => {
    const [valid] = detector.detect('個人番号 123456789018').findings;
    const [failing] = detector.detect('個人番号 123456789012').findings;
    expect(failing!.type).toBe('MY_NUMBER');
    expect(failing!.score).toBeLessThan(valid!.score);
  });

  it('gives offsets of the original text, which folding does not move', () => {
    const text = '👪 ﾃﾞﾝﾜ：０９０ー１２３４ー５６７８、𠮷田様';
    expect(found(text)).toEqual(['PHONE_NUMBER ０９０ー１２３４ー５６７８', 'PERSON_NAME 𠮷田']);
  });

  it('says what the findings mean by the policy', () => {
    expect(detector.detect('田中様より入電').contentLevel).toBe(3);
    expect(detector.detect('〒540-8570').contentLevel).toBe(1);
    expect(detector.detect('本日は晴天なり').contentLevel).toBe(1);
  });

  it('leaves out what the organisation itself publishes', async () => {
    const own = await createDetector(recognizers, policy, {
      allow: { values: ['06-1234-5678', '山口', '大阪市中央区大手前二丁目'] },
    });
    expect(own.detect('電話は０６（１２３４）５６７８、担当の山口が承りました').findings).toEqual([]);
    expect(own.detect('担当の山田が承りました').findings).toHaveLength(1);
    expect(own.version).not.toBe(detector.version);
  });

  it('leaves out what is published as a whole, although it was found in two parts', async () => {
    const parts = defineRecognizer({
      type: 'PERSON_NAME',
      source: 'this test',
      cues: ['百舌野', '玄庵'],
      find: (_scan, hits) => hits.map(({ start, end }) => ({ start, end, rule: 'part', score: 0.9, settled: true })),
      joins: () => true,
      examples: { hits: ['百舌野'], misses: ['山'] },
    });
    const own = await createDetector([parts], policy, { allow: { values: ['百舌野玄庵'] } });
    expect(own.detect('百舌野 玄庵').findings).toEqual([]);
    expect(own.detect('百舌野').findings).toHaveLength(1);
  });

  it('leaves it out also where only the rest of the record would say that it is somebody', async () => {
    const doubtful = defineRecognizer({
      type: 'PERSON_NAME',
      source: 'this test',
      cues: ['守口'],
      find: (_scan, hits) =>
        hits.map(({ start, end }) => ({ start, end, rule: 'doubtful', score: 0.4, settled: true })),
      doubt: { beside: 0.35, hangs: ({ score }) => score < 0.6, tells: () => false },
      examples: { hits: ['守口'], misses: ['山'] },
    });
    const certain = defineRecognizer({
      type: 'EMAIL_ADDRESS',
      source: 'this test',
      cues: ['a@b.example'],
      find: (_scan, hits) => hits.map(({ start, end }) => ({ start, end, rule: 'certain', score: 0.9, settled: true })),
      examples: { hits: ['a@b.example'], misses: ['山'] },
    });
    const text = '守口 a@b.example';
    const all = await createDetector([doubtful, certain], policy);
    expect(all.detect(text).findings.map(({ type }) => type)).toEqual(['PERSON_NAME', 'EMAIL_ADDRESS']);
    const own = await createDetector([doubtful, certain], policy, { allow: { values: ['守口'] } });
    expect(own.explain(text).map(({ outcome }) => outcome)).toEqual(['allowed', 'reported']);
  });

  it('gives disjoint findings inside the text, scored from 0.5 to 1, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { start, end, score } of detector.detect(text).findings) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(score).toBeGreaterThanOrEqual(0.5);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('gives the same findings whatever the size of the pieces', async () => {
    const cut = await createDetector(recognizers, policy, { pieceSize: 37 });
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cut.detect(text)).toEqual(detector.detect(text));
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('explain', () => {
  it('says why each finding scored what it did, without the value', () => {
    const text = '個人番号 1234-5678-9018、受付番号 0661234567';
    const [explanation] = detector.explain(text);
    expect(explanation).toMatchObject({
      type: 'MY_NUMBER',
      rule: 'my-number/grouped',
      base: 0.6,
      context: 'before',
      word: '個人番号',
      check: 'passed',
      band: 'certain',
      outcome: 'reported',
    });
    expect(JSON.stringify(detector.explain(text))).not.toMatch(/9018|0661/);
  });

  it('shows what was too weak to report', async () => {
    const doubtful = defineRecognizer({
      type: 'PERSON_NAME',
      source: 'this test',
      cues: ['田中'],
      find: (_scan, hits) =>
        hits.map(({ start, end }) => ({ start, end, rule: 'doubtful', score: 0.3, settled: true })),
      examples: { hits: ['田中'], misses: ['山'] },
    });
    const weak = await createDetector([doubtful], policy);
    expect(weak.explain('田中の話').map(({ outcome, band }) => [outcome, band])).toEqual([['weak', 'weak']]);
    expect(weak.detect('田中の話').findings).toEqual([]);
  });
});

describe('detectRecords', () => {
  const field = fc.record({
    name: fc.constantFrom(undefined, '氏名', '電話番号1', '電話番号2', '記号', '番号', '相談内容'),
    path: fc.constantFrom([], ['相談']),
    text: fc.oneof(anyText, fc.constantFrom('山田 太郎', '06', '6345', '11030', '大い', '父が入院中')),
  });

  it('finds in each record what is found in it alone, and the same with pieces', async () => {
    const cut = await createDetector(recognizers, policy, { pieceSize: 37 });
    fc.assert(
      fc.property(fc.array(fc.array(field, { maxLength: 5 }), { maxLength: 8 }), (records) => {
        for (const one of [detector, cut])
          expect(one.detectRecords(records)).toEqual(records.map((fields) => one.detectRecord(fields)));
      }),
      { numRuns: runs(60) },
    );
  });

  it('keeps the order of more texts than are looked at together', () => {
    const records = Array.from({ length: 1500 }, (_, at): TextOfRecord[] => [
      { path: [], text: at % 3 === 0 ? `電話は090-1234-${String(5000 + (at % 999))}です` : 'いいえ' },
    ]);
    const ends = detector.detectRecords(records).map(([found]) => found!.map(({ start, end }) => `${start}-${end}`));
    expect(ends).toEqual(records.map((_, at) => (at % 3 === 0 ? ['3-16'] : [])));
  });
});
