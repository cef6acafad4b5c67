import { type Candidate, type CueHit, defineRecognizer, together } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { toHiragana } from '../../src/text/kana.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { judgeDigits, NUMBER_WEIGHTS } from '../digits/judged-digits.js';
import { PARTIAL_CUES, partialNumbers } from '../numbers/partial-numbers.js';
import { SPOKEN_DIGIT } from '../numbers/spoken-digit.js';
import { plateOverTurns } from '../plates/told-over-turns.js';

/** Places on plates, those of 図柄入り and ご当地 plates included (国土交通省告示 自動車登録番号標の地名). */
export const PLATE_PLACES: readonly string[] =
  '札幌 函館 旭川 室蘭 苫小牧 釧路 知床 帯広 北見 青森 弘前 八戸 岩手 盛岡 平泉 宮城 仙台 秋田 山形 庄内 福島 会津 郡山 白河 いわき 水戸 土浦 つくば 宇都宮 那須 とちぎ 日光 群馬 前橋 高崎 大宮 川口 所沢 川越 熊谷 春日部 越谷 千葉 成田 習志野 市川 船橋 袖ヶ浦 市原 野田 柏 松戸 品川 世田谷 練馬 杉並 板橋 足立 江東 葛飾 八王子 多摩 横浜 川崎 湘南 相模 山梨 富士山 新潟 上越 長岡 富山 石川 金沢 長野 松本 諏訪 安曇野 南信州 福井 岐阜 飛騨 静岡 浜松 沼津 伊豆 名古屋 豊橋 三河 岡崎 豊田 尾張小牧 一宮 春日井 三重 鈴鹿 四日市 伊勢志摩 滋賀 京都 なにわ 大阪 和泉 堺 神戸 姫路 奈良 飛鳥 和歌山 鳥取 島根 出雲 岡山 倉敷 広島 福山 山口 下関 徳島 香川 高松 愛媛 高知 福岡 北九州 久留米 筑豊 佐賀 長崎 佐世保 熊本 大分 宮崎 鹿児島 奄美 沖縄'.split(
    ' ',
  );

/** In hiragana they are words of every sentence. */
const WORDS = new Set(['アスカ', 'タマ', 'ミカワ', 'コウチ', 'ミヤザキ']);
/** Places as a recogniser or a form in kana gives them, in either kana. */
const READ_ALOUD: readonly string[] =
  'ナニワ イズミ オオサカ コウベ キョウト ナラ サカイ ヒメジ ワカヤマ シガ ナガオカ ニイガタ ナゴヤ ヨコハマ カワサキ ショウナン シナガワ ネリマ タマ アダチ ハチオウジ チバ オオミヤ カワグチ センダイ サッポロ ハコダテ ヒロシマ フクヤマ オカヤマ クラシキ フクオカ キタキュウシュウ クルメ クマモト カゴシマ オキナワ ミカワ トヨタ トヨハシ オカザキ ハママツ シズオカ ヌマヅ ギフ ミエ スズカ トヤマ カナザワ イシカワ フクイ ナガノ マツモト トクシマ カガワ エヒメ コウチ サセボ ナガサキ オオイタ ミヤザキ アスカ サガミ トチギ グンマ タカサキ ミト ツチウラ'
    .split(' ')
    .flatMap((place) => (place.length > 2 && !WORDS.has(place) ? [place, toHiragana(place)] : [place]));

