import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { sentenceWindow } from '../../src/text/windows.js';
import type { WordHit } from '../../src/text/word-finder.js';

/**
 * Circumstances count only when told about a person in the record. A term says nothing by itself (FAQs, notices and
 * statistics are full of them); someone it belongs to, or a predicate that only people have, does.
 */
export interface ToldRule {
  /** What follows the term when someone has it: と診断され, で通院, を受給. */
  predicate: RegExp;
  /** What follows it, or stands before it, when it is a subject matter: の予防, 講座. */
  subject: RegExp;
  /** Score of the term before any evidence. */
  base?: number;
  /** Extends the found term to what belongs to it: 手帳 → 手帳２級. Tested on what follows. */
  extend?: RegExp;
  /** Takes in what stands before the term: 潰瘍性大腸 before 炎. Tested on what precedes. */
  prefix?: RegExp;
}

/** People of the record: the speaker, the family, those with a title, the person concerned. */
const PERSON =
  /私|わたし|わたくし|僕|俺|うち[のはが]|当方|本人|家内|主人|旦那|夫|妻|父(?!母|又は|または|や母|もしくは)|(?<!父|又は|または|や)母(?!子(?!家庭です|家庭な))|(?<!父)(?<!又は)(?<!または)両親|親が|息子|娘|長男|次男|三男|長女|次女|(?<![A-Z一-龠])子(?:が|は|の|を|も|、|\()|子供|子ども|下の子|上の子|孫|祖父|祖母|兄|弟|姉|妹|叔父|叔母|義父|義母|姑|舅|甥|姪|同居|隣人|さん(?!か|ぎょう)|様(?![々子式])|氏(?!名)|申出者|相談者|通報者|申請者|世帯主|女児|男児|[0-9]{1,3}歳(?!以上|未満|から|以下)/;
/** Texts that inform, regulate or count. */
const INFORMS =
  /とは|について(?:の)?(?:ご案内|お知らせ|説明|Q&A|よくある)|啓発|講座|講演|セミナー|キャンペーン|週間|月間|推進|条例|計画|統計|割合|患者数|受給者数|世帯数|人数|件数|前年|全国|対象者|対象となる|対象です|以下のとおり|次のとおり|ご覧ください|お問い?合わ?せください|をご利用ください|ご活用ください|手続きは|必要書類|Q[0-9]?[.:、]|A[0-9]?[.:、]|よくある質問|ホームページ|制度です|事業です|等の方|の方は|の方へ|の方が対象|場合は|場合には|場合に|お住まいの|受け付けて|市町村|窓口で|ご相談ください|実施して|開催|募集|府内で|市内で|県内で|確認されました|支援します|助成し|交付します|申請できます|発生状況|マニュアル|手引|FAQ|研修|ご案内|お知らせ|制度の|一覧|区分|該当する方|ある方|いる方|お持ちの方|受けている方|されますか|できますか|ありますか|対象です|が対象|原則として|受け取れる|加算|特例|以上の方|認められる|やむを得ない|無料の検査|助成され|支給され|給付され|免除され|減額され|軽減され|控除され|提示して|提出して(?:ください|いただ)|届け出て|(?:遭われた|遭った|受けた|した|された|となった|になった|する|いる|おられる|かかった|感染した|必要な|疑われる)方(?:は|が|に|へ|で|を|の)|(?:受ける|なる|される|する|伴う)(?:こと|場合|おそれ|可能性)が(?:あり|ある)|すると[、差延]|者が(?:前|増|減|多)|人は(?:[、受応利申]|どう)|お控え|ご遠慮|どのような病気/;
/** Someone asks how such things go in general. */
const HOW = /^[^。\n]{0,4}の?(?:出し方|書き方|取り方|なり方|もらい方|受け方|仕組み|違い|見分け方|とは|って何)/;
/** The case in general, not one that happened: 発熱した場合は. */
const IN_CASE = /^[^。\n、]{0,6}[たるのな](?:場合|おそれ|可能性|方|人)(?:は|に|が|の|へ|で|を|も)/;
const REMARKS = /備考|特記|配慮|病歴|既往/;
/** Before a term, as the head of the text it stands in. */
const HEADING = /お知らせ|よくある質問|Q&A|FAQ|ご案内|公表|報道発表|統計|マニュアル|手引|研修|議事録|広報|白書|概要/;
/** People whose circumstances a notice does not tell. */
const CLOSE =
  /私|わたし|僕|俺|うちの|本人|主人|夫|妻|父|母|息子|娘|長男|次男|長女|次女|孫|祖父|祖母|兄|弟|姉|妹|さん|様/;
/** Score below which a term is not told about anyone. */
const LEAST = 0.4;
const REACH = 48;
const NEAR = 90;
const HEAD = 240;

/** One candidate for each term that is told about someone. */
export function* toldAbout({ text, fields }: Scan, hits: readonly WordHit[], rule: ToldRule): Generator<Candidate> {
  let done = 0;
  for (let at = 0; at < hits.length; at++) {
    let hit = hits[at]!;
    // Of terms that begin at the same place the longest is meant: 糖尿病, not 糖尿.
    for (; hits[at + 1]?.start === hit.start; at++) if (hits[at + 1]!.end > hit.end) hit = hits[at + 1]!;
    if (hit.start < done || insideWord(text, hit.start, hit.end, rule.prefix !== undefined)) continue;
    const start = hit.start - prefixLength(rule, text.slice(Math.max(done, hit.start - 14), hit.start));
    const end = hit.end + (rule.extend?.exec(text.slice(hit.end, hit.end + 16))?.[0].length ?? 0);
    const sentence = sentenceWindow(text, start, end, REACH);
    const before = text.slice(sentence.start, start);
    const after = text.slice(end, sentence.end);
    const judged = judge(
      text,
      start,
      end,
      before,
      after,
      rule.predicate.test(after) || rule.predicate.test(text.slice(hit.end, sentence.end)),
      rule,
    );
    if (!judged) continue;
    done = end;
    yield {
      start,
      end,
      rule: judged.because,
      settled: true,
      score: Math.min(0.95, judged.score + (fields.matches(REMARKS) ? 0.1 : 0)),
      because: judged.because,
    };
  }
}

/** スリ in スリランカ, うつ in 抗うつ薬 or 移うつもり. */
function insideWord(text: string, start: number, end: number, prefixed: boolean): boolean {
  const [before, after] = [text[start - 1] ?? '', text[end] ?? ''];
  if (/[ァ-ヴー]/.test(text[start]!))
    return (!prefixed && /[ァ-ヴー]/.test(before)) || (/[ァ-ヴー]/.test(text[end - 1]!) && /[ァ-ヴー]/.test(after));
  if (!/^[ぁ-ん]/.test(text[start]!) || end - start > 2) return false;
  // 実はうつで: between particles a short word stands for itself.
  if (
    /[はがもをのに、一-龠]/.test(before) &&
    before !== '抗' &&
    /^(?:で(?![きて])|に(?:な|か)|が(?!る)|と(?:診|言|告)|です|を患)/.test(text.slice(end, end + 3))
  )
    return false;
  return /[ぁ-ん抗]/.test(before) || /[ぁ-のま-ん]/.test(after);
}

/** Words that run into a term without belonging to it: 昨年脳梗塞, 母認知症. */
const NOT_PREFIX =
  /^(?:一?昨年|今年|去年|先月|先週|先日|昨日|以前|現在|当時|今回|今春|毎年|長年|数年前|年前|歳|頃|母|父|夫|妻|娘|息子|私|主人|本人|祖父|祖母|兄|弟|姉|妹|同居)+/;

function prefixLength(rule: ToldRule, before: string): number {
  return rule.prefix?.exec(before)?.[0].replace(NOT_PREFIX, '').length ?? 0;
}

function judge(
  text: string,
  start: number,
  end: number,
  before: string,
  after: string,
  predicate: boolean,
  rule: ToldRule,
) {
  if (rule.subject.test(after) || HOW.test(after)) return undefined;
  const here = PERSON.test(before) || PERSON.test(after);
  const near = here || PERSON.test(text.slice(Math.max(0, start - NEAR), Math.min(text.length, end + NEAR)));
  const bracket = /[(「]$/.test(before) && /^[)」、]/.test(after);
  const told = (rule.base ?? 0.3) + (predicate ? 0.3 : bracket ? 0.12 : 0) + (here ? 0.28 : near ? 0.16 : 0);
  // What follows only takes away.
  if (told < LEAST) return undefined;
  const informs = INFORMS.test(before) || INFORMS.test(after);
  // Under a heading such as お知らせ, only someone close to the speaker is someone of the record.
  const headed = !CLOSE.test(before + after) && HEADING.test(text.slice(Math.max(0, start - HEAD), start));
  const score = told - (informs ? 0.38 : 0) - (headed ? 0.2 : 0) - (informs && IN_CASE.test(after) ? 0.2 : 0);
  if (score < LEAST) return undefined;
  return { score, because: predicate ? 'predicate' : here ? 'person' : 'nearby' };
}
