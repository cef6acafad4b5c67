import { type Candidate, defineRecognizer } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { WordHit } from '../../src/text/word-finder.js';

const LOCAL_END = /[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?$/;
const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24}/;
const SPOKEN_LOCAL =
  /(?:[ァ-ヴー][ァ-ヴー 、・]{0,40}|[A-Za-z0-9](?:[A-Za-z0-9._+-]|(?: ?(?:ドット|どっと|ハイフン|アンダーバー|アンダースコア) ?)){0,40}) ?、? ?$/;
const SPOKEN_LABEL = '(?:[A-Za-z0-9-]{1,30}|[ァ-ヴー]{2,14})';
const SPOKEN_DOMAIN = new RegExp(
  `^(?:さん)?[ 、の・]{0,3}${SPOKEN_LABEL}(?:[ 、・]{0,2}(?:ドット|どっと|\\.|dot)[ 、・]{0,2}${SPOKEN_LABEL}){1,5}`,
);
/** Mailboxes of a role or a machine, not of a person. */
const ROLE =
  /^(?:info|contact|support|help|webmaster|postmaster|admin|no-?reply|donotreply|mailer-daemon|inquiry|toiawase|otoiawase|koho|soumu|goiken|sodan|madoguchi|office|press)\d*$/i;
/** Domains of public bodies: lg.jp and go.jp, and the labels that JPRS keeps for prefectures and municipalities. */
const OFFICIAL = /(?:(?:^|\.)(?:lg|go)\.jp$)|(?:^|\.)(?:pref|city|town|vill|metro)\./i;

function* find({ text }: Scan, hits: readonly WordHit[]): Generator<Candidate> {
  for (const { start, end } of hits) {
    const sign = text.slice(start, end);
    const spoken = !sign.includes('@');
    const local = (spoken ? SPOKEN_LOCAL : LOCAL_END).exec(text.slice(Math.max(0, start - 64), start));
    const domain = (spoken ? SPOKEN_DOMAIN : DOMAIN).exec(text.slice(end, end + 160));
    // ジーメールドットコム: katakana run on without a space.
    if (!local || !domain || (spoken && !/ドット|どっと|\.|dot/.test(domain[0]))) continue;
    if (sign === ' at ' && !domain[0].includes('dot')) continue;
    // Katakana before a sign that is not read out as アットマーク is any word.
    if (/^[ァ-ヴー]/.test(local[0]) && !/マーク|まーく/.test(sign)) continue;
    if (ROLE.test(local[0]) || OFFICIAL.test(domain[0])) continue;
    yield {
      start: start - local[0].length,
      end: end + domain[0].length,
      rule: spoken ? 'spoken' : 'written',
      score: spoken ? 0.85 : 0.97,
      settled: true,
      because: sign,
    };
  }
}

/** E-mail addresses, also with ＠ and as read aloud. */
export const emailAddress = defineRecognizer({
  type: 'EMAIL_ADDRESS',
  source: 'RFC 5321 §4.1.2 (dot-string and domain), JPRS rules for lg.jp and go.jp',
  cues: ['@', 'アットマーク', 'あっとまーく', 'アット', '(at)', '[at]', ' at ', ' @ '],
  find,
  examples: {
    hits: [
      'メール: hanako @ example.ne.jp',
      'sato_99 at icloud dot com',
      'ワイ・ケー・アットマーク・ジーメール・ドット・コムです',
      'taro.yamada@example.jp',
      'メールはyamada＠example.co.jpまで',
      'taro アットマーク example ドット com です',
      'kana92 アットマーク ジーメール ドット コムです',
      'k-sato_01@mail.example.ne.jp',
    ],
    misses: [
      '@example',
      'info@example.jp',
      'soumu@pref.example.lg.jp',
      'アットホームな職場',
      'look at example.com',
      'タクシーはアットマーク通り',
      'foo@bar',
    ],
  },
});
