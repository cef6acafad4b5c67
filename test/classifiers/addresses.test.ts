import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const found = (text: string, fieldName?: string) =>
  detector
    .detect(text, fieldName === undefined ? {} : { fieldName })
    .findings.filter(({ type }) => type === 'ADDRESS')
    .map(({ start, end }) => text.slice(start, end));

/** The addresses stand between 【 and 】. */
const MARKED = [
  // Streets abroad, with what shows where they are.
  'Send it to 【14 Rua das Palmeiras, 2200 Setubal, Portugal】 please',
  '住所は【Rua das Palmeiras, 301, Vila Nova, Curitiba - PR, 80240-120】です',
  'Ship to Mette Holm, 【Birkevej 12B, 8000 Aarhus, Denmark】, Tel +45 00 00 00 00',
  '送り先【7 rue du Moulin, 31000 Toulouse】、よろしく',
  '連絡先：【9 Acacia Avenue, Flat 3, London N1 9GU】',
  '【1450 Cedar Lane, Apt 12, Portland, OR 97201】。お願いします',
  '【Kantstraße 44, 10625 Berlin】 に転居',
  '【88-2 Hangang-daero 12-gil, Yongsan-gu, Seoul】へ',
  'Home address: 【21 Kauri Street】, call me',
  'I live at 【6 Heron Way, Singapore】 now',
  '【17 Heron Court, Leith, Edinburgh】に転送',
  '【5 Heron Road, Sydney NSW 2000】 まで',
  '【No. 21, Minquan Street, Taipei 104】 に届きました',
  '【31 rue du Moulin\n31000 Toulouse\nFrance】\nよろしく',
  '大使館に届を出した。【7 rue du Moulin, 31000 Toulouse】',
  'ホテルまで届けてほしい → 【7 rue du Moulin, 31000 Toulouse】',
  'Hotel Hangang\n【7 rue du Moulin, 31000 Toulouse】',
  'Hotel guest, home address 【7 rue du Moulin, 31000 Toulouse】',
  // Beside events and facilities, of somebody all the same.
  '説明会:【伊那市荒井3497】の方から欠席の連絡',
  '説明会:【伊那市荒井3497】、匿名の女性',
  '停電の苦情、【静岡市清水区三保】の友達の家',
  // In Latin letters, by the number before or behind a town's name.
  'Deliver to: 【Room 204, Matsu House, 12 Kamigamo Asahi-cho, Kita-ku, Kyoto】, thank you',
  'I live in 【Biei-cho Aza Misawa 118】.',
  'I moved to 【2-4-7 Hommachi, Obihiro City】',
  // Told where a place is asked for, with pauses, also without what the municipality is.
  // As far as a house, which is no section of a road.
  '佐藤宅 【和泉市府中町123番地】先まで訪問',
  '場所は【彦根の、高宮町、五の三の二】です',
  '場所は【津市の、美杉区、八知、さんじゅうにばんち】の裏の畑',
  '姉は【大津市の坂本の、八百二十の四の、コーポ坂本の一〇二】にいます',
  '【赤穂市の、えー、上の町の二丁目】に住んでおります',
  // Registers: numerals and units of old, 館 and eras in the names of towns.
  '土地台帳の写し：【篠山市大字曽地字北垣弐百拾参番】',
  '戸籍には【七美郡村岡村大字原字上垣五拾弐番屋敷】とある',
  '出火元は【青森県平川市字中平舘12-3】の工藤さん方',
  '【岡崎市昭和七丁目3番地】、当選者',
  // Beside people and rooms that are called as offices are.
  '| 11/4 | 阿部 キヨ | 【能代市落合1-22】 | 見守り |',
  '空室：【坂出市久米町2丁目4番11号 ハイツくめ101】',
  '小野寺 勲　【登米市迫町佐沼字中江3-5】',
  '段差があるのは【亀岡市篠町馬堀駅前2丁目1番】から公民館まで',
  '19:40 【枚方市津田南町】の女性、道路の陥没',
  // Number: spoken, in kanji, with fillers, after の.
  '【守谷市けやき台三の十四の六】です',
  '【東大阪市足代北の二丁目の七の、えー十八、サンハイツの三〇五】',
  '【和歌山市雑賀崎千百四十二】',
  '【うるま市字江洲の三二九】、電柱が倒れてるところ',
  '【泉佐野市日根野の三千五百十二番地】日根神社の裏ですわ',
  '場所は【寝屋川市香里新町十八の二】の一階です',
  '【小矢部市石動町のいちのさん】',
  // Town: numbers inside the name, hiragana, small places, streets.
  '【北海道札幌市西区八軒２条西１丁目３－１】',
  '【岩手県盛岡市玉山区渋民第9地割45-3】',
  '【京都市下京区四条通烏丸東入ル長刀鉾町8番地】の者です',
  '【泉佐野市りんくう往来南2番地】に住む姉',
  '【東京都港区麻布十番2-3-8】',
  '【枚方市長尾元町6-41-8】',
  '【大阪市西成区長橋1-2-3】',
  '【尼崎市立花町2丁目23番5号】',
  '【右京区梅ケ畑奥殿町15】',
  '【宇治市木幡の南山十二の五】、新城徹方',
  '【愛媛県松山市道後湯之町5-6】の母宅',
  '【泉大津市なぎさ町の四番地】の事務所で',
  '【大阪市阿倍野区昭和町1-12-3】高橋方',
  '【大和郡山市北郡山町248-4】',
  '【島根県隠岐郡隠岐の島町城北町1】',
  // Building and room.
  '【箕面市小野原東6-21-8 ラ・フォーレ箕面 1F】',
  '【豊中市新千里北町1-18 府営千里北町住宅 B5-203】',
  '【堺市中区深井沢町3288-4 メゾンさわ201】',
  '【大阪市西区新町1-40-7 新町ＫＴビル5F】',
  '【綾部市青野町西馬場下38 社員寮A】',
  '【蕨市塚越 五丁目三十一 グリーン荘 一〇一】',
  '【寝屋川市香里新町21-8 コーポ菊水】の３階',
  '【守口市大久保町四丁目】のハイツ２Ｆ',
  '【神戸市西区学園西町5-2-1 UR学園西町団地24-305】',
  '【札幌市中央区南２条西１ー５ー301C】',
  '部屋は【メゾン花園302】、表札は菱田',
  '隣の【ひばりが丘団地の四号棟の五〇二】のお子さん',
  // Without a number: someone lives there or is concerned there.
  '谷口様（【吹田市千里山西】）　高額な水道修理の件',
  '【高石市羽衣】のふじわらです',
  'ご住所の確認です。【鹿児島県大島郡与論町茶花】',
  '私は【宇治市小倉町】で小さな教会の牧師をしております',
  '【門真市北島町】の戸建てで雨漏り',
  'うちは【池田市石橋】やけど、バスが減って困っとる',
  'お名前 森　住まい【茨木市大池】',
  'DVで【堺市北区新金岡町】から避難中',
  '【能勢町宿野】の者ですが',
  '【京都市南区久世殿城町】、水漏れ',
  'ご住所が【豊中市桜の町3丁目】でよろしいでしょうか',
  // In pieces.
  '客:【門真市幸福町】です\n係:番地は\n客:【十六の三】です\n係:マンション名は\n客:【コーポ山の203】です',
  '発：住所は【豊中市上新田二丁目】\n受：はい\n発：【二十四番の、六の、グランメゾン八〇一号室】です',
  '【守口市大久保町5-11 グランメゾン大久保】、部屋は【602】です',
  'うち【交野市私部西３－２２】、向こうは【３－２４】。',
  '【大阪市生野区】\n【巽東2-14-3】',
  'オペ：何丁目からお願いします　客：【二丁目の十四の三】です',
  'ご住所は？【枚方市大垣内町2-1-20】。部屋番号は？【305】です。お支払いは二の次で結構です',
  '【高槻市城西町4-6】 田中様 3-1にお電話。2の3のクラスの子が',
  '住所は【豊中市本町3-2-1】です。添付書類は様式第2-1号と別紙3-4です。',
  // In letters.
  '【2-11-405 Tamatsukuri, Chuo-ku, Osaka】 540-0004\nTel: +81 80 0000 0000',
  'Jusho: 【Higashiosaka-shi Kosaka 1-14-8】',
  'Lives in 【Sannomiya-cho 2-chome 5-8, Chuo-ku, Kobe】. Letters should',
  'ジュウショ 【ヤオシ ヤマモトチョウ ミナミ 5-3-9】',
  'ｼﾞﾕｳｼﾖ 【ﾄﾝﾀﾞﾊﾞﾔｼｼ ｺﾞｶﾞｼﾖﾁﾖｳ 2-14-6】',
  '住 所　【大 阪 府 八 尾 市 太 子 堂 4 - 3 - 1 7】\n交 付',
];

