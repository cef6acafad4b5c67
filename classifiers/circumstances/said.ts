import { mixed } from '../../src/classify/learned/feature-hashing.js';
import { isDigit } from '../../src/text/ascii.js';
import { whenForgotten } from '../../src/text/last-text.js';
import { WordFinder } from '../../src/text/word-finder.js';

/** Who is spoken of, how it is said and what kind of text it is; found in one pass, for this is asked of every term. */
const WORDS: readonly string[] = [
  '私 わたし わたくし 僕 俺 うち 自分 当方 わし ワシ あたし わて オレ ウチ わだす おいら',
  '主人 旦那 夫 妻 家内 嫁 父 母 親 息子 娘 長男 次男 三男 長女 次女 三女 孫 祖父 祖母 じい ばあ 兄 弟 姉 妹 叔 伯 甥 姪 いとこ 義父 義母 姑 舅 上の子 下の子 おとん おかん おやじ おふくろ お袋 おとう おかあ せがれ 倅 亭主 かみさん カミさん つれあい 連れ合い じじ ばば パパ ママ むすこ むすめ おばあ おじい 彼氏 元カレ',
  'さん 様 氏 くん 君 ちゃん 殿 先生',
  '本人 世帯主 申請者 相談者 対象者 当該 利用者 入居者 患者 児童 生徒 保護者 通報者 同居 隣 近所 彼女 彼は',
  'てい でい てる でる てます でます てん でん てはる ではる てま でま ておる とる とります ました まして た。 たん たの た、 たが たけ だった ちゃ てし もた',
  'ですか です。 ますか でしょうか 教えて 知りたい のか んですか ません',
  'もし なら 場合 たら ても れば とき 万一 かもしれ 可能性 おそれ',
  '方は 方が 方に 方へ 方を 方で 方の 方も 方、 方・ 人は 人が 人に 人を 人の 人も 者は 者が 者に 者の',
  '開催 募集 講座 講演 研修 お知らせ 案内 相談窓口 相談会 受付 申込 対象 要件 制度 支援 事業 条例 法律 法の 窓口 手引 マニュアル',
  '% 割 世帯数 億 万人 件数 人数 前年 統計 調査 平均 率は 率が 全国',
  '小説 映画 ドラマ 番組 記事 報道 ニュース 新聞 本を 作品 展示 歴史 江戸 明治 昭和の 時代 博物館 寺 城',
  'らしい そうで そうや とのこと と言 という って いわく と話 と聞',
  'と申し といいます と言います いいます ですけど ですが、 でして 名前は 申します もしもし',
  '猫 犬 ペット 牛 鶏 豚 鳥 樹 苗 機械 商品 発売 円で 売り 値段 店 メニュー',
  'ください 下さい お願い 届け 申請 更新 再交付 減免 免除 受給 相談した 困って 困り',
  'Q A1 Q1 Q. A. ・ ■ ● ◆ 【 (1) ① 第1',
  '担当 対応 受電 架電 折返 折り返し 案内済 転送 傾聴 入電 来所 来庁 面談 訪問 記録 引継',
  // Printed or shown to everybody, studied or counted.
  '冊子 図書館 図書室 パンフ チラシ リーフレット カード 掲示 配架 ポスター 写真展 展覧会 企画展 上映 公演 参考書 試験 問題集 教材 教科書 略語 用語 卒論 論文 レポート グラフ 授業 勉強会 資格 学生 編集 原稿 特集 配布 印刷 川柳 落語 クイズ',
  // Asks what a word means, or of anybody.
  'とは って何 って、 どんな人 どういう どのよう どう違 違い 違う 意味 何ですか 何の 一般論 一般的 例えば たとえば 仮に もしも 定義 区別 比較 比べ 由来 語源 読み方',
  // Not to be known: so it is somebody's.
  '内緒 内密 秘密 知られ ばれ バレ 言わない 言わん 言えない 言えず 言うてな 黙って 伏せ 漏ら 隠し 隠す 耳に入 口外 他言 匿名 封筒 言いふら 噂 うわさ 知れる 知れた 知れて',
  // When it was, and how long it lasts.
  '年前 か月前 ヶ月前 カ月前 年目 か月目 去年 昨年 一昨年 おととし 先月 先週 先日 昨日 きのう 昨夜 今朝 来月 来週 明後日 あさって 以来 ずっと 前から 頃から ころから いまだに 今も',
  '怖 こわい こわく つらい 辛い 恥ずかし 情けな 不安 悔し 泣いて 死に 許せ 腹が立 申し訳 助けて 苦し',
  'なし。 無し いいえ ではない ではなく じゃない じゃなく ありません おりません いません ございません なかった 関係な',
  // Somebody, though without a name.
  '男性 女性 男児 女児 少年 少女 青年 高齢 代くらい 代ぐらい 代の いう方 という方 言う方 言われる方 名乗ら 名は聞かず 利用者さん 入所者 入居者さん 患者さん 職員さん 知人 友人 連れ 相手さん 乗務員 従業員 遺族 園児 受給者の 当事者',
  // Played, tried, made up or shown as a sample.
  '台本 シナリオ ロールプレイ ロープレ 配役 役: 演習 小テスト 設問 問1 問2 問3 正答 模擬 記載例 記入例 見本 例文 想定問 上位語 検索語 登場人物 主人公 小説を 脚本 架空',
  // Told to all, by an office or a paper.
  'おそれのある ものとする こととする なければならない してはならない しないでください 不開示 府として 県として 議員) 部長) 知事) 定例会 告示 公表した 公表資料 公開情報 朝刊 夕刊 切抜 切り抜き 業界団体 各社 相次ぐ 比較表 あゆみ 本は 呼ばれます 言われます',
  // Spoken as at home: hardly ever printed.
  'やけん じゃけん けん、 さかい、 やさかい んねん やねん ねんけ なんや やろ てへん れへん らへん はらへん ちょる ちょっ ちゅう とっと とる とん だべ だども だっけ ばい。 ばい、 たい、 とよ ごたる ぜよ けぇ じゃが だっちゃ さー、 さぁ だもんで っちゃ んよ んやわ しもた おもて もろて もろう こうて',
  // Not so, or not yet: asked in case.
  '仮に たとして としたら とすれば 迷って 制度だけ 要件のみ 一般に 一般でいい 予定はな 想像 ちゃうで 将来 参考まで 念のため',
];

