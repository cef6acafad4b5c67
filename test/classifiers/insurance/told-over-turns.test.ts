import { describe, expect, it } from 'vitest';
import { insuredOverTurns, valueBeforeLabel } from '../../../classifiers/insurance/told-over-turns.js';

const values = (text: string) =>
  insuredOverTurns(text, text.indexOf('記号')).map(({ start, end }) => text.slice(start, end));

describe('insuredOverTurns', () => {
  it.each`
    text                                                                                                                           | told
    ${'係:記号は。\n客:みなと、の、ごーごー。\n係:番号は。\n客:マルマルサンの、ナナハチイチ。\n係:003-781。枝番は。\n客:マルニ。'} | ${['みなと、の、ごーごー', 'マルマルサンの、ナナハチイチ', '003-781', 'マルニ']}
    ${'係:記号からどうぞ\n客:公立ちばってなってます\n係:番号は\n客:一〇四七三三\n係:枝番は\n客:ゼロゼロ'}                          | ${['公立ちば', '一〇四七三三', 'ゼロゼロ']}
    ${'記号番号を。\n電話:17の1、番号40028。'}                                                                                     | ${['17の1', '40028']}
    ${'「記号は」「17の1」「番号は」「40028」'}                                                                                    | ${['17の1', '40028']}
    ${'係:記号7140、番号は\n客:番号がね、368。\n係:枝番は\n客:枝番…あ、02って書いてある。'}                                        | ${['7140', '368', '02']}
    ${'母:記号4 0 2 1 5、番号8 6。\n受付:番号、86だけですか。\n母:はい86だけ。枝番0 1。'}                                          | ${['4 0 2 1 5', '8 6', '86', '86', '0 1']}
    ${'記号は\n客:17の1\n係:お電話番号は\n客:40028です'}                                                                           | ${['17の1']}
    ${'記号はどこですか\n係:表の左上、8桁です\n客:ああ、3年前の証でした'}                                                          | ${[]}
    ${'記号は\n客:14030です\n係:番号は\n客:12345671です'}                                                                          | ${[]}
    ${'記号50、番号1188。前回受診 H30/10/4、次回 3/18 10:30'}                                                                      | ${['50', '1188']}
    ${'記号5、番号 1180\n被扶養者 R5-11-08'}                                                                                       | ${['5', '1180']}
    ${'記号\n7 番号\n3 免許証'}                                                                                                    | ${[]}
  `('hears $told in $text', ({ text, told }) => expect(values(text)).toEqual(told));

  it('looks at a bounded part of a long text', () => {
    const text = `記号${'は、番号1の'.repeat(20_000)}`;
    const begin = performance.now();
    values(text);
    expect(performance.now() - begin).toBeLessThan(500);
  });
});

describe('valueBeforeLabel', () => {
  it('takes the digits that stand right before 記号', () => {
    const text = 'サンナナゼロゼロが記号で';
    const { start, end } = valueBeforeLabel(text, text.indexOf('記号'))!;
    expect(text.slice(start, end)).toBe('サンナナゼロゼロ');
  });

  it('takes no word', () => expect(valueBeforeLabel('これが記号で', 3)).toBeUndefined());
});
