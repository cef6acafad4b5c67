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
    'Type the residence card number without blanks, e.g. KF60413927LD.',
    'The passport number has two letters and seven digits, such as TR4081163.',
    'A driving licence has twelve digits, like 451234567890.',
    'マイナンバーの計算で 123456789018 の末尾は8になる',
    '免許証番号は12桁。451234567890 と続けて打つ',
    'テスト用の介護保険被保険者番号 0004817736 で画面を開いた',
    '接続テスト 後期高齢者 保険者番号 39130018 → 応答あり',
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
    '免許証番号は12桁とのこと、451234567890',
    '法人番号6000012345018が入っていた。桁は正しい。',
    '口座番号は 1234567 です',
    'テスト用の画面に個人番号 447120883415 が出た',
    'テスト用のデータに実際の個人番号 447120883415 が混じる',
    'She asked, for example, about a visa. Passport number TR4081163.',
  ])('is not every value near such words: %s', (text) => expect(typesIn(text).length).toBeGreaterThan(0));
});
