import type { ToldRule } from './rules/told-rule.js';

/** People of the record: the speaker, the family, those with a title, the person concerned. */
const PERSON =
  /私|わたし|わたくし|僕|俺|うち[のはが]|当方|本人|家内|主人|旦那|夫|妻|父(?!母|又は|または|や母|もしくは)|(?<!父|又は|または|や)母(?!子(?!家庭です|家庭な))|(?<!父)(?<!又は)(?<!または)両親|親が|息子|娘|長男|次男|三男|長女|次女|(?<![A-Z一-龠])子(?:が|は|の|を|も|、|\()|子供|子ども|下の子|上の子|孫|祖父|祖母|兄|弟|姉|妹|叔父|叔母|義父|義母|姑|舅|甥|姪|同居|隣人|さん(?!か|ぎょう)|様(?![々子式])|氏(?!名)|申出者|相談者|通報者|申請者|世帯主|女児|男児|[0-9]{1,3}歳(?!以上|未満|から|以下)/;
/** Texts that inform, regulate or count. */
const INFORMS =
  /とは|について(?:の)?(?:ご案内|お知らせ|説明|Q&A|よくある)|啓発|講座|講演|セミナー|キャンペーン|週間|月間|推進|条例|計画|統計|割合|患者数|受給者数|世帯数|人数|件数|前年|全国|対象者|対象となる|対象です|以下のとおり|次のとおり|ご覧ください|お問い?合わ?せください|をご利用ください|ご活用ください|手続きは|必要書類|Q[0-9]?[.:、]|A[0-9]?[.:、]|よくある質問|ホームページ|制度です|事業です|等の方|の方は|の方へ|の方が対象|場合は|場合には|場合に|お住まいの|受け付けて|市町村|窓口で|ご相談ください|実施して|開催|募集|府内で|市内で|県内で|確認されました|支援します|助成し|交付します|申請できます|発生状況|マニュアル|手引|FAQ|研修|ご案内|お知らせ|制度の|一覧|区分|該当する方|ある方|いる方|お持ちの方|受けている方|されますか|できますか|ありますか|対象です|が対象|原則として|受け取れる|加算|特例|以上の方|認められる|やむを得ない|無料の検査|助成され|支給され|給付され|免除され|減額され|軽減され|控除され|提示して|提出して(?:ください|いただ)|届け出て|(?:遭われた|遭った|受けた|した|された|となった|になった|する|いる|おられる|かかった|感染した|必要な|疑われる)方(?:は|が|に|へ|で|を|の)|(?:受ける|なる|される|する|伴う)(?:こと|場合|おそれ|可能性)が(?:あり|ある)|すると[、差延]|者が(?:前|増|減|多)|人は(?:[、受応利申]|どう)|お控え|ご遠慮|どのような病気/;
/** Someone asks how such things go in general. */
const HOW =
  /^[^。\n]{0,4}の?(?:出し方|書き方|取り方|なり方|もらい方|受け方|仕組み|違い|見分け方|とは|って何|(?:って|というの|とは)[は、]{0,2}(?:何|なに|なん|ど[んうのこ]|誰|だれ|いつ|いくら)|(?:で|と)?は[、]?(?:何|どう|どこ)が?(?:違|ちが))/;
/** The case in general, not one that happened: 発熱した場合は. */
const IN_CASE = /^[^。\n、]{0,6}[たるのな](?:場合|おそれ|可能性|方|人)(?:は|に|が|の|へ|で|を|も)/;
/** Before a term, as the head of the text it stands in. */
const HEADING =
  /お知らせ|よくある質問|Q&A|FAQ|ご案内|公表|報道発表|統計|マニュアル|手引|研修|議事録|広報|白書|概要|用語集|略語|小説|映画|写真展|問題集|参考書|卒論|論文/;
/** People whose circumstances a notice does not tell. */
const CLOSE =
  /私|わたし|僕|俺|うちの|本人|主人|夫|妻|父|母|息子|娘|長男|次男|長女|次女|孫|祖父|祖母|兄|弟|姉|妹|さん|様/;
const NEAR = 90;
const HEAD = 240;
const OPENING_BRACKETS = '(「';
const CLOSING = ')」、';

/** What the rules made by hand see around a term. Bits of `traits`; `score` as they alone would give it. */
export interface RuleView {
  traits: number;
  score: number;
}

export const TRAIT = {
  predicate: 1,
  here: 2,
  near: 4,
  informs: 8,
  headed: 16,
  inCase: 32,
  subject: 64,
  how: 128,
  bracket: 256,
  remarks: 512,
} as const;

/**
 * Weighs what stands around `[start, end)` by rules made by hand. Taken alone they are too coarse: the trained model
 * has the last word, and their view is among what it sees.
 *
 * @param hitEnd - where the term itself ends: a predicate may begin within what extends it
 */
export function viewByRule(
  text: string,
  { start, end, hitEnd, from, to }: { start: number; end: number; hitEnd: number; from: number; to: number },
  rule: Pick<ToldRule, 'predicate' | 'subject' | 'base'>,
): RuleView {
  const before = text.slice(from, start);
  const after = text.slice(end, to);
  const predicate = rule.predicate.test(after) || (hitEnd < end && rule.predicate.test(text.slice(hitEnd, to)));
  const here = PERSON.test(before) || PERSON.test(after);
  const near = here || PERSON.test(text.slice(Math.max(0, start - NEAR), end + NEAR));
  const informs = INFORMS.test(text.slice(from, to));
  // Under a heading such as お知らせ, only someone close to the speaker is someone of the record.
  const headed =
    HEADING.test(text.slice(Math.max(0, start - HEAD), start)) && !CLOSE.test(before) && !CLOSE.test(after);
  const inCase = IN_CASE.test(after);
  const subject = rule.subject.test(after);
  const how = HOW.test(after);
  const bracket = OPENING_BRACKETS.includes(text[start - 1]!) && CLOSING.includes(text[end]!);
  const score =
    (rule.base ?? 0.3) +
    (predicate ? 0.3 : bracket ? 0.12 : 0) +
    (here ? 0.28 : near ? 0.16 : 0) -
    (informs ? 0.38 : 0) -
    (headed ? 0.2 : 0) -
    (informs && inCase ? 0.2 : 0) -
    (subject || how ? 0.5 : 0);
  const traits =
    (predicate ? TRAIT.predicate : 0) |
    (here ? TRAIT.here : 0) |
    (near ? TRAIT.near : 0) |
    (informs ? TRAIT.informs : 0) |
    (headed ? TRAIT.headed : 0) |
    (inCase ? TRAIT.inCase : 0) |
    (subject ? TRAIT.subject : 0) |
    (how ? TRAIT.how : 0) |
    (bracket ? TRAIT.bracket : 0);
  return { traits, score };
}
