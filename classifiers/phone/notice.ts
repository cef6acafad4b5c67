const REACH_BEFORE = 200;
const REACH_BEHIND = 120;
/** What a notice, an answer to everybody, or whoever answers at an office says. */
const TO_EVERYBODY =
  /(?<![てで])ください|受付時間|[開閉]庁|[開休閉]館|定休|休み|営業時間|平日|土日|祝日|年末年始|お問い?合わ?せ|ご?案内|お知らせ|ご利用|ご予約|回線|つながり|移転|募集|申し?込み|主催|[0-9]{1,2}(?::[0-9]{2}|時半?)(?:から|~|-)|ホームページ|サイト|窓口|庁舎|センター|受け?付け?|直接|施設|公共|制度|対象/g;
const FEWEST = 2;
/** Numbers of a list of offices, beside the one that is asked about. */
const LINE = /(?<![0-9-])0[1-9][0-9]{0,3}[-(][0-9]{1,4}[-)][0-9]{4}(?![0-9-])/g;
const FEWEST_OF_LIST = 2;
/** Somebody of a record, or a firm. */
const OF_SOMEBODY =
  /様|さん(?!か)|氏|殿|名前|[私俺僕]|わたし|わし|うち|自宅|折り?返|折電|携帯|連絡先|[来入受架]電|着信|相談者|申[出請]者|申請|通報|本人|家族|父|母|夫|妻|息子|娘|祖|孫|客|勤務|会社|担当者|と申し|です。$|[0０]?[789]0[-の]|株式|有限|[㈱㈲]|\([株有]\)|商店|商会|工業|産業|建設|製作所|方$|代表者|社長|店主|世帯|住所|生年|mobile|name/i;

/** Whether a number stands in words to everybody, and nobody of a record is near: a desk's or a hall's. */
export function inNotice(text: string, start: number, end: number): string | undefined {
  const around = `${text.slice(Math.max(0, start - REACH_BEFORE), start)}\n${text.slice(end, end + REACH_BEHIND)}`;
  if (OF_SOMEBODY.test(around)) return undefined;
  const said = new Set(around.match(TO_EVERYBODY));
  const numbers = around.match(LINE)?.length ?? 0;
  return said.size + (numbers >= FEWEST_OF_LIST ? 1 : 0) >= FEWEST ? 'in a notice' : undefined;
}
