import { mix } from '../../../src/classify/learned/feature-hashing.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { PLACE_TRAITS } from '../words/name-tries.js';
import { is, trait } from '../words/unit-traits.js';

/** What a text speaks of: people, one group after the other, then everything that is named like people. One or two units each. */
const WORDS: readonly string[] = [
  '様 さん さま 氏 殿 くん ちゃ 先生',
  'と申 名前 氏名 名乗 旧姓 ふり フリ 言い いい',
  '受電 入電 架電 折り 折返 来庁 来所 引継 オペ 相談 担当 対応 通報 申出 申請 伝言 訪問 面談 代理 受付 客: 係:',
  '私 母 父 妻 夫 娘 息子 姉 妹 兄 弟 孫 祖父 祖母 家内 主人 旦那 同僚 上司 本人 隣人 友人 歳 わた',
  'くだ です ます もし んで けど ねん やん お願',
  '駅 線 バス 電車 停留 行き 方面 乗り 運行 道路 交差 通行 渋滞 空港 港 路線 改札 下車 信号 踏切 国道 県道 府道',
  '市 町 村 県 区 地区 川 山 島 池 湖 堤 地方 会場 流域 ダム 西部 東部 南部 北部 温泉 避難 水位 支所 出張 保健',
  '咲 枯れ 植え 花 樹 猫 犬 鳥 苗 剪定 品種 産の 魚 迷い 飼',
  '時代 江戸 明治 藩 城 寺 神社 祭 戦国 幕府 遺跡 古墳 物語 小説 映画 演目 作品 展示 歴史 武将 伝説 史跡',
  '店 社 商品 発売 銘柄 百貨 売り 業者 工場 銀行 製の',
  'お知 開催 募集 対象 案内 条例 委員 議会 議員 制度 統計 件数 % 前年 公募 定例 広報 要領 Q& FA よく',
  '苗字 名字 漢字 読み 地名 名称 由来 表記 混同 異体 辞書 変換 呼び 愛称',
  '優勝 対戦 試合 大会 選手 得点 勝ち 杯 打者 予選 決勝 チー',
  '議事 次第 資料 出席 審議 採決 質疑',
];
const GROUPS = WORDS.length;
/** Bits of the groups that a unit is a word of. */
const ALONE = new Uint16Array(0x10000);
const PAIRS = new Map<number, number>();
WORDS.forEach((words, group) => {
  for (const word of words.split(' ')) {
    const [first, second] = [word.charCodeAt(0), word.charCodeAt(1)];
    if (word.length === 1) ALONE[first]! |= 1 << group;
    else {
      PAIRS.set(first * 0x10000 + second, (PAIRS.get(first * 0x10000 + second) ?? 0) | (1 << group));
    }
  }
});
/** Units that are a word, and those that a word of two begins with. */
const WORD = trait(firstUnits((word) => word.length === 1));
const BEGINS = trait(firstUnits((word) => word.length > 1));

function firstUnits(wanted: (word: string) => boolean): string[] {
  return WORDS.flatMap((words) => words.split(' ').filter(wanted)).map((word) => word[0]!);
}

/** Groups that tell of people, and those of what bears the same names. */
export const OF_PEOPLE = 0b11111;
const OF_THINGS = 0b11111111100000;
/** Longer texts hold something of everything; what stands near a name tells more. */
const LONGEST = 1200;
const LONG = 1 << GROUPS;
/** Bits that a kind of text has. */
export const KIND_BITS = GROUPS + 1;

/** One bit for each group that a text holds; of a long one only that it is long. */
export function kindOfText(text: string): number {
  if (text.length > LONGEST) return LONG;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (is(unit, WORD)) bits |= ALONE[unit]!;
    if (is(unit, BEGINS)) bits |= PAIRS.get(unit * 0x10000 + unitIn(text, at + 1)) ?? 0;
  }
  return bits;
}

/** No candidate has more of these features. */
export const MOST_OF_KIND = 2 * (GROUPS + 1) + 4;

/**
 * What the kind of text says of a candidate of one shape: the same for all of them.
 *
 * @param out - receives 32-bit hashes from `count` on
 * @returns how many there are then
 */
export function kindFeatures(kind: number, shape: number, traits: number, out: Int32Array, count: number): number {
  const place = traits & PLACE_TRAITS;
  for (let group = 0; group <= GROUPS; group++) {
    const held = group * 2 + ((kind >> group) & 1);
    out[count++] = mix(mix(181, held), shape);
    out[count++] = mix(mix(182, held), shape * 8 + place);
  }
  out[count++] = mix(mix(183, kind & OF_PEOPLE), shape);
  out[count++] = mix(mix(184, kind & OF_THINGS), place);
  out[count++] = mix(mix(185, kind & OF_PEOPLE), shape * 8 + place);
  out[count++] = mix(186, kind);
  return count;
}
