import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const typesIn = (text: string, fieldName?: string) =>
  detector.detect(text, fieldName === undefined ? undefined : { fieldName }).findings.map(({ type }) => type);

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
    'トークスクリプト A-12\n客：山口 茂と申します',
    'IVRシナリオ3\n客：山口と申します。090-3344-5566です',
    '通話記録 研修シナリオ版\n客：山口と申します',
    'You can call me, for example on my phone 090-3344-5566',
    '口座番号 1234567 の桁数が違うと言われた',
    '免許証番号は12桁とのこと、451234567890',
    '法人番号6000012345018が入っていた。桁は正しい。',
    '口座番号は 1234567 です',
    'テスト用の画面に個人番号 447120883415 が出た',
    'テスト用のデータに実際の個人番号 447120883415 が混じる',
    'She asked, for example, about a visa. Passport number TR4081163.',
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

describe('a field or a form that is a sample as a whole', () => {
  it.each([
    ['記入例', '氏名：富山　桃代　電話：090-1234-5678'],
    ['申込書（記載例）', 'お名前 滝川 健太\n生年月日 平成3年4月5日'],
    ['見本', '氏名　高松 健太　携帯 080-1111-2222'],
    [undefined, '委任状（記入例）\n氏名　滝川 健太\n電話　096-383-1111'],
  ])('is nobody’s: %s %s', (field, text) => expect(typesIn(text, field)).toEqual([]));

  it.each([
    ['記入例', '滝川様へ郵送済み'],
    ['見本', '担当 滝川 健太'],
    ['記入例の有無', '滝川 健太 090-1111-2222'],
    [undefined, '記入例の下に本人の字で、滝川 健太、堺市堺区南瓦町3-1-5。'],
    [undefined, '記入例を見て書いた。氏名 滝川 健太、電話 090-1111-2222'],
  ])('holds what is somebody’s: %s %s', (field, text) => expect(typesIn(text, field).length).toBeGreaterThan(0));
});

describe('a script for practice', () => {
  it.each([
    [undefined, '応対台本（新人用）\nお客様役「滝川と申しますが」\n受付役「滝川様ですね」'],
    [undefined, '研修シナリオ4 転居\n相談者：滝川と申します。生年月日は昭和50年3月2日です\n窓口：滝川様でございますね'],
    ['台本', '客役「滝川健太と申します」\n受付役「滝川様、少々お待ちください」'],
  ])('tells of nobody who is played: %s %s', (field, text) => expect(typesIn(text, field)).toEqual([]));

  it.each([
    [undefined, '台本（配役つき）\n客役：滝川 桃代\n受付役：佐々木 健'],
    [undefined, '台本どおりに応対\n客「滝川です、090-1111-2222です」'],
    ['応対記録', '客「滝川です、090-1111-2222です」'],
  ])('has those who play, and real calls: %s %s', (field, text) =>
    expect(typesIn(text, field).length).toBeGreaterThan(0),
  );
});

describe('what stands beside a sample', () => {
  it.each([
    ['a value behind the bracket of the sample', '連絡先（例：090-1234-5678）：0748-62-1937'],
    ['a value behind its quote', '「例 090-1234-5678」とあるので 0748-62-1937 と書いた'],
    ['the asker’s own', '入力例を真似て自分の携帯 080-6127-4493 と打つ'],
    ['somebody with a title', '例：下村様、0748-62-1937 と同じ扱い'],
    ['an example that is somebody', 'たとえば昨日の下村 咲恵、0748-62-1937 など'],
    ['ordered goods', 'サンプル注文 下村 咲恵 0748-62-1937'],
    ['so many of them', '見本3冊 下村 咲恵 0748-62-1937'],
    ['who was deceived', 'ダミー会社に騙された下村 咲恵、0748-62-1937'],
    ['real and not made up', '架空ではなく下村 咲恵が住む'],
    ['what somebody has typed', 'メールを「sakie.shimo@nifty.com」のように打ったが届かない'],
    ['what somebody has read', '0748-62-1937のように読めたが、折り返す'],
    ['a form below that of the sample', '【記入例】\n氏名 大津 花子\n■申請者の欄\n氏名 下村 咲恵\n電話 0748-62-1937'],
    ['the rest of a line', '【記入例】氏名 大津 花子 ご記入欄：下村 咲恵、0748-62-1937'],
    ['a call outside the script', '台本外の用件\n客：下村と申します、0748-62-1937です'],
    ['what was sent back with it', '記入例を返却 下村 咲恵 0748-62-1937'],
    ['goods that did not arrive', 'サンプルが届かない件 下村 咲恵 0748-62-1937'],
    ['what is registered already', '「sakie.shimo@nifty.com」の形で登録済、再送を'],
    ['who reads a sample', '記入例\nを読んだ下村 咲恵、0748-62-1937'],
    ['a call about a script', '寸劇台本の応募\n市民：下村と申します、0748-62-1937です'],
  ])('is somebody’s: %s', (_, text) => expect(typesIn(text).length).toBeGreaterThan(0));

  it.each([
    ['in its bracket', '連絡先（例：090-1234-5678）'],
    ['a second one with a title', '例：大津さんが下村さんへ車を譲った場合'],
    ['all of the form', '【記入例】\n■氏名：大津 花子\n■電話：0748-62-1937'],
    ['a way to write it', 'ファクスは「0748-62-1937」の書式で入れてください'],
    ['what a script plays', '新人練習用トークスクリプト\n客：下村と申します、0748-62-1937です'],
  ])('is as much a sample: %s', (_, text) => expect(typesIn(text)).toEqual([]));

  it.each`
    field     | text                                  | found
    ${'見本'} | ${'送り先 下村 咲恵 0748-62-1937'}    | ${true}
    ${'見本'} | ${'不要と 下村 咲恵 0748-62-1937'}    | ${true}
    ${'見本'} | ${'氏名 下村 咲恵 電話 0748-62-1937'} | ${false}
  `('in a field $field, $text: $found', ({ field, text, found }) =>
    expect(typesIn(text, field).length > 0).toBe(found),
  );
});
