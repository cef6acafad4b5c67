import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../values-of.js';

const birthsIn = await valuesOf('DATE_OF_BIRTH');

describe('the day of a mascot, an animal, a thing, a sample or somebody of history', () => {
  it.each([
    'ゆるキャラの名簿に登録、名前：きのこ丸、誕生日：平成22年10月1日（合併の日）',
    '「きのこ丸」の誕生日10月1日に着ぐるみ撮影会',
    '犬の名前はコタロウ、生まれは令和3年5月、鑑札番号 第3311号',
    '飼い犬の登録：名前 ハチ、生年月日 令和2年3月3日、犬種 柴',
    '動物園のゾウ、ハナコの生年月日は昭和50年3月3日',
    'name=TEST TARO, birth=1900/01/01',
    '氏名 国保 太郎、生年月日 昭和35年1月1日。見本です',
    '郷土の作家 林 芙美（明治36年12月31日生、昭和26年6月28日没）',
    '勝海舟（1823年3月12日生～1899年1月19日没）の講演会',
    '図書館は昭和30年生まれ、今年70歳',
    'この橋は明治42年生まれです',
  ])('%s', (text) => expect(birthsIn(text)).toEqual([]));

  it.each([
    '飼い主 田中 誠（【S50.1.2】）、犬の名前はハチ',
    '犬を連れた田中さん、生年月日は【昭和50年3月3日】',
    'マスコットの着ぐるみ担当の田中 誠、生年月日は【昭和50年3月3日】',
    '祖父は【明治36年12月31日】生まれ、昭和26年没で相続の相談',
    '大橋は【昭和30年】生まれ',
  ])('but somebody in %s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(birthsIn(text)).toEqual(values);
  });

  it('stays quick where a sentence never ends', () => {
    const text = 'マスコット'.repeat(20_000);
    expect(birthsIn(`${text}誕生日`)).toEqual([]);
  });
});
