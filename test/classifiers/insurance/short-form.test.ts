import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inShort } from '../../../classifiers/insurance/short-form.js';

const valuesOf = (text: string) => inShort(text).map(({ start, end }) => text.slice(start, end));

describe('inShort', () => {
  it.each`
    text                                  | values
    ${'健保 記2210番417 扶養2名'}         | ${['2210', '417']}
    ${'社保 記 12-34 番 567'}             | ${['12-34', '567']}
    ${'国保 記12・番3405'}                | ${['12', '3405']}
    ${'保険証 記:甲府/番:00718/枝:01'}    | ${['甲府', '00718', '01']}
    ${'保険証 記甲府/番00718'}            | ${['甲府', '00718']}
    ${'国保 記 峡北12 番 三四〇五(枝02)'} | ${['峡北12', '三四〇五', '02']}
    ${'社保 記番:12-345'}                 | ${['12-345']}
    ${'国保 記番 峡北・12345'}            | ${['峡北・12345']}
    ${'登記1番2の土地'}                   | ${[]}
    ${'記事、番3'}                        | ${[]}
    ${'ゆうちょ 記14030番12345671'}       | ${[]}
    ${'記 3番地の件'}                     | ${[]}
    ${'記 1 日時 3月4日 2 場所'}          | ${[]}
    ${'国保 記24ノ9 の方'}                | ${['24ノ9']}
    ${'保険証 記[湖北]番71'}              | ${['湖北', '71']}
    ${'本人 記2210番417'}                 | ${['2210', '417']}
    ${'新札の記番号 204466'}              | ${[]}
    ${'貨車の記番号77-1204の写真'}        | ${[]}
    ${'議事録\n記 4番 18'}                | ${[]}
    ${'記 6番 14号'}                      | ${[]}
    ${'記 1 番 2 町'}                     | ${[]}
    ${'席の並び 記2・番7'}                | ${[]}
    ${'保険の会 記4番2列'}                | ${[]}
    ${'総会の席次 記1番3、司2番4'}        | ${[]}
    ${'保険の記事・番4の欄'}              | ${[]}
    ${'記24ノ9'}                          | ${[]}
    ${'健保だより 記3番4席'}              | ${[]}
    ${'保険証の記番号は33-18です'}        | ${['33-18']}
    ${'夫の貨車の記番号77-1204'}          | ${[]}
  `('$text', ({ text, values }) => expect(valuesOf(text)).toEqual(values));

  it('lies within the text, in order, whatever the text', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('記', '番', '枝', '12', '-', ' ', ':', '甲', 'ほ', '国保', '\n'), { maxLength: 60 }),
        (parts) => {
          let last = 0;
          for (const { start, end } of inShort(parts.join(''))) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(parts.join('').length);
        },
      ),
    ));
});
