import { defineRecognizer } from '../../src/classify/recognizer.js';
import { findAddresses } from '../addresses/find-addresses.js';
import { PLACE_LEXICONS, PREFECTURES } from '../addresses/place-lexicon.js';
import { isOfficePostalCode, publicOffice } from '../public-office.js';

const OFFICE_AFTER =
  /^[ 、の]{0,2}[^\s。、]{0,12}(?:府庁|県庁|役所|役場|庁舎|保健所|税務署|警察署|消防署|図書館|会館|センター|小学校|中学校|高校|公民館|府税事務所|ホール|事務所)/;

/**
 * Addresses, the whole expression with building and room: prefecture and municipality may be missing, numbers may be
 * kanji. A place without a block number counts only where someone is said to live there.
 */
export const address = defineRecognizer({
  type: 'ADDRESS',
  source: 'Act on Indication of Residential Address (1962); place names from mecab-ipadic 2.7.0 (classifiers/lexicon)',
  cues: [...PREFECTURES, '市', '区', '郡', '町', '村', '丁目', '番地', '番', '-'],
  find: findAddresses,
  veto: ({ text }, { start, end }) =>
    publicOffice(text, start) ??
    (isOfficePostalCode(/([0-9]{3}-?[0-9]{4})[ 、\n]{0,2}$/.exec(text.slice(Math.max(0, start - 12), start))?.[1] ?? '')
      ? 'postal code of an office'
      : undefined) ??
    (OFFICE_AFTER.test(text.slice(end, end + 24)) ? 'office' : undefined),
  lexicons: PLACE_LEXICONS,
  examples: {
    hits: [
      '大阪府堺市堺区南瓦町3番1号',
      '住所は東京都千代田区紀尾井町１−３　サンハイツ２０３号室です',
      '京都市中京区寺町通御池上る上本能寺前町488',
      '北堀江三丁目二番十五号に住んでいます',
      '東大阪市荒本北一丁目四番一号 コーポ荒本101',
      '大阪市北区に住む者ですが、豊中市千里山西2-5-8のアパートです',
      '泉北郡忠岡町大字忠岡123番地',
      '堺市西区浜寺公園町に住んでいます',
      '住所：ひばりが丘2-3-4',
    ],
    misses: [
      '大阪市内で開催します',
      '堺市の人口は82万人です',
      '大阪府庁（大阪市中央区大手前2丁目）',
      '受付番号 2026-04-01',
      '東京都では条例が施行された',
      '一番大切なこと',
      '所在地：〒540-8570 大阪市中央区大手前二丁目1番22号',
      '場所 中央公会堂（大阪市北区中之島1-1-27）',
      '区役所（堺市堺区南瓦町3-1）まで',
    ],
  },
});
