const LABEL_WORD =
  '(?:現住所|新住所|旧住所|ご?住所|お?住まい|居所|所在地?|転居先|転入先|引っ?越し?先|お届け先|送付先|送り先|届け先|返送先|発送先|配送先|宛先|あて先|自宅|お宅|実家|在住地|居住地|本籍地?|物件|現場|アドレス|Address|address|ADDRESS|〒[0-9-]{7,8})';
/** Before an address that someone has given as theirs. */
export const LABEL = new RegExp(
  `${LABEL_WORD}(?:\\([^)]{0,8}\\))?(?:[はがもの、]|だば|って|ですが?|ですね|なら)?(?:[ :=】\\]」\\t\\n、,|]|えー?っ?と?|ええと|あのー?|はい){0,4}$`,
);
/** The question before was for the address; the answer stands in the next turn. */
export const ASKED = new RegExp(
  `${LABEL_WORD}(?:[^\\n]{0,24}[\\n?]|[^\\n。]{0,8}(?:確認|伺|うかが|願い|教え|聞|言い?ま)[^\\n。]{0,12}。) {0,4}(?:[^\\n:>」』]{0,12}[:>」』 ]{1,3})?(?:[^\\n]{0,6}(?:えー?っ?と|はい|ええと|あのー?|うちは|、))?[ 「]{0,2}$`,
);
/** After a place where someone lives. */
export const LIVES =
  /^(?:に|で|の|と)?(?:、)?(?:も|は)?(?:住|すん|すみ|在住|居住|お住ま|おすま|暮ら|くら|引っ?越|越し|転居|転入|移り|実家|自宅|下宿|です|在の|おる|嫁)/;
export const LIVES_HERE =
  /^(?:に|で|の|と)?(?:、)?(?:住(?!民の|民から|民が)|すん|在住|居住|お住ま|おすま|暮ら|引っ?越|越して|転居|転入|実家|自宅|下宿|者)/;
/** うちは, 実家は: the place that follows is a home. */
export const HOME_BEFORE = /(?:うち|実家|家|住まい|住所|自宅|私|わし)[はも](?:、|えー?っ?と、?)?$/;
