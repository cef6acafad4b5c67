import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

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
    why                                       | text                                                                                                              | values
    ${'is put together by the other'}         | ${'客：ゼロナナニーの、あれ、なんやったかいな\n係：どうぞごゆっくり\n客：さんろくごーに\n係：072-881-3652ですね'} | ${['ゼロナナニー', 'さんろくごーに', '072-881-3652']}
    ${'is corrected at its end'}              | ${'係：070-4416-9052ですね\n客：ちゃいます、最後が9025\n係：失礼しました、9025'}                                  | ${['070-4416-9052', '9025', '9025']}
    ${'goes on after an interjection'}        | ${'係：お電話は\n客：080の\n係：恐れ入ります、少々お待ちを\n客：8095の5904です'}                                  | ${['080', '8095の5904']}
    ${'has the times of turns inside'}        | ${'[01:06] A 携帯は090の7\n[01:09] B 720の1191'}                                                                  | ${['090の7', '720の1191']}
    ${'is told digit by digit'}               | ${'携帯は、ゼロ、ハチ、ゼロ\n係：はい\n客：ハチ、ゼロ、キュウ、ゴ\n係：はい\n客：ゴ、キュウ、ゼロ、ヨンです'}     | ${['ゼロ、ハチ、ゼロ', 'ハチ、ゼロ、キュウ、ゴ', 'ゴ、キュウ、ゼロ、ヨン']}
    ${'goes on after words of the same turn'} | ${'電話が、ゼロナナニの、ちょっと待ってや眼鏡が、ハチサンナナの、えー、ニイチゼロキュウです'}                     | ${['ゼロナナニ', 'ハチサンナナの、えー、ニイチゼロキュウ']}
    ${'takes a group back'}                   | ${'電話は080の、えーと、8622の、あい、ちがうさ、5859の、2008ね。'}                                                | ${['080の、えーと、8622の、あい、ちがうさ、5859の、2008']}
    ${'takes several groups back'}            | ${'電話は0564の54の、3933、違う、54の3932です'}                                                                   | ${['0564の54の、3933、違う、54の3932']}
    ${'stands when another puts it right'}    | ${'電話は0742-33-5108ではなく0742-33-5018です'}                                                                   | ${['0742-33-5108', '0742-33-5018']}
    ${'is put right in the middle'}           | ${'係：052-914-3370、こちらで。\n客：ちゃうて、真ん中が941だがね。'}                                              | ${['052-914-3370', '941']}
    ${'is put right at an end like a year'}   | ${'係：080の8448の2038ですか。\n客：最後が違います。2039。'}                                                      | ${['080の8448の2038', '2039']}
    ${'has the names of turns inside'}        | ${'お電話は\nＢ｜090\nＡ｜はい\nＢ｜6117\nＡ｜はい\nＢ｜0024'}                                                    | ${['090', '6117', '0024']}
    ${'has numbers of speakers beside'}       | ${'お電話は\nID:1 090の\nID:0 はい\nID:1 6117の\nID:0 はい\nID:1 0024'}                                           | ${['090', '6117', '0024']}
    ${'says nothing of a year or amount'}     | ${'電話 06-6345-2026です。2026年の分、6345円を払った。'}                                                          | ${['06-6345-2026']}
    ${'says nothing of its area code'}        | ${'市外局番が072で、072-735-6618です'}                                                                            | ${['072-735-6618']}
  `('$why', ({ text, values }) => expect(valuesOf('PHONE_NUMBER', text)).toEqual(values));
});

describe('a number that is another mistyped', () => {
  it.each`
    type                      | text                                                      | values
    ${'CORPORATE_NUMBER'}     | ${'【誤】7144502582624　→　【正】法人番号 6144502582624'} | ${['7144502582624', '6144502582624']}
    ${'BANK_ACCOUNT'}         | ${'口座番号は2367092が正。口座は23677092は間違い'}        | ${['2367092', '23677092']}
    ${'BASIC_PENSION_NUMBER'} | ${'年金番号 2890-302781か、2890302731か判読できず'}       | ${['2890-302781', '2890302731']}
  `('counts where something says so: $text', ({ type, text, values }) => expect(valuesOf(type, text)).toEqual(values));
});

describe('a number without a label', () => {
  it('counts where words of its subject stand near', () => {
    expect(valuesOf('BASIC_PENSION_NUMBER', '夫の3941-816587、離婚分割の請求')).toEqual(['3941-816587']);
    expect(valuesOf('BASIC_PENSION_NUMBER', '部品の3941-816587、在庫なし')).toEqual([]);
    expect(valuesOf('CORPORATE_NUMBER', '産廃の許可更新、6120002795248')).toEqual(['6120002795248']);
    expect(valuesOf('CORPORATE_NUMBER', '棚卸の数、6120002795248')).toEqual([]);
  });

  it('counts where the record tells of a person', () => {
    const of = (name: string) =>
      detector.detectRecord([
        { name: '氏名', path: [], text: name },
        { name: '備考', path: [], text: '2738-896381-2 を転記' },
      ])[1]!;
    expect(of('山田 太郎').map(({ type }) => type)).toEqual(['EMPLOYMENT_INSURANCE_NUMBER']);
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
