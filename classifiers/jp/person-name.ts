import { type Candidate, defineRecognizer } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { WordHit } from '../../src/text/word-finder.js';
import { kanaNames, katakanaPairs } from '../names/kana-names.js';
import { kanjiNames } from '../names/kanji-names.js';
import { labelledNames } from '../names/labelled-names.js';
import { NAME_LEXICONS } from '../names/name-lexicon.js';
import { PUBLIC_LEXICONS, publicPerson } from '../names/public-persons.js';
import { romajiNames } from '../names/romaji-names.js';
import { SPELLED_CUES, spelledNames } from '../names/spelled-names.js';
import { HONORIFICS } from '../names/titles.js';

const LABELS = [
  '氏名',
  '名前',
  '芳名',
  '姓名',
  '名義',
  '名義人',
  '契約者',
  '申請者',
  '申込者',
  '申込人',
  '申出者',
  '申出人',
  '届出者',
  '届出人',
  '相談者',
  '通報者',
  '依頼者',
  '被保険者',
  '世帯主',
  '代表者',
  '代理人',
  '保護者',
  '担当',
  '担当者',
  '対応者',
  '応対者',
  '受付者',
  '記録者',
  '作成者',
  '承認者',
  '入電者',
  '架電者',
  '発信者',
  '利用者',
  '使用者',
  '患者',
  '受給者',
  '対象者',
  '連絡者',
  '送信者',
  '差出人',
  '宛名',
  '投稿者',
  'ふりがな',
  '旧姓',
  'の名',
  'フリガナ',
  '(カナ)',
  '氏名カナ',
  '児童名',
  '生徒名',
  'Name',
  'name',
  'お客様名',
  '顧客名',
  '契約者名',
  '担当者名',
];
const SAID = [
  'と申',
  'ともうし',
  'といいます',
  'と言います',
  'っていいます',
  'って言います',
  'という者',
  'と名乗',
  'です',
  'でございます',
];
const MARKS = [' ', '・'];

function* find(scan: Scan, hits: readonly WordHit[]): Generator<Candidate> {
  yield* labelledNames(scan, hits);
  yield* kanjiNames(scan);
  if (hits.length === 0) return;
  yield* kanaNames(scan, hits);
  yield* katakanaPairs(scan, hits);
  yield* romajiNames(scan, hits);
  yield* spelledNames(scan, hits);
}

/**
 * Names of people: surname, given name or both, in kanji, kana or katakana, with or without a space. The titles (様) are
 * not part of the finding. The tokenizer is asked only where lexicon and cues leave a doubt.
 */
export const personName = defineRecognizer({
  type: 'PERSON_NAME',
  source: 'Lexicons made from mecab-ipadic 2.7.0 (classifiers/lexicon); cues from contact-centre usage',
  cues: [...new Set([...LABELS, ...SAID, ...HONORIFICS, ...MARKS, ...SPELLED_CUES])],
  find,
  reads: 'text',
  echoes: true,
  veto: ({ text }, { start, end }) => publicPerson(text, start, end),
  lexicons: [...NAME_LEXICONS, ...PUBLIC_LEXICONS],
  examples: {
    hits: [
      '山田様からお電話がありました',
      '田中太郎と申します',
      'お名前は佐藤花子様ですね',
      '担当の山口が承りました',
      '氏名：髙橋　健太郎',
      '福島さんは福島県から来た',
      'たなかと申します',
      'ヤマダ タロウ',
      '林さんから折り返しのご連絡',
      '氏名：五百旗頭真',
      '申請者山本一郎',
      'グエン・ヴァン・アンと申します',
      '本日鈴木様より入電',
      'Taro Yamada',
      'My name is PRADEEP SHRESTHA',
      '田んぼの田に中央の中です',
      '総務課の田中係長',
      '大西（女）から電話',
      '講習会に申し込んだ古田さんから電話',
      '坂本龍馬と申します',
      '講座の参加者名簿 松井一夫',
      '隣の福島さんがうるさい。福島の家の前に車がある。',
    ],
    misses: [
      'お客様のご都合',
      '皆さんこんにちは',
      '福島県の山口市',
      '田中商店で買いました',
      'お疲れ様でした',
      '同様の仕様です',
      '吉村知事の会見',
      '電気屋さんに頼んだ',
      '担当課が承りました',
      '阪急電車の山田駅',
      '何名様でしょうか',
      '駅に近い宿に泊まりたいです',
      '真鶴道路の料金',
      '池袋サンシャイン',
      'Windows Update',
      '講師：みどり大学教授　高橋恵一氏',
      '司会進行は人事課長の中村正樹が務めます',
      '危機管理監に森本一成氏が就任',
      '豊臣秀吉が築いた城',
      '元プロ野球選手の古田さんを招いた講演会',
      '審議会委員名簿 会長 松井一夫（弁護士）',
    ],
  },
});
