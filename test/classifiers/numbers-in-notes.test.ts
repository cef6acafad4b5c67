import { describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { unmarked } from './values-of.js';

const detector = await createDetector(recognizers, loadPolicy());

function valuesIn(text: string, type: string): string[] {
  return detector
    .detect(text)
    .findings.filter((finding) => finding.type === type)
    .map(({ start, end }) => text.slice(start, end));
}

const finds = (type: string) => (marked: string) => {
  const { text, values } = unmarked(marked);
  expect(valuesIn(text, type)).toEqual(values);
};
const findsNone = (type: string) => (text: string) => expect(valuesIn(text, type)).toEqual([]);

describe('記号 and 番号 behind the name of the card', () => {
  it.each([
    '保険証（【8102-44】）を窓口で確認。',
    '保険証は妻の扶養、番号【2204-17】とのこと',
    '保険証のばんごう→【51-2297】ってこれ？',
    '【06139992】（保険者番号）、【2206-51】。以上。',
    'Kenkou hoken no bangou 【太国】 【4400318】. Dare ni kikeba iidesuka',
    '0331,鹿内 ひばり,国保,【0031-92】,高額療養費',
  ])('%s', finds('HEALTH_INSURANCE_NUMBER'));

  it.each([
    '保険証の再交付、受付番号1170-22をお控えください',
    '国保の窓口（2026-4-1から）',
    '保険証の件は 0725-22-3140 へ',
    '国保の案内の管理番号2204-17',
    '保険証の更新は24-7月です',
  ])('none in %s', findsNone('HEALTH_INSURANCE_NUMBER'));
});

describe('ten digits of the card of long-term care', () => {
  it.each([
    '被保険者証を紛失。番号【6106512667】は控えあり。',
    '脳梗塞で入院中。保険証の番号【4849959741】。',
    'おばあちゃんのかいごの番ごうは、【４３８１９４２９６７】です。',
    'ケアの保険証、【0007154321】と書いてある',
    '被保険者証の【0031188204】が二通',
  ])('%s', finds('CARE_INSURANCE_NUMBER'));

  it.each([
    '雇用保険被保険者証の番号は1305-661297-2です',
    '保険証の記号は27-41、番号は330985です',
    '保険証の件で受付番号6006512666を発行',
    '保険証の窓口 0725-22-3140',
    '被保険者証の発送、伝票番号4849959741',
  ])('none in %s', findsNone('CARE_INSURANCE_NUMBER'));
});

describe('numbers that a word of their subject tells', () => {
  it.each`
    type                             | text
    ${'EMPLOYMENT_INSURANCE_NUMBER'} | ${'助成金の添付：【9467-402553-2】、【2834-883341-9】の2名分、賃金台帳が足りない。'}
    ${'EMPLOYMENT_INSURANCE_NUMBER'} | ${'出勤簿と照合：【1368-227716-4】'}
    ${'DRIVERS_LICENSE_NUMBER'}      | ${'画像：「昭和50年1月3日生 / 交付 令和05年 / 番号 第【304738599627】号」'}
    ${'RESIDENT_RECORD_CODE'}        | ${'【96136306724】って番号がポストに入ってた。転入者への通知と説明。'}
    ${'MY_NUMBER'}                   | ${'法定調書の訂正\n支払を受ける者 【168398154132】（誤：【168398154123】）'}
    ${'PASSPORT_NUMBER'}             | ${'旅券番号【TR1202098】、【TK4616218】が届いた'}
    ${'BANK_ACCOUNT'}                | ${'返還口座\nふじのね信用組合／富士宮支店／普通／【9807422】／サノ　ミノリ'}
    ${'BANK_ACCOUNT'}                | ${'あんな、口座まちごうて伝えてん。【5501138】やのうて、【5510138】や。'}
    ${'DATE_OF_BIRTH'}               | ${'No.57;倉敷 晃;男;【1964.08.17】;要支援1'}
    ${'EMAIL_ADDRESS'}               | ${'宛先：【k-momose@pref.example.jp】\nCC：【t-hirabayashi@pref.example.jp】'}
    ${'RESIDENT_RECORD_CODE'}        | ${'住民票コード ：【18603076246】\n介護被保番　：3325509910\n（コードは【08920571667】に訂正）'}
    ${'CREDIT_CARD_NUMBER'}          | ${'カードを変えるんですけど【四九〇二の三三一七の〇五五九の八八四一】から別のに'}
  `('$type in $text', ({ type, text }) => finds(type)(text));

  it.each`
    type                             | text
    ${'EMPLOYMENT_INSURANCE_NUMBER'} | ${'賃金台帳の事業所番号 1306-118204-9'}
    ${'DRIVERS_LICENSE_NUMBER'}      | ${'優良品の伝票番号 304738599627'}
    ${'RESIDENT_RECORD_CODE'}        | ${'転入者への電話は09012345678から'}
    ${'MY_NUMBER'}                   | ${'源泉徴収の受付番号 123456789018'}
    ${'BANK_ACCOUNT'}                | ${'記入例　電話 06-0000-0000／口座番号 1234567／氏名 山田太郎'}
    ${'EMAIL_ADDRESS'}               | ${'申込みは e-shinsei@pref.example.jp へ'}
    ${'EMAIL_ADDRESS'}               | ${'担当課 k-kikaku@city.example.jp'}
    ${'DRIVERS_LICENSE_NUMBER'}      | ${'カードを変えるんですけど四九〇二の三三一七の〇五五九の八八四一から別のに'}
  `('no $type in $text', ({ type, text }) => findsNone(type)(text));
});

describe('記号 and 番号 in other letters', () => {
  it.each([
    '国保 記号番号 【なにわ 12-345678】',
    '資格確認書 記号番号：【みなと・23-4456】',
    'Insurance card: symbol 【1234】 number 【567】',
    'Health insurance symbol/number 【1234-567】',
    'Hoken no kigou 【12-34】, bangou 【5678】',
    'My insurance number is 【06139992】',
    '保険証番号 【2134-556】',
  ])('%s', finds('HEALTH_INSURANCE_NUMBER'));

  it.each([
    'The symbol 12 number 5678 is on the receipt',
    'Travel plan: symbol/number 1234-567',
    'insurance fee 06139992 yen, receipt number 8812',
    'kigou no bangou wa wakarimasen',
    'Insurance card arrived on 2026-04-01',
  ])('none in %s', findsNone('HEALTH_INSURANCE_NUMBER'));
});

describe('digits in kanji', () => {
  it.each`
    type                       | text
    ${'RESIDENT_RECORD_CODE'}  | ${'住民票コード通知票のほうに【五 九 九 二 〇 三 〇 四 八 八 一】って書いてあります。'}
    ${'MY_NUMBER'}             | ${'個人番号の欄に【八 八 一 三 二 〇 九 四 五 一 七 七】 です'}
    ${'BASIC_PENSION_NUMBER'}  | ${'年金手帳のそこに【三八〇二の一一九五六三】と'}
    ${'CARE_INSURANCE_NUMBER'} | ${'介護の証に【〇 〇 〇 七 一 五 四 三 二 一】とある'}
    ${'BANK_ACCOUNT'}          | ${'通帳の普通に【一 二 三 四 五 六 八】です'}
  `('$type in $text', ({ type, text }) => finds(type)(text));
});

describe('parcels and meetings that the sentence of a number only mentions', () => {
  it.each`
    type                         | marked
    ${'MY_NUMBER'}               | ${'マイナンバーの通知が簡易書留で来て、番号は【123456789018】'}
    ${'MY_NUMBER'}               | ${'個人番号(Zoomで本人が読み上げ) 【123456789018】'}
    ${'MY_NUMBER'}               | ${'My Number (see the invoice) 【123456789018】'}
    ${'RESIDENT_RECORD_CODE'}    | ${'住民票コード 書留 【12345678903】'}
    ${'HEALTH_INSURANCE_NUMBER'} | ${'国保 住所異動 【06132013】'}
  `('$marked', ({ type, marked }) => finds(type)(marked));

  it.each`
    type                         | text
    ${'MY_NUMBER'}               | ${'マイナンバーカードを発送、書留番号:123456789018'}
    ${'MY_NUMBER'}               | ${'マイナンバーカードの件、追跡: 123456789018'}
    ${'MY_NUMBER'}               | ${'マイナンバーの相談。Zoom 123456789018'}
    ${'MY_NUMBER'}               | ${'マイナンバーカードは、ゆうパック 1234-5678-9018'}
    ${'RESIDENT_RECORD_CODE'}    | ${'住民票コードの通知、追跡番号 12345678903'}
    ${'HEALTH_INSURANCE_NUMBER'} | ${'国保 住所 06132013'}
  `('none in $text', ({ type, text }) => findsNone(type)(text));
});

describe('a card by its expiry, a passport over two turns, a licence', () => {
  it.each(['【4718 2206 9131 5502】 11/29 でお願いします', '【4718-2206-9131-5502】（有効期限 03/30）'])(
    '%s',
    finds('CREDIT_CARD_NUMBER'),
  );
  it.each(['4718 2206 9131 5502 13/29', '在庫 4718 2206 9131 5502 個'])('%s', findsNone('CREDIT_CARD_NUMBER'));
  it.each([
    '客：番号は家で、【MU】\nOP：はい\n客：【3 3 0 4 1 8 8】',
    '男性：【TR】です\n窓口：はい、どうぞ\n男性：【5120476】です',
  ])('%s', finds('PASSPORT_NUMBER'));
  it.each(['客：【OK】\nOP：はい\n客：3304188'.replace(/[【】]/g, '')])('%s', findsNone('PASSPORT_NUMBER'));
  it.each(['免許センターの予約で、前に教えた 7709 1662 5340 です'])('%s', findsNone('MY_NUMBER'));
});

describe('rows below a list of their fields', () => {
  it.each(['並び：番号、氏名、郵便番号、口座\n7、乾 みさ、【5970033】、3347102'])('%s', finds('POSTAL_CODE'));
  it.each(['項目順：番号、分類、登録日、件数\n7、旅券、20210220、41\n8、旅券、20220115、9'])(
    '%s',
    findsNone('PASSPORT_NUMBER'),
  );
});

describe('what an office published or owns, and its other line', () => {
  it.each([
    '相談ダイヤルは 0570-07-1234（050で始まる電話からは 03-5711-1234）',
    '相談ダイヤル 0570-07-1234（海外の方は 03-5711-1234）',
  ])('%s', findsNone('PHONE_NUMBER'));
  it.each(['ああ電話な。【6384の、7752】。', '電話ね、【3321の7752】です'])('%s', finds('PHONE_NUMBER'));
  it.each(['調達公告 4417-602938 号の質問', '文書 4417-602938 版'])('%s', findsNone('BASIC_PENSION_NUMBER'));
  it.each(['孫は【令和4年の元日】に生まれた', '父は【昭和12年の大晦日】生まれです'])('%s', finds('DATE_OF_BIRTH'));
  it.each(['診断書の返戻（【S60.1.25】 を S60.11.25 と誤記）'])('%s', finds('DATE_OF_BIRTH'));
});

describe('telephones in texts on care', () => {
  it.each(['介護の件、ヘルパーの事務所 072･963･0526', '介護保険の件で折返し (0774)72-8833'])(
    '%s',
    findsNone('CARE_INSURANCE_NUMBER'),
  );
});
