import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const typesIn = (text: string) => detector.detect(text).findings.map(({ type }) => type);

describe('a value that shows how to fill in a form', () => {
  it.each([
    '電話番号は「080-1234-5678」の形式で入力してください',
    'メールは name@example.com の形で入れてください',
    '基礎年金番号は「1234-567890」のような十桁で書かれています',
    '保険証の記号番号「12-345」の例を差し替え',
    '【記入例】基礎年金番号 1234-567890、氏名 見本 桃子、電話 090-1234-5678',
    'テストデータ　氏名：てすと　ももこ',
    'テスト環境の利用者 name=TEST MOMOKO',
    '項目|例:090-3344-5566',
    '書き方,例)090-3344-5566',
  ])('is nobody’s: %s', (text) => expect(typesIn(text)).toEqual([]));

  it.each([
    '090-1234-5678の形跡が着信履歴に残っていたと山口様',
    'マイナンバー（例の件）447120883415',
    '（例年どおり）090-3344-5566の山口様',
    '株式会社サンプル 担当: 山口',
    '【記入例】について問い合わせ。山口 茂様、090-3344-5566',
    '【記入例】送付依頼、山口 茂様、090-3344-5566',
    '記入例の送付を希望、山口 茂 090-3344-5566',
    'テストデータに本物が混じっている。山口 茂、09033445566を消す',
    'テストデータへの混入:「山口 茂, 09033445566」',
    '「090-3344-5566」の件で折り返してほしい',
    '項目|例 |090-3344-5566',
    '項目,例 ,090-3344-5566',
    'テストの結果に不服、受験者 中村 健一',
  ])('is not every value near such words: %s', (text) => expect(typesIn(text).length).toBeGreaterThan(0));

  const levelOf = (name: string, text: string) =>
    detector.levelOfRecord(detector.detectRecord([{ name, path: [], text }]).flat());

  it.each`
    field             | level
    ${'記入例'}       | ${1}
    ${'記入例の送付'} | ${3}
    ${'備考'}         | ${3}
  `('is all that a field of samples holds: $field', ({ field, level }) =>
    expect(
      levelOf(field, '氏名：山口　茂　フリガナ：ヤマグチ　シゲル\n電話：090-3344-5566\n生年月日：昭和50年3月4日'),
    ).toBe(level),
  );
});
