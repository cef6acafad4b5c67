import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const found = (text: string) =>
  detector
    .detect(text, {})
    .findings.filter(({ type }) => type === 'ADDRESS')
    .map(({ start, end }) => text.slice(start, end));

/** By the rule that finds them; addresses stand between 【 and 】. */
const MARKED: Record<string, readonly string[]> = {
  'turn by turn': [
    '職員／ご住所を都道府県からお願いします。\n相談者／【岐阜県】です。\n職員／はい。\n相談者／【各務原市那加雲雀町】。\n職員／番地は。\n相談者／【十五の三】。',
    '客：住所は枚方市の\n受：はい\n客：【星丘三丁目】の\n受：はい\n客：【十の二十三】です',
    '職員：今お住まいの所番地をお願いします。\n住民：【七尾市】の、【和倉町】、\n職員：はい。\n住民：【四十の、二】。',
    'BOT 丁目、番地、号を順に話してください\n発話 【ニチョウメ、ジュウナナノ、ゴ】',
    '職員　どちらにお住まいですか\n相談者　【八代市の鏡町】\n職員　字はおわかりですか\n相談者　【内田町】\n職員　番地は\n相談者　【六百三十の、二】です',
    'ご住所→「【坂出市室町】」「番地は」「【二の三の五】」',
    '確認者：ご住所お願いします\n申込者：【彦根市】\n確認者：はい\n申込者：【元町四の二】',
  ],
  'in one breath': [
    'はい【京都市上京区の、えーと、黒門通中立売上ル、榎町三百六十一】です',
    '通訳: えっと、【伊丹市、西台、イチの、ロク】です',
  ],
  'in kana': [
    'ジュウショハ 【ヒラカタシ ホシガオカ サンチョウメ ジュウノニジュウサン】',
    '【ひらかたし くずは なみき 2-8-1】です',
    'ふえいじゅうたくに すんでいます。【さかいし みなみく まきづかだい】',
    'わたしは 【よこはまし みどりく ながつた】に すんでいます',
    'ｵﾍﾟ:ｺﾞｼﾞｭｳｼｮ ｦ ｵﾈｶﾞｲｼﾏｽ\nｷｬｸ:【ｶｽｶﾞｲｼ ﾁｭｳｵｳﾄﾞｵﾘ ﾆﾁｮｳﾒ 8 ﾉ 3】\nｵﾍﾟ:ﾃﾞﾝﾜ',
  ],
  'in letters': ['I live at 【2-18-44 Nishi-Kobari, Okazaki, Aichi】. My landlord'],
  'with a branch or a street': [
    '【京都市下京区四条通寺町東入2丁目御旅町35番地】の店子です',
    '【白山市鶴来本町4丁目ワ12番地の3】',
    '住所は【珠洲市飯田町1字48番地】です',
    '【岩手郡雫石町西根第9地割字上駒木野14】',
    '【長崎県五島市富江町富江165番地イ】',
    '【長野県北佐久郡軽井沢町大字長倉2381番地イ号】',
    '【十日町市松代甲1234番地乙】',
    '【旭市ニの2312】',
    '①【大字飯塚1408の2】 遊佐さん\n②【字一本木23】 遊馬さん',
    'うちは【つがる市木造千代町22の3】です',
    '通知が【茨木市彩都あさぎ5丁目7-214】の分だけ',
  ],
  'of a house': [
    '【大阪府枚方市香里ケ丘9丁目5番地 香里団地D51棟304号室】',
    '【那覇市首里石嶺町4-373-1 ２Ｆ左】',
    '【ルミエール鮎川 503号室】',
  ],
  'of a town that is a municipality': ['【直島町1122の1】の民宿に泊まっている母'],
  'before a telephone number': [
    '【茨城県つくばみらい市福田195番地】、0297-58-2111',
    '／【箕面市牧落3-17-26】／072-724-9053',
  ],
};

describe.each(Object.entries(MARKED))('addresses %s', (_rule, texts) => {
  it.each(texts)('%s', (marked) => {
    const addresses = [...marked.matchAll(/【(.*?)】/g)].map(([, address]) => address);
    expect(found(marked.replace(/[【】]/g, ''))).toEqual(addresses);
  });
});

describe('no address', () => {
  it.each([
    'Q: お住まいはどちらですか\nA: 前橋市です\nQ: 承知しました',
    '係：お住まいをお願いします\n客：香川じゃなくて今は大阪です',
    '係：建物名は\n客：平屋です',
    'ガイダンス：番号を3桁でどうぞ。\n発話：ヨンヨンゼロ',
    '府庁の住所は。\nOP：大阪市中央区の、大手前の、二丁目一の二十二でございます',
    'セミナールーム 201号室',
    'JA本所倉庫（字西田1）',
    '町の名を追加した結果、「十三」「放出」「喜連瓜破」「立売堀」の誤変換が減った',
    '国道8号の栗東市手原5丁目交差点',
    '東かがわ市交流プラザ（東かがわ市湊1806-2）で相談会',
    '植樹へのご協力をお願いします。\n大阪府都市整備部河川室',
    'いちばん すきな ところは とうきょうし です',
    '大阪市、堺市、それから東大阪市の三市',
  ])('%s', (text) => expect(found(text)).toEqual([]));

  it('takes time in proportion to the questions', () => {
    const begin = performance.now();
    found('住所は。\n客：大阪市の、\n'.repeat(2000));
    expect(performance.now() - begin).toBeLessThan(8000);
  });
});
