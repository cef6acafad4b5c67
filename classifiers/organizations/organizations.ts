import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import { kanaBeforeForm, nameAfterKind, nameBeforeTrade, placeAndKana } from './business-name.js';
import {
  ANNOUNCING,
  BANK_FORMS,
  FOREIGN_ENDS,
  FORMS,
  KINDS,
  SOFT_KINDS,
  SOFT_TRADES,
  TRADES,
} from './organization-words.js';
import { houses, trades } from './trade-words.js';

/** What a cue is besides a trade or a kind of house. */
const forms = new Set(FORMS);
const foreign = new Set(FOREIGN_ENDS);
const announcing = new Set(ANNOUNCING);

export const ORGANIZATION_CUES = [
  ...new Set([
    ...FORMS,
    ...TRADES,
    ...SOFT_TRADES,
    ...KINDS,
    ...SOFT_KINDS,
    ...FOREIGN_ENDS,
    ...BANK_FORMS,
    ...ANNOUNCING,
  ]),
];

const NAME = '[一-龠々ァ-ヴー・A-Za-z0-9&]';
/** Names in hiragana that begin as a particle does: 税理士法人はやぶさ, 合同会社はしもと農園; 合同会社はどこ is a question. */
const AS_PARTICLE =
  '(?:のぞみ|[はやとも](?![はがをにでとのもへや]|どう|どこ|どの|ない|なか|ある|あり|まだ|すで|すべ|こち|そち|いつ|いく|いう|いっ|いい|うち|して|した|しな|しま|だれ|だめ|か|なぜ|なに|なる|なっ|それ|これ|よく|もう|ちが|きち|ほか|ご|お))';
const KANA_END = '(?=$|[\\s、。」)(,|/:]|(?:は|が|の|を|に|で|と|です|さん)(?![ぁ-ん]))';
const AFTER_FORM = new RegExp(
  `^ ?(?:(?![はがをにでとのへもや])(?:${NAME}{1,16}|[ぁ-ん]{1,6}${NAME}{1,12}|[ぁ-ん]{2,6}?${KANA_END})|(?=${AS_PARTICLE})[ぁ-ん](?:[ぁ-ん]{1,5}${NAME}{1,12}|[ぁ-ん]{2,5}?${KANA_END}))`,
);
const BEFORE_FORM = new RegExp(`(?:${NAME}|[ぁ-ん](?=[ぁ-ん]{0,3}${NAME}))${NAME}{0,11}$`);
const BEFORE_FOREIGN = /(?:[A-Z][A-Za-z&.-]*,? ){1,4}$/;
const ON_STATEMENT = /^[ァ-ヴー゛゜ -]{0,1}[ァ-ヴー゛゜]{2,20}/;

/** 発電機 ends as 沖永電機 does; what a prefecture or city runs is no business. */
const NOT_A_BUSINESS =
  /^(?:発電機|充電器|[水畜農林]産業|加工機|産技研|産婦人科|医薬品|[再生]放送|竹繊維|打刃物|昼弁当|紫苑)$|^(?:[県市府国都道町村]|公)立|^(?:市民|県民|町民|府民)|(?:号[館機棟]|階)エレベーター$|(?:拠点|こども|子ども)病院$|^(?:こども|子ども)食堂$|(?:表示|機能性|サプリ|輸出)食品$|(?:政見|無線|館内|校内|緊急|生)放送$|(?:経営|事業|商品|催事|番組|人事|自主|新規)企画$|(?:基本|実施|詳細|構造|制度|生活)設計$|(?:年賀状|名刺|封筒|チラシ|カラー|両面|白黒)印刷$|(?:海岸|河川|側溝|館内|定期|日常)清掃$|(?:県|国|地|外|市|道)産木材$|(?:変電|受電|空調|消防|給水|排水|照明|暖房|厨房|浄化)設備$|(?:幹事|有価)証券$|(?:現地|県外|県内|大手|老舗)百貨店$|(?:アワビ|ヒラメ|マダイ|ウニ|ナマコ|ハマグリ)種苗$|(?:ハマチ|ブリ|マダイ|カキ|ホタテ|ノリ|ウナギ|サーモン|真珠|魚類)養殖$|(?:重度|居宅)訪問介護$|共有不動産$|(?:特定|建設)工事共同企業体$|配食弁当$/;
/** The branch of a bank or shop, which stands behind its name without a mark: 信用金庫 in 阿波さくら信用金庫鳴門支店. */
const BRANCH = /^[一-龠々ァ-ヴー]{1,6}(?:支店|本店|支所|支社|営業所|出張所|工場|センター店)/;

/** Named after a place and a word in kana more often than not. */
const BANKS = /^(?:銀行|信託銀行|信用金庫|信用組合|信金|信組|しんきん|農業共済組合|農業協同組合)$/;

