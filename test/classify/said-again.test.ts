import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const valuesOf = (type: string, text: string) =>
  detector
    .detect(text)
    .findings.filter((one) => one.type === type)
    .map(({ start, end }) => text.slice(start, end));

describe('a number of a conversation', () => {
  it.each`
    why                                   | text                                                                                                              | values
    ${'is put together by the other'}     | ${'客：ゼロナナニーの、あれ、なんやったかいな\n係：どうぞごゆっくり\n客：さんろくごーに\n係：072-881-3652ですね'} | ${['ゼロナナニー', 'さんろくごーに', '072-881-3652']}
    ${'is corrected at its end'}          | ${'係：070-4416-9052ですね\n客：ちゃいます、最後が9025\n係：失礼しました、9025'}                                  | ${['070-4416-9052', '9025', '9025']}
    ${'goes on after an interjection'}    | ${'係：お電話は\n客：080の\n係：恐れ入ります、少々お待ちを\n客：8095の5904です'}                                  | ${['080', '8095の5904']}
    ${'has the times of turns inside'}    | ${'[01:06] A 携帯は090の7\n[01:09] B 720の1191'}                                                                  | ${['090の7', '720の1191']}
    ${'is told digit by digit'}           | ${'携帯は、ゼロ、ハチ、ゼロ\n係：はい\n客：ハチ、ゼロ、キュウ、ゴ\n係：はい\n客：ゴ、キュウ、ゼロ、ヨンです'}     | ${['ゼロ、ハチ、ゼロ', 'ハチ、ゼロ、キュウ、ゴ', 'ゴ、キュウ、ゼロ、ヨン']}
    ${'says nothing of a year or amount'} | ${'電話 06-6345-2026です。2026年の分、6345円を払った。'}                                                          | ${['06-6345-2026']}
    ${'says nothing of its area code'}    | ${'市外局番が072で、072-735-6618です'}                                                                            | ${['072-735-6618']}
  `('$why', ({ text, values }) => expect(valuesOf('PHONE_NUMBER', text)).toEqual(values));

  it('looks at a bounded number of others', () => {
    const text = Array.from({ length: 4000 }, (_, at) => `電話 090-1234-${1000 + (at % 9000)} と 5678、`).join('');
    const started = performance.now();
    detector.detect(text);
    const once = performance.now() - started;
    const again = performance.now();
    detector.detect(text + text);
    expect(performance.now() - again).toBeLessThan(once * 6 + 500);
  });
});

describe('a number without a label', () => {
  it('counts where the record tells of a person', () => {
    const of = (name: string) =>
      detector.detectRecord([
        { name: '氏名', path: [], text: name },
        { name: '備考', path: [], text: '2738-896381-2 を転記' },
      ])[1]!;
    expect(of('山田 太郎').map(({ type }) => type)).toEqual(['EMPLOYMENT_INSURANCE_NUMBER']);
    expect(of('')).toEqual([]);
  });

  it('may be grouped as the writer likes where a label stands', () => {
    expect(valuesOf('DRIVERS_LICENSE_NUMBER', '免許証番号 62 82 916 2305 2')).toEqual(['62 82 916 2305 2']);
    expect(valuesOf('DRIVERS_LICENSE_NUMBER', '数量 62 82 916 2305 2')).toEqual([]);
  });

  it('is not the one that the label behind it is about', () => {
    const text = '{"kojin_no":"216732218150","menkyo":"621504417730"}';
    expect(valuesOf('DRIVERS_LICENSE_NUMBER', text)).toEqual(['621504417730']);
  });
});