const DIGIT = '[0-9〇一二三四五六七八九零]';
/** A digit that could not be read. */
const UNREAD = '[○●◯□■?？*・.]';
const KANA = 'あいうえかきくけこさすせそたちつてとなにぬねのはひふほまみむめもやゆよらりるれろわを';
const KATAKANA = 'アイウエカキクケコサスセソタチツテトナニヌネノハヒフホマミムメモヤユヨラリルレロワヲ';
/** Class numbers as written, and as kanji numerals: 五百, 三百三十一. */
const ONE = `(?:${DIGIT}|${SPOKEN_DIGIT})`;
/** Class numbers as written, and as kanji numerals: 五百, 三百三十一. */
const CLASS = `(?:${DIGIT}[0-9○●◯□■?*]{2}|${DIGIT}[0-9ACFHKLMPXY〇一二三四五六七八九]{0,2}|[一二三四五六七八九]?百(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?|${ONE}{2,3})`;
const TENS = '[一二三四五六七八九]?十[一二三四五六七八九]?';
const SERIAL = `(?:${UNREAD}{1,2}[-の]${DIGIT}{2}|${DIGIT}{1,2}-(?:${DIGIT}?${UNREAD}{1,2}|(?=[(（]|[^0-9]*(?:消え|読め|不明)))|[・.]{1,3}${DIGIT}{1,3}(?:-${DIGIT}{2})?|${DIGIT}{1,2}[-の]${DIGIT}{2}|${TENS}(?:の${TENS})?|${ONE}(?:[の、]?${ONE}){1,3}|${DIGIT})`;
/** Between the parts: blanks, pauses, hyphens, quotes, and the other speaker's はい. */
const PARTED = '(?:[」』]?[「『]|[ 、の/-]{0,3}(?:\\n[^\\n0-9]{1,12}\\n[^\\n0-9「]{1,8}?[:：」 ]?)?)';
/** 、目玉のめ、で: how the kana is written, by a word that has it. */
const EXPLAINED = '(?:で?、(?:[一-龠ぁ-んァ-ヴー]{1,6}の[ぁ-んァ-ヴ])?(?:、?で)?、?(?:数字(?:が|は))?)?';
/** 分類番号, kana (not お, し, へ, ん) or a letter of the forces, and up to four digits. Spaces, の and commas as spoken. */
const REST = new RegExp(
  `^${PARTED}${CLASS}${PARTED}(?:(?:ひらがな|かな|カナ|文字)(?:が|は)|[ぁ-んァ-ヴー一-龠]{2,5}の)?[「『]?[${KANA}${KATAKANA}EHKMTY][」』]?${EXPLAINED}${PARTED}(?:で、?|数字(?:が|は))?[「『]?${SERIAL}[」』]?(?![0-9]|-[0-9])`,
);
/** 「堺 300 あ 12-34」: the quote around all of it is no part. */
const CLOSES_OTHER = /^[^「『]*[」』]$/;
/** Mopeds and motorcycles: the municipality or place, kana and number, without a class. */
const MOTORCYCLE = new RegExp(
  `^(?:[一-龠]{0,3}[市区町村])?[ 　]?(?:[一-龠]{2,3} )?[${KANA}][ 　]?(?:[0-9]{1,2}-[0-9]{2}|[0-9]{4})(?![0-9-]|[ ]?(?:円|年|月|番地|丁目|号室|人|件))`,
);

/** Mopeds: 北上市 か 3082, of any municipality. */
const MOPED = new Closing(
  new RegExp(
    `(?<![一-龠])([一-龠ヶケ]{1,6}[市区町村]) ?[${KANA}] $|(?<![一-龠])([一-龠ヶケ]{1,6}[市区町村]) [${KANA}] ?$`,
  ),
  14,
);
const MOPED_NUMBER = /^(?:[0-9]{4}|[0-9]{1,2}-[0-9]{2})(?![0-9-]|[ ]?(?:円|年|月|番地|丁目|号室|人|件))/;

const KANA_UNITS = new UnitSet().add(KANA);

/** One kana and a blank on either side of it. */
function isBehindKana(text: string, start: number): boolean {
  const [last, before] = [unitIn(text, start - 1), unitIn(text, start - 2)];
  return (last === 0x20 && KANA_UNITS.has(before)) || (before === 0x20 && KANA_UNITS.has(last));
}

function mopeds({ text, groups }: Scan, found: Candidate[]): void {
  for (const { start, digits } of groups) {
    if (digits.length > 4 || !isBehindKana(text, start)) continue;
    const place = MOPED.exec(text, start);
    const number = place && MOPED_NUMBER.exec(text.slice(start, start + 8));
    if (!place || !number) continue;
    found.push({
      start: start - place[0].length,
      end: start + number[0].length,
      rule: 'moped',
      score: 0.8,
      settled: true,
      because: 'municipality, kana, number',
    });
  }
}