type Found = Pick<Candidate, 'start' | 'end' | 'rule' | 'score'>;

/** Names with a legal form, with what the business does, or with the kind of house it is. */
export function organizations({ text, words }: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  let done = 0;
  for (const { start, end } of hits) {
    if (start < done) continue;
    const word = text.slice(start, end);
    const one = forms.has(word)
      ? withForm(text, start, end, done)
      : foreign.has(word)
        ? withForeignEnd(text, start, end, done)
        : announcing.has(word)
          ? announced(text, end, words)
          : (withTrade(text, start, end, done, word) ??
            withKind(text, start, end, word) ??
            onStatement(text, start, end));
    if (!one) continue;
    done = one.end;
    found.push({ ...one, settled: true, because: word });
  }
  return found;
}

function withForm(text: string, start: number, end: number, done: number): Found | undefined {
  const ahead = BEFORE_FORM.exec(text.slice(Math.max(done, start - 14), start))?.[0] ?? '';
  const behind = AFTER_FORM.exec(text.slice(end, end + 20))?.[0];
  // 木村土木株式会社 3,480円: a blank only where no name stands before the form.
  if (behind && !(behind.startsWith(' ') && ahead.length > 1)) {
    const length = behind.replace(/(?:様|御中|殿|各位)$/, '').length;
    return { start, end: end + length, rule: 'form-first', score: 0.85 };
  }
  // みなと司法書士法人, 庄内みのり農事組合法人: all in kana, or a place before it.
  const before = text.slice(Math.max(done, start - 13), start);
  const length = ahead.length > 1 ? ahead.length : kanaBeforeForm(before);
  return length > 1 ? { start: start - length, end, rule: 'form-last', score: 0.85 } : undefined;
}

function withTrade(text: string, start: number, end: number, done: number, word: string): Found | undefined {
  if (!trades.has(word)) return undefined;
  const following = text.slice(end, end + 12);
  if (/^[一-龠ァ-ヴー]/.test(following) && !BRANCH.test(following)) return undefined;
  const before = text.slice(Math.max(done, start - 13), start);
  const length = (BANKS.test(word) ? placeAndKana(before) : 0) || nameBeforeTrade(before);
  return length > 0 && !NOT_A_BUSINESS.test(text.slice(start - length, end))
    ? { start: start - length, end, rule: 'trade', score: 0.6 }
    : undefined;
}

function withKind(text: string, start: number, end: number, word: string): Found | undefined {
  if (!houses.has(word)) return undefined;
  const length = nameAfterKind(text.slice(end, end + 16));
  return length > 0 ? { start, end: end + length, rule: 'kind', score: 0.6 } : undefined;
}

const IN_KATAKANA =
  /^[「『 ]?([ァ-ヴー・]{4,14})[一-龠]{0,4}(?=[」』]?(?:$|[。、\s()]|[はがのをにでとへ]|から|さん|様))/;
/** Kinds of business in katakana, and no name of one. */
const KIND_IN_KATAKANA =
  /(?:センター|サービス|サポート|メーカー|スタッフ|ショップ|ストア|スーパー|コンビニ|チェーン|グループ|リフォーム|クリーニング|タクシー|ステーション|オペレーター|エンジニア|ドライバー)$/;

/** Behind a word that announces a business, a name in katakana that is no word of the dictionary. */
function announced(text: string, end: number, words: WordKinds): Found | undefined {
  const match = IN_KATAKANA.exec(text.slice(end, end + 22));
  if (!match) return undefined;
  const katakana = match[1]!;
  const start = end + match[0].indexOf(katakana);
  if (words.of(text, start, start + katakana.length) !== 0 || KIND_IN_KATAKANA.test(katakana)) return undefined;
  return { start, end: end + match[0].length, rule: 'announced', score: 0.6 };
}

/** Sunrise Marine Supply Co., Kinki University. */
function withForeignEnd(text: string, start: number, end: number, done: number): Found | undefined {
  if (/^[A-Za-z]/.test(text.slice(end, end + 1))) return undefined;
  const ahead = BEFORE_FOREIGN.exec(text.slice(Math.max(done, start - 40), start))?.[0].replace(
    /^(?:The|At|A|My|From|In|To|Is) /,
    '',
  );
  return ahead ? { start: start - ahead.length, end, rule: 'foreign', score: 0.6 } : undefined;
}

function onStatement(text: string, start: number, end: number): Found | undefined {
  if (text[end - 1] !== ')' || /[ァ-ヴー(]/.test(text[start - 1] ?? '')) return undefined;
  const name = ON_STATEMENT.exec(text.slice(end, end + 24))?.[0];
  return name ? { start, end: end + name.length, rule: 'statement', score: 0.6 } : undefined;
}
