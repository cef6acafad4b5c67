import { describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { unmarked } from './values-of.js';

const detector = await createDetector(recognizers, loadPolicy());

function numbersIn(text: string, type: string): string[] {
  return detector
    .detect(text)
    .findings.filter((finding) => finding.type === type)
    .map(({ start, end }) => text.slice(start, end));
}

/** Types of what is found in the text, of those that are numbers. */
function typesIn(text: string): string[] {
  return detector
    .detect(text)
    .findings.map(({ type }) => type)
    .filter((type) => /NUMBER|ACCOUNT|CODE/.test(type));
}

describe('accounts told over turns', () => {
  it.each([
    '係：口座番号をどうぞ。\n客：【ニーニー、ゼロ】…ちょっと待って、眼鏡。【ゼロ、ハチサンヨンイチ】。\n係：【2208341】ですね。',
    '担当：普通の番号は。\n客：【さんいちよん】の\n担当：【314】\n客：【ゼロゼロ、キュー…キューニー】\n担当：【3140092】、はい。',
    '妻：口座番号は？\n夫：【三三一】の\n妻：【三三一】の\n夫：【九〇四六】\n妻：【九〇四六】だそうです。',
    '職員　通帳の記号は⏎母親　【いちさんろくいちぜろ】⏎職員　番号の8桁⏎母親　【にーさんごーごー】⏎職員　はい⏎母親　【きゅうはちろくいち】',
    '窓口：ゆうちょの記号（5桁）をどうぞ\n客：【15120】\n窓口：番号（最大8桁）をどうぞ\n客：【さんさん、よんよんきゅう、はちいちいち】',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked.replaceAll('⏎', '\n'));
    expect(numbersIn(text, 'BANK_ACCOUNT')).toEqual(values);
  });

  it.each([
    '口座振替の受付番号は。\n客：ニーニーゼロの\n係：はい\n客：8341です。',
    'お問い合わせ番号は、ナナ、ゼロ、ゼロ、サン、ヨン、ニー、ハチ です。普通の回線からおかけください。',
    '口座の件、振込手数料は。\n係：330円です。\n客：口座は月末で。\n係：31日です。',
    '口座の登録で、機械の型番をお願いします。\n客：型番は314の\n係：はい\n客：0092です。',
    '普通の電車で、何時。\n客：７の\n係：はい\n客：15に着きます。',
  ])('none in %s', (text) => expect(numbersIn(text, 'BANK_ACCOUNT')).toEqual([]));
});

describe('a card told four by four behind no label', () => {
  const told = (last: string) =>
    `係「どうぞ」\n客「【45の39】」\n係「【4539】」\n客「【いちよんはちはち】」\n係「はい」\n客「【〇三四三】」\n係「【0343】」\n客「【${last}】」`;

  it.each(['六四六七', '六四六八'])('ends in %s', (last) => {
    const { text, values } = unmarked(told(last));
    expect(numbersIn(text, 'CREDIT_CARD_NUMBER')).toEqual(values);
  });

  it('is none where a shorter number is put right', () => {
    const { text } = unmarked(
      '客「5051の337」\n係「5051の337ですね」\n客「ちがう、5051の937。きゅうさんなな」\n係「937」\n客「ゼロいちに」',
    );
    expect(numbersIn(text, 'CREDIT_CARD_NUMBER')).toEqual([]);
  });
});

describe('a number that is told in one breath is not a shorter one', () => {
  it.each([
    '被保険者番号を読み上げます。【九七、〇〇〇四、四一、五六】。',
    '被保険者番号が【ゼロゼロ、ハチニー、ゴーサン、キューイチ、ニーロク】です。要介護の更新です。',
    '介護の被保険者番号は 【ゼロゼロゼロ、サンヨン、イチハチ、キューニーロク】 です',
    'ケアの保険証の番号ですか、【なな、いち、ごー、よん、に、よん、よん、ごー、ろく、ろく】。はい十桁。',
    '介護保険の番号、【〇〇二、一八、四四、七一九】です。',
    'ケアマネです。被保険者番号、【ゼロゼロゼロ、ゼロハチ、ナナイチ、ニーニーヨン】になります。',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(numbersIn(text, 'CARE_INSURANCE_NUMBER')).toEqual(values);
    expect(typesIn(text)).not.toContain('HEALTH_INSURANCE_NUMBER');
  });

  it.each(['要介護2', '要支援1の方', '要介護３です、要介護認定の更新'])('no number in %s', (text) =>
    expect(typesIn(text)).toEqual([]),
  );
});

