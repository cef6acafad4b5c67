import { defineRecognizer } from '../../src/classify/recognizer.js';
import { DIRECTORY_ENTRY } from '../../src/classify/record/directory-row.js';
import { ADDRESS_CUES } from '../addresses/cues.js';
import { findAddresses } from '../addresses/find-addresses.js';
import { officeAt } from '../addresses/office-address.js';
import { PLACE_LEXICONS } from '../addresses/place-lexicon.js';
import { contactHangs } from '../offices/contact-hangs.js';
import { CONTACT_PLACE_WEIGHTS, CONTACT_WEIGHTS, tellsOfSomebody } from '../offices/contact-in-record.js';

/**
 * Addresses, the whole expression with building and room: prefecture and municipality may be missing, numbers may be
 * kanji. A place without a block number counts only where someone is said to live there.
 */
export const address = defineRecognizer({
  type: 'ADDRESS',
  source: 'Act on Indication of Residential Address (1962); place names from mecab-ipadic 2.7.0 (classifiers/lexicon)',
  cues: ADDRESS_CUES,
  find: findAddresses,
  veto: ({ text, beside }, { start, end }) =>
    beside === DIRECTORY_ENTRY ? 'public place' : officeAt(text, start, end),
  doubt: { beside: 1, hangs: contactHangs, tells: tellsOfSomebody },
  lexicons: [...PLACE_LEXICONS, CONTACT_WEIGHTS, CONTACT_PLACE_WEIGHTS],
  examples: {
    hits: [
      'My office is near City Hall. I live at 3-2-12 Otemae, Chuo-ku.',
      '住所は府中市の鵜飼町613です',
      '大阪府堺市堺区南瓦町3番1号',
      '住所は松原の天美東2の3の4です',
      '枚方の樟葉です、番地は花園町15-3',
      '住所は東京都千代田区紀尾井町１−３　サンハイツ２０３号室です',
      '京都市中京区寺町通御池上る上本能寺前町488',
      '北堀江三丁目二番十五号に住んでいます',
      '東大阪市荒本北一丁目四番一号 コーポ荒本101',
      '大阪市北区に住む者ですが、豊中市千里山西2-5-8のアパートです',
      '泉北郡忠岡町大字忠岡123番地',
      '堺市西区浜寺公園町に住んでいます',
      '住所：ひばりが丘2-3-4',
      '守谷市けやき台三の十四の六です',
      '谷口様（吹田市千里山西）から',
      '隣のひばりが丘団地の四号棟の五〇二のお子さん',
      '府営豊中上野東住宅の2棟105です',
      '×泉大津市東豊中町2-7-15　○泉大津市東豊中町2-17-15',
      '千葉県鎌ｹ谷市中央2-1-1',
      '①大字飯塚1408の2 遊佐さん',
      '唐沢さん方（同村大字鹿塩364番地の乙）',
      '諫早市栄田町 14-3の自宅２階',
      '郵送先は事務所 千葉市美浜区打瀬3-1-7へ',
      'どちらにお住まいですか。\nご本人　三原の本郷町じゃ。',
      'お返事をください。\n神戸市須磨区月見山本町　三木',
      '2-11-405 Tamatsukuri, Chuo-ku, Osaka',
      'ジュウショ ヤオシ ヤマモトチョウ ミナミ 5-3-9',
    ],
    misses: [
      'The Prefectural Office Annex, 3-2-12 Otemae, Chuo-ku, is open from 9:00',
      'The Passport Center (2nd floor, 3-1-43 Otemae, Chuo-ku) is closed on Sundays.',
      '福山市の本町3か所で工事',
      '当選番号：団地A 017、団地B 042',
      '区間 北山町大字上野1番地先から同大字下野88番地先まで',
      '大阪府府R2.12.25',
      '施行 大阪府R2.4.1改正',
      '大字の由来を調べています',
      '住所変更の届は天神橋6-4の府税事務所へ',
      '大阪市内で開催します',
      '堺市の人口は82万人です',
      '大阪府庁（大阪市中央区大手前2丁目）',
      '受付番号 2026-04-01',
      '東京都では条例が施行された',
      '一番大切なこと',
      '所在地：〒540-8570 大阪市中央区大手前二丁目1番22号',
      '場所 中央公会堂（大阪市北区中之島1-1-27）',
      '区役所（堺市堺区南瓦町3-1）まで',
      '吹田市江坂町の商店街でイベントを開催します',
      '和泉市府中町地内の舗装工事',
      'お住まいの市区町村の窓口へ',
      '府営住宅の3棟105号室の募集',
      '記入例：大阪市○○区△△町1丁目2番3号',
      'フリーダイヤル0120-57-8457',
    ],
  },
});
