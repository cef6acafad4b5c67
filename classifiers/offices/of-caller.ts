/**
 * Numbers beside the word for an office that are nevertheless somebody's: called by it or from it, on a form that also
 * says who filled it in, told by whoever called.
 */

const NUMBER = '[0-9()-]{9,14}';
/** 税務課から06-…へ架電, 福祉課へ06-…から入電: the office is at the other end; but 市役所から06-…へ電話するよう. */
const FROM_OFFICE = /^[)」]?(?:から|より)[、 ]?$/;
const TO_SOMEBODY = new RegExp(
  `^${NUMBER} ?(?:の番号)?(?:に|へ|宛)(?!お?(?:電話|連絡|かけ|問)[^。\\n]{0,2}(?:するよ|するこ|すれ|ください|下さい|を(?:と|する)|て(?:く|下)))`,
);
const TO_OFFICE = /^[)」]?(?:へ|に|宛(?:て|に)?|あて(?:に)?)[、 ]?$/;
const FROM_SOMEBODY = new RegExp(`^${NUMBER} ?(?:の(?:番号|方|者))?(?:から|より)`);
/** 市民課 06-… 山口様不在: who is called there is no clerk. */
const ADDRESSED_BEHIND = new RegExp(
  `^${NUMBER}(?:に|へ)?[ 、/|]{1,3}(?!担当)[一-龠々ァ-ヴー]{1,6}(?: ?[一-龠々ぁ-んァ-ヴー]{1,4})?様(?![々式])`,
);
/** 06-…(元職場): whose it is, in brackets. */
const WHOSE_BEHIND = new RegExp(
  `^${NUMBER} ?\\((?:元?(?:職場|勤務先)|自宅|実家|本人|携帯|[父母夫妻兄姉弟妹娘]|息子|知人|友人|隣人)[^()\\n]{0,8}\\)`,
);
/** What answers by itself is called; who hangs up there is somebody. */
const ANSWERED_BY_MACHINE = /^(?:自動音声|音声案内|自動応答|時間外)$/;
const HUNG_UP = new RegExp(`^${NUMBER} ?(?:から|より|途中|切断|不在|放棄|着信|入電|留守)`);

/** Whether the number at the beginning of `from` is somebody's, `between` it and the office `word`. */
export function isCalled(word: string, between: string, from: string): boolean {
  return (
    (FROM_OFFICE.test(between) && TO_SOMEBODY.test(from)) ||
    (TO_OFFICE.test(between) && FROM_SOMEBODY.test(from)) ||
    ADDRESSED_BEHIND.test(from) ||
    WHOSE_BEHIND.test(from) ||
    (ANSWERED_BY_MACHINE.test(word) && HUNG_UP.test(from))
  );
}

/** 施設:公民館⏎電話:06-…⏎利用者:山口 茂: its label, and that of whoever has filled in the form. */
const LABEL_BEFORE = /(?:電話(?:番号)?|TEL|Tel|℡|連絡先|FAX|住所|〒|郵便番号)(?:[: ]{1,2}|[】\]] ?)$/;
const WHO =
  /(?:^|[\n、,/|・\t 【[])[^\s:、。]{0,6}(?:氏名|名前|相談者|申[出請込]者|通報者|利用者|患者|依頼者|差出人|届出人|申込人|発信者|入電者)(?:\([^)\n]{1,8}\))?(?:[: ]{1,2}|[】\]] ?)[一-龠々ァ-ヴーぁ-んA-Z]|\n[一-龠々ァ-ヴー]{1,6}(?: ?[一-龠々ぁ-んァ-ヴー]{1,4})?様/;
const REACH_BEFORE = 90;
const REACH_BEHIND = 60;

/** Whether what stands at `offset` is a line of a form that somebody has filled in with their name. */
export function isOnForm(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - REACH_BEFORE), offset);
  return LABEL_BEFORE.test(before) && (WHO.test(before) || WHO.test(text.slice(offset, offset + REACH_BEHIND)));
}

/** 客:番号を申し上げます: the caller's turn. */
const TURN =
  /(?:^|\n)[^\n:]{0,3}(?:客|相談者|申出者|通報者|市民|住民|[府県都道]民|カスタマー|[Cc]aller|[Cc]ustomer)[^\n:]{0,4}[:「][^\n]{0,60}$/;
const OWN = /自宅|携帯|うち|私|本人|自分|実家/;
const CALL_BACK = /^[^\n]{0,16}(?:折り?返|かけ直し|と申し)/;

/** Whether who tells their number in a sentence, which ends before `start`, is the caller. */
export function isToldByCaller(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
  return TURN.test(before) || OWN.test(/[^。\n]*[。]?$/.exec(before)![0]) || CALL_BACK.test(text.slice(end, end + 24));
}