const NONE = [
  // A street that nobody lives in, a city, a country.
  'The parade goes along Rua das Palmeiras and Via Roma',
  'Visit London, Paris and New Zealand in 2026',
  'Open Street Map 2026, Data Way 3',
  'Windows 11 Drive C',
  // Titles, years, prices, ways that every country has.
  'Chapter 4 The Narrow Way, 2021',
  '6 Narrow Way, 2018',
  'See Exhibit 9 Heron Grove, 2023',
  '7 Blue Dr, 2018',
  'Open: 12 Heron Court, 14000 yen; 4 Harbour Place, 13000',
  'Chapter 9 Silk Road, China',
  'Bus 7 Harbour Drive, Melbourne',
  '6 Golden Way, Singapore',
  '2 Great Canal Road, Beijing, China',
  // Offices and hotels abroad.
  'Consulate-General of Japan, 88 Park Avenue, 12th Floor, New York, NY 10171, USA',
  'Consulate-General of Japan in the Eastern States, 88 Park Avenue, New York, NY 10171',
  'JETRO London, 31 Queen Street, London EC4R 1BB',
  'City Hall, 4 Dr Nelson B Hale Place, San Francisco, CA 94102',
  'Municipality of Lyon, 4 Place de la Fontaine, 69001 Lyon',
  'Hilton Lagoon Village 1203 Kalia Road, Honolulu, HI 96815',
  'ホテル名 Hotel Hangang 12 Eulji-ro, Jung-gu, Seoul',
  '和泉市府中町123番地先から同140番地先まで',
  '通行止めのお知らせ 和泉市府中町123番地先まで',
  '講演会の場所は市民プラザ3階です',
  '場所は当日お知らせします',
  '猿の出没 5月2日 6:20 高島市朽木柏 2匹',
  '栄町 541-0099 / 港町 541-0098',
  '昭和9の写真は県立図書館にあります',
  'ナンバーは、はっぴゃく、えー8-15です',
  '会場：豊中市立文化芸術センター（豊中市曽根東町3-7-2）',
  '府道大阪和泉泉南線（和泉市府中町地内）の舗装工事',
  '吹田市江坂町の商店街でイベントを開催します',
  '大阪府庁本館5階 正庁の間',
  '問：大阪府庁の本館ってどこですか\n答：大阪市中央区大手前二丁目九番四号でございます',
  '府の保健所：池田（池田市満寿美町6-40）、茨木（茨木市大住町2-27）',
  '芸術センター　11:00〜21:00　月休　大阪市西区江之子島2-9-15',
  '請求は大阪市中央区大手前3-1-43（540-0008）旅券課あて',
  '水道管工事のお知らせ（池田市井口堂三丁目）',
  '大阪市○○区△△町1丁目2番3号　□□マンション405号室',
  '堺市の12の施設',
  '住所・氏名を記入し、1-2-3の順に',
  '住所変更は3の窓口、2番です。様式1-3-2',
  '団地再生事業 3棟 120戸',
  '高槻市北部の住民からの要望が多い',
  '門真市民プラザ',
  '大阪府指令第12-34号',
  '府営住宅の入居者募集（枚方市香里ケ丘9丁目ほか）',
  '大阪市鶴見区緑地公園2番出口',
  '最寄り駅は谷町四丁目ですか',
  '神奈川県警第7署の柏木',
  '1717年、東京都板橋区大山において開店した',
  'お住まいの市区町村の窓口へ',
  '標識は東大阪市 布施 え 4533',
  '警察の受理番号は布施24-1183',
  'フリーダイヤル0120-57-8457は来週から停波',
  '九月二日の百十五番ですね',
  '当選番号　住宅番号 114　0372、0811',
  '門真市島頭4-3-1 門真市立総合体育館',
  'model A-1-2, Type-ku 3',
  'コピーキ ハチ-3-2',
  '大阪市に住んでいます。3-4は欠番です',
];

describe('addresses', () => {
  it.each(MARKED)('of %s are found from end to end', (marked) => {
    const text = marked.replace(/[【】]/g, '');
    expect(found(text)).toEqual(Array.from(marked.matchAll(/【([^】]*)】/g), ([, value]) => value));
  });
  it.each(NONE)('are not in %s', (text) => expect(found(text)).toEqual([]));
  it('need no more than a building in a field of their own', () => {
    expect(found('コーポすずらん　２階左', '住所2')).toEqual(['コーポすずらん　２階左']);
    expect(found('コーポすずらんの前で', '件名')).toEqual([]);
  });
});