describe('a number that is told over turns though nothing says which', () => {
  it.each`
    type                             | text
    ${'RESIDENT_RECORD_CODE'}        | ${'職：11桁、ゆっくりで大丈夫です。\n客：【ロク】\n職：【ロク】\n客：【いちろくまる】\n職：【いちろくまる】\n客：【882】\n職：はい\n客：【4057】です'}
    ${'MY_NUMBER'}                   | ${'お客さま「【ゴーゴーナナ、ハチ…いや違う、ゴーゴーナナキュウ】」\n私「はい」\nお客さま「【ゼロロクヨンイチ】」\n私「はい」\nお客さま「【ニーニーハチサン】」\n私「【557906412283】ですね。」'}
    ${'BASIC_PENSION_NUMBER'}        | ${'係：【二〇三五】の\n客：はい\n係：【九九一の四〇二】\n客：合ってます'}
    ${'BANK_ACCOUNT'}                | ${'[00:41] 客 【いち】\n[00:42] 係 【いち】\n[00:43] 客 【ごーはち】\n[00:45] 係 【ごーはち】\n[00:47] 客 【ぜろぜろさんにー】\n[00:50] 係 【1580032】'}
    ${'DRIVERS_LICENSE_NUMBER'}      | ${'お客さん：【10の25】\nセンター：はい\nお客さん：【0447】\nセンター：【0447】ですか\nお客さん：はい、【6180】です'}
    ${'EMPLOYMENT_INSURANCE_NUMBER'} | ${'甲：【1305】の\n乙：はい\n甲：【ろくろくいち、にーきゅうなな】\n乙：はい\n甲：【にー】です'}
    ${'EMPLOYMENT_INSURANCE_NUMBER'} | ${'お客様：【5120の、664231の、7】。\nOP：【5120の662431】。\nお客様：いえ、【六六四二三一】。\nOP：【664231】、承知しました。'}
    ${'BASIC_PENSION_NUMBER'}        | ${'男）【3306の175829】\n女）【3306の175289】\n男）【829です、はちにーきゅう】\n女）【175829】'}
    ${'CARE_INSURANCE_NUMBER'}       | ${'spk_1 えー 【ゴーハチサンロク】\nspk_0 はい\nspk_1 【ロク ニー ゼロ】\nspk_0 はい\nspk_1 【ロク ゴー ヨン】\nspk_0 【5836 620 654】 でしょうか'}
    ${'EMPLOYMENT_INSURANCE_NUMBER'} | ${'夫：家内のね、【9225】、ゴホゴホ、【081227の1】。\n係：【9225-081227-1】、ですね。'}
    ${'MY_NUMBER'}                   | ${'市民：【263435786】、（防災無線のチャイム）聞こえました？\n職員：【263435786】まで伺いました。\n市民：残りは【287】。'}
    ${'BANK_ACCOUNT'}                | ${'お客様：【ろくにーろくごー、ななにーぜろ】。今日は暑いねえ。\nOP：本当に。【6265の720】でよろしいですか。\nお客様：はいはい。'}
    ${'BANK_ACCOUNT'}                | ${'客：【17340】。\n受：【11340】。\n客：【しちです、いちしちさんよんまる】。\n受：【17340】、失礼いたしました。'}
  `('$type in $text', ({ type, text: marked }) => {
    const { text, values } = unmarked(marked);
    expect(numbersIn(text, type)).toEqual(values);
  });

  it.each([
    '客：17340円。\n受：11340円。\n客：いえ、17340円です。',
    '窓口：会社の番号を頭から。\n担当：９、１７００の、０１００。\n窓口：はい。\n担当：５５１２です。',
    'OP：番号をゆっくり申し上げます。ぜろきゅうはち。\nお客様：はい。\nOP：はちろくろく。\nお客様：はい。\nOP：にーさん、ごーごー。\nお客様：098の866の2355ね。',
    '司会：3306の175829。\n観客：おお。\n司会：当選番号は以上です。',
    '客：03の\n係：はい\n客：3581の\n係：はい\n客：ごーごーにーきゅうです',
    '受付番号はお分かりですか\n客：1305の\n係：はい\n客：661297の\n係：はい\n客：２です',
    '0905 五十嵐 済\n0912 無言\n0917 川口 保留',
    '参加者名簿\n1 森本 男 71\n2 辻 千代子 女 68\n3 馬場 男 70',
    '客：4、5、\n係：はい\n客：大人2で、子ども3です',
    'ticket: 1184-8733\nopened_at: 2024-11',
  ])('none in %s', (text) => expect(typesIn(text).filter((type) => !/PHONE|POSTAL|CORPORATE/.test(type))).toEqual([]));
});

describe('cards of which the caller tells a part', () => {
  it.each([
    'お客様：ふるさと納税のカードを変えたいの。【よんごーよんさん】、\nOP：お客様、カード番号はお控えください。\nお客様：【はちよんにーよん】、え、だめなの？',
    'おっちゃん「カードな、【ゴーサンイチナナ…ほんでハチキューナナロク】やったかいな」\n相談員「番号は要りませんので、明細の金額だけ」',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(numbersIn(text, 'CREDIT_CARD_NUMBER')).toEqual(values);
  });

  it.each([
    '客：図書カードの番号が、よんごーよんさん、\n係：番号は要りません。\n客：はちよんにーよん、え。',
    '客：診察券のカードを作りたい。ごーの、さんです。\n係：番号は結構です。',
  ])('none in %s', (text) => expect(numbersIn(text, 'CREDIT_CARD_NUMBER')).toEqual([]));
});