/** Shapes that no list holds, asked of the sentence alone: a full name, a number of telephone, an age or a birthday. */
const SHAPES: readonly RegExp[] = [
  /[一-龠]{1,3} [一-龠ぁ-んァ-ヴ]{1,4}(?![一-龠ぁ-んァ-ヴ])/,
  /[0-9]{2,4}-[0-9]{2,4}-[0-9]{3,4}|[0-9]{9}/,
  /[0-9]歳|\([0-9]{1,3}\)|年[0-9]{1,2}月[0-9]{1,2}日/,
  /[0-9](?:人|件|%|割|世帯|億|万人)/,
];

const finder = new WordFinder(WORDS.flatMap((words) => words.split(' ')));
const GROUPS = Uint8Array.from(WORDS.flatMap((words, group) => words.split(' ').map(() => group)));
export const SAID_GROUPS = WORDS.length + SHAPES.length;

export interface SaidAround {
  here: number;
  around: number;
}

/** Words found in a stretch of a text: the place of each in the text, above its number. */
interface ReadText {
  start: number;
  end: number;
  found: readonly number[];
}

const WORD_BITS = 10;
const WORD = (1 << WORD_BITS) - 1;
/** What was read last of each text: around all terms of a short one, which is the whole of it. */
const reads = new Map<string, ReadText>();
const MOST_READ = 1024;
whenForgotten(() => reads.clear());

function read(text: string, start: number, end: number): readonly number[] {
  const known = reads.get(text);
  if (known?.start === start && known.end === end) return known.found;
  const found: number[] = [];
  for (let hit = 0, count = finder.read(text.slice(start, end)); hit < count; hit++)
    found.push(((finder.hitStarts[hit]! + start) << WORD_BITS) | finder.hitWords[hit]!);
  if (reads.size === MOST_READ) reads.clear();
  reads.set(text, { start, end, found });
  return found;
}

/** One bit for each group found in `[start, end)`, and for each found in the sentence `[from, to)`. */
export function saidAround(text: string, start: number, end: number, from: number, to: number): SaidAround {
  let here = 0;
  let around = 0;
  const found = read(text, start, end);
  for (let hit = 0; hit < found.length; hit++) {
    const word = found[hit]! & WORD;
    const bit = 1 << GROUPS[word]!;
    around |= bit;
    const begins = found[hit]! >> WORD_BITS;
    if (begins >= from && begins + finder.lengths[word]! <= to + 1) here |= bit;
  }
  if (!mayHaveShapes(text, from, to)) return { here, around };
  const sentence = text.slice(from, to);
  for (let at = 0; at < SHAPES.length; at++) if (SHAPES[at]!.test(sentence)) here |= 1 << (WORDS.length + at);
  return { here, around };
}

/** 2 where a group is in the sentence, 1 where it is around it, 0 where it is nowhere. */
export function whereSaid(here: number, around: number, group: number): number {
  return (here >> group) & 1 ? 2 : (around >> group) & 1;
}

/** Of each group whether it is in the sentence, around it or nowhere: by itself under `kind`, of the type under the next. */
export function saidFeatures(
  kind: number,
  { here, around }: SaidAround,
  own: number,
  out: Int32Array,
  first: number,
): number {
  let count = first;
  for (let at = 0; at < SAID_GROUPS; at++) {
    const where = whereSaid(here, around, at);
    out[count++] = mixed(kind, at, where);
    out[count++] = mixed(kind + 1, at, where, own);
  }
  return count;
}

/** All shapes need a space or a digit. */
function mayHaveShapes(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20 || isDigit(unit)) return true;
  }
  return false;
}