const PLACES = [
  ...PLATE_PLACES,
  ...READ_ALOUD,
  ...['吹田', '東大阪', '豊中', '高槻', '枚方', '茨木', '八尾', '寝屋川', '岸和田'],
];

/** What asks for a plate that is then told over turns. */
const ASKED = ['ナンバー', '標識番号', '車の番号', '車両番号', '分類番号'];

function find(scan: Scan, hits: readonly CueHit[]): Candidate[] {
  const { text } = scan;
  const found: Candidate[] = [];
  mopeds(scan, found);
  const places = new Map<number, number>();
  for (const { cue, start, end } of hits) if (cue < PLACES.length) places.set(start, end - start);
  let done = -1;
  for (const { cue, start, end } of hits) {
    if (cue >= PLACES.length) {
      if (cue >= PLACES.length + ASKED.length || start < done || places.size === 0) continue;
      const told = plateOverTurns(text, start, end, (at) => places.get(at) ?? 0);
      found.push(...told);
      done = told.at(-1)?.end ?? done;
      continue;
    }
    const rest = text.slice(end, end + 64);
    const match = REST.exec(rest) ?? (/^[^0-9]{1,12}[0-9]/.test(rest) ? MOTORCYCLE.exec(rest) : null);
    if (match)
      found.push({
        start,
        end: end + match[0].length - (CLOSES_OTHER.test(match[0]) ? 1 : 0),
        rule: 'plate',
        score: 0.92,
        settled: true,
        because: 'place, class, kana, number',
      });
  }
  return found;
}

/** Vehicle registration plates: 品川 300 さ 12-34. */
export const vehiclePlate = defineRecognizer({
  type: 'VEHICLE_PLATE',
  judge: judgeDigits,
  lexicons: [NUMBER_WEIGHTS],
  source: 'Road Transport Vehicle Act Enforcement Regulations, art. 13 and annexes (分類番号, 平仮名)',
  cues: [...PLACES, ...ASKED, ...PARTIAL_CUES],
  find: (scan, hits) =>
    hits.length === 0 ? find(scan, hits) : together(find(scan, hits), partialNumbers(scan, hits, 'VEHICLE_PLATE')),
  reads: 'digits',
  examples: {
    hits: [
      '北上市 か 3082、盗難',
      'The plate is 箕面市 こ 31-74.',
      'なにわ 4○○ わ 31-9?',
      '大阪303 た 55-（後ろ2桁消えかけ）',
      'なにわ 582 そ ・・-18',
      '松本百の、え、の、よんさんのななはち',
      'さかい、五百八十三、け、〇一の七八',
      '大阪、さんさんまる、な、の、いちはち、ろくまる',
      '奈良-580-き-2301',
      '「京都」「331」「ま」「・308」',
      'シャリョウ ナガオカ 502 ム 3861',
      'ｼｬﾘｮｳ ﾅﾝﾊﾞｰ：ﾅｶﾞｵｶ 502 ﾑ 3861',
      '客：神戸501の、\nOP：はい。\n客：「た」の62-19。',
      '品川 300 さ 12-34',
      '車番 横浜 3A1 れ 90-65',
      'ﾅﾝﾊﾞｰは富士山300／た／1984',
      'つくばの五〇〇、ひらがなが『ら』で、数字が31の02、だったと思います',
      '平泉の三三〇、『め』、目玉のめ、で、四四の一七。',
      '大分の五百、かなが『と』、トマトのと、数字がさんろくいちいち',
      'ナンバー下二桁・・71のみ',
      'なにわ300の18-42',
      '奈良　５８３　ら　３８−１５',
      '和泉331ふ・・・1',
      '堺 5 た 1234',
      '和泉 580 け 7-91',
      'なにわ五百の、さ、よんいちのきゅうにー',
      '奈良 あ 57-65',
      'ナニワ 502 ト 71-06',
      '神戸の500、さくらの「さ」、33の47',
    ],
    misses: [
      '岡山 出張 97-3-1',
      '堺市 の 2026年',
      'ならば 300 円',
      '品川 300 円 12-34',
      '大阪 12-34',
      '奈良 300 し 12-34',
      '京都 2026 あ 12345',
    ],
  },
});
