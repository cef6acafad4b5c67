import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';
import { byField, conversationOf } from '../../../src/classify/record/conversation.js';

const turn = (name: string, text: string) => ({ name, path: [], text });
const call = [
  turn('OP', 'お電話番号をお願いいたします。'),
  turn('CU', '090の'),
  turn('OP', '090'),
  turn('CU', '1234の'),
  turn('CU', '5678です'),
];

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

describe('conversationOf', () => {
  it('joins turns of few speakers', () => {
    const { text, starts } = conversationOf(call)!;
    expect(call.map((one, at) => text.startsWith(one.text, starts[at]))).toEqual(call.map(() => true));
  });

  it('parts the turns by a line break, with a mark where there is none', () => {
    const texts = fc.array(fc.constantFrom('', 'はい', 'はい。', 'え？', '、', '\n', '𠮷'), {
      minLength: 3,
      maxLength: 9,
    });
    fc.assert(
      fc.property(texts, (some) => {
        let text = '';
        for (const one of some) {
          if (text !== '') text += /[。、?!？！]$/.test(text) ? '\n' : '。\n';
          text += one;
        }
        expect(conversationOf(some.map((one) => turn('s', one)))!.text).toBe(text);
      }),
      { seed: 20261125 },
    );
  });

  it('of a hundred thousand turns comes to an end', () => {
    const turns = Array.from({ length: 100_000 }, () => turn('s', 'お電話ありがとうございます、はい。'));
    expect(conversationOf(turns)!.starts).toHaveLength(turns.length);
  });

  it('leaves forms and rows alone', () => {
    expect(conversationOf([turn('氏名', '森'), turn('電話', '1'), turn('件名', 'x')])).toBeUndefined();
    expect(conversationOf([turn('a', 'x'), turn('a', 'y')])).toBeUndefined();
  });
});

describe('byField', () => {
  it('gives each finding back to the turn it stands in, inside its text', () => {
    const texts = fc.array(fc.constantFrom('森様です', '090の', '1234', '', '5678'), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(texts, (some) => {
        const fields = some.map((text) => turn('s', text));
        const conversation = conversationOf(fields)!;
        const all = detector.detect(conversation.text).findings;
        byField(fields, conversation, all).forEach((findings, at) => {
          for (const { start, end } of findings) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(some[at]!.length);
          }
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('detectRecord', () => {
  it('hears a number that is told over several turns', () => {
    const found = detector.detectRecord(call);
    expect(found.map((findings) => findings.map(({ type }) => type))).toEqual([
      [],
      ['PHONE_NUMBER'],
      ['PHONE_NUMBER'],
      ['PHONE_NUMBER'],
      ['PHONE_NUMBER'],
    ]);
  });

  it('takes what a field says of the number in another', () => {
    const fields = [turn('種別', '旅券'), turn('番号', 'TK1234567')];
    expect(detector.detectRecord(fields)[1]).toMatchObject([{ type: 'PASSPORT_NUMBER', start: 0, end: 9 }]);
    expect(detector.detectRecord(fields.slice(1))).toEqual([[]]);
  });
});
