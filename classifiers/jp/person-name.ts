import { type Candidate, type CueHit, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { besideNames } from '../names/beside/beside-names.js';
import { rosterNames } from '../names/beside/roster.js';
import { thingInCell } from '../names/cells/thing-in-cell.js';
import { judgedNames, NAME_FILTER, NAME_WEIGHTS } from '../names/judged/judged-names.js';
import { hangsOnRecord, RECORD_WEIGHTS, tellsOfPerson } from '../names/judged/person-in-record.js';
import { kanaNames, katakanaPairs } from '../names/kana-names.js';
import { labelledNames } from '../names/labelled-names.js';
import { keyedNames } from '../names/latin/keyed-names.js';
import { LATIN_NAMES } from '../names/latin/lexicon.js';
import { loginInField } from '../names/latin/login-field.js';
import { passportNames } from '../names/latin/passport-lines.js';
import { romajiNames } from '../names/latin/romaji-names.js';
import { PUBLIC_LEXICONS } from '../names/nobodys/listed-persons.js';
import { nobodysName } from '../names/nobodys/nobodys-names.js';
import { publicPerson } from '../names/nobodys/public-persons.js';
import { areOneName } from '../names/one-name.js';
import { ownLetters } from '../names/own-letters.js';
import { PROSE_LEXICONS } from '../names/prose/foreign-parts.js';
import { titledNames } from '../names/titled-names.js';
import { askedNames } from '../names/told/asked-names.js';
import { dialectNames } from '../names/told/dialect-names.js';
import { spelledNames } from '../names/told/spelled-names.js';
import { toldDigits } from '../names/told/told-digits.js';
import { toldKana } from '../names/told/told-kana.js';
import { toldOfKin } from '../names/told/told-of-kin.js';
import { toldReadings } from '../names/told/told-readings.js';
import { NAME_CUES } from '../names/words/cue-words.js';
import { KNOWN_PLACES } from '../names/words/known-places.js';
import { NAME_LEXICONS } from '../names/words/name-lexicon.js';
import { CANDIDATE_LEXICONS } from '../names/words/name-tries.js';

function labelled(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const found: Candidate[] = [];
  labelledNames(scan, hits, found);
  rosterNames(scan, hits, found);
  loginInField(scan, found);
  return found;
}

function judged(scan: Scan): readonly Candidate[] {
  const found: Candidate[] = [];
  judgedNames(scan, found);
  return found;
}

function told(scan: Scan): readonly Candidate[] {
  const found: Candidate[] = [];
  spelledNames(scan, found);
  toldKana(scan, found);
  ownLetters(scan, found);
  toldReadings(scan, found);
  dialectNames(scan, found);
  return found;
}

function announced(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  if (hits.length === 0) return NO_CANDIDATES;
  const found: Candidate[] = [];
  askedNames(scan, hits, found);
  titledNames(scan, hits, found);
  toldOfKin(scan, hits, found);
  kanaNames(scan, hits, found);
  katakanaPairs(scan, hits, found);
  romajiNames(scan, hits, found);
  passportNames(scan, hits, found);
  keyedNames(scan, hits, found);
  return found;
}

/**
 * Names of people: surname, given name or both, in kanji, kana or katakana, with or without a space. The titles (様) are
 * not part of the finding. The tokenizer is asked only where lexicon and cues leave a doubt.
 */
export const personName = defineRecognizer({
  type: 'PERSON_NAME',
  source: 'Lexicons made from mecab-ipadic 2.7.0 (classifiers/lexicon); cues from contact-centre usage',
  cues: NAME_CUES,
  find: [labelled, judged, told, announced],
  reads: 'text',
  echoes: true,
  judge: besideNames,
  joins: areOneName,
  doubt: { beside: 0.35, hangs: hangsOnRecord, tells: tellsOfPerson },
  veto: (scan, candidate) => {
    const { start, end } = candidate;
    if (toldDigits(scan, start, end)) return 'told digits';
    return publicPerson(scan, start, end) ?? nobodysName(scan, start, end) ?? thingInCell(scan, candidate);
  },
  lexicons: [
    ...NAME_LEXICONS,
    ...CANDIDATE_LEXICONS,
    LATIN_NAMES,
    KNOWN_PLACES,
    ...PUBLIC_LEXICONS,
    ...PROSE_LEXICONS,
    NAME_FILTER,
    NAME_WEIGHTS,
    RECORD_WEIGHTS,
  ],
  examples: {
    hits: [
      '鬼頭　麗奈さんから電話',
      '山田様からお電話がありました',
      '田中太郎と申します',
      'お名前は佐藤花子様ですね',
      '担当の山口が承りました',
      '氏名：髙橋　健太郎',
      '氏名：박서연（パク・ソヨン）',
      'お名前：Иванова Анна',
      '福島さんは福島県から来た',
      'たなかと申します',
      'ヤマダ タロウ',
      '林さんから折り返しのご連絡',
      '氏名：五百旗頭真',
      '申請者山本一郎',
      'グエン・ヴァン・アンと申します',
      '本日鈴木様より入電',
      'Taro Yamada',
      'P<JPNYAMADA<<TARO<<<<<<',
      'My name is PRADEEP SHRESTHA',
      '田んぼの田に中央の中です',
      '総務課の田中係長',
      '大西（女）から電話',
      '講習会に申し込んだ古田さんから電話',
      '坂本龍馬と申します',
      '講座の参加者名簿 松井一夫',
      '先日伺った大塚なんですが',
      'もしもし東ですけど',
      '堺の谷口です',
      '宮本の妻です',
      'ささきの母です',
      '金子様折電希望',
      '本日10時内田様来庁',
      '引継ぎ：上野→増田',
      '受電者 千葉',
      '高田（娘）より来電',
      '敬具\n飯田 孝',
      'ジョン・スミスです',
      'Ms. Tanaka will call back.',
      'Kowalczyk様から電話',
      'HUSSEINさんの在留期間',
      '住所は内緒ですが坂本です',
      '小島（福祉課）に確認',
      '太田と久保田が口論になった',
      '後藤の件、完了',
      'あの西村言いますねんけど',
      '10:20 今井受電、前田へ引継ぎ',
      '隣の田中は中央通りに住んでいる',
      'よろしくお願いします。\n\n森',
      'あの、中山ですが入館カードを忘れました',
      '梶ヶ谷和志と申します',
      '隣の福島さんがうるさい。福島の家の前に車がある。',
      '年末調整の書類を職員仲宗根に送る',
      '担当の舟山から連絡します',
      '支援員の遠賀野さんより連絡',
      '代わりましたいとうですあどうも',
      '妻のまつが来ました',
      '代理人の岸田弁護士より電話',
      '文具店の浜口店長から照会',
      '現場監督の浜口さんの電話番号',
      '[10:02] ゲスト: 浜口 さやか',
      '相談者：森川の妻です',
      '申請者　高倉健',
    ],
    misses: [
      '元夫から何度も電話が来ます',
      '元上司、元同僚への贈り物の決まり',
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
      'NTT様へ確認、Googleさんの検索、Web様式',
      'ウインタースポーツといいますとスキーです',
      '市議会議員の大西一郎氏が質問に立った',
      '担当者名：未定',
      '講師：みどり大学教授　高橋恵一氏',
      '司会進行は人事課長の中村正樹が務めます',
      '危機管理監に森本一成氏が就任',
      '豊臣秀吉が築いた城',
      '元プロ野球選手の古田さんを招いた講演会',
      '審議会委員名簿 会長 松井一夫（弁護士）',
      'うちは今在宅介護で、私は今出先です',
      '山火事予防週間の標語を募集中',
      '利用者：中の人は？\n担当：ご用意いただきます',
      '【発信者】高額療養費は県ですか。',
      '相談者：対馬列島の写真です',
      '入電者：五十二です。この春から',
      'ママさんバレーは今年も優勝',
      'ヨンヨンゴーサン、次がロクナナ',
      '一万円札でございますか',
      '各所属長　様',
      '水野さくら通り商店街の催しと坂本ケーブルの時刻表',
      'マスコット「ゆうきくん」の着ぐるみの貸出',
      '名字の多い順に小林さん、吉田さんと並ぶのはなぜか',
      '源氏物語を読む会',
      '新名義人氏名',
      '広報担当様',
      '樹木医さんに診てもらう',
      '通学 田辺→京橋',
      '神田伯山さんの独演',
      '犬の譲渡、オス、名は「タロウ」',
      '初夏の青葉さんぽコースと長崎ちゃんぽん',
      '相談者は高校の課題で調べているとのこと',
      '窓口：お住まいの市町村はどちらですか\n相談者：三田です',
      '迷い犬、茶色のオス、名前はハナコ',
      '氏名\tフリガナ',
      '利用者：サンキューです',
      '台風の名前：カンナ、ハイエイ、ヤギ',
      '窓口：次の停留所は\n利用者：宮前です',
      '弁天さんの池の水が少ない',
      '県ゆかりの作家：中上健次、佐藤春夫、有吉佐和子',
      '利用者: 森川の水位、今どれくらいですか',
      '23:48　久留米市　川に油、環境の当番へ',
    ],
  },
});
