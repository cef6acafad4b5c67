import { type Candidate, type CueHit, defineRecognizer } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { spokenBefore } from '../mail/spoken-local.js';

const LOCAL_END = /[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?$/;
/** Blanks that a recogniser or a careful hand put around the dots. */
const SPACED_DOMAIN = /^ ?(?:[A-Za-z0-9-]{1,30} ?\. ?){1,4}(?:com|net|org|jp|example|info|biz)(?![A-Za-z0-9])/;
const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24}/;
const SPOKEN_LABEL = '(?:[A-Za-z0-9-]{1,30}|[ァ-ヴー]{1,16}?)';
const SPOKEN_DOMAIN = new RegExp(
  `^(?:さん)?[ 、の・]{0,3}(?:えーと?、?)?${SPOKEN_LABEL}(?:[ 、・]{0,2}(?:ドット|どっと|\\.|dot)[ 、・]{0,2}${SPOKEN_LABEL}){1,5}(?![ァ-ヴー])`,
);
/** Before what is spoken: the question and the filler are no part of it. */
const LEAD = /^(?:(?:えーと?|えっと|小文字で|全部小文字で|数字の|アドレス|メール|メルアド|ハイ|アノー)[、 ]?)+/;
/** Mailboxes that nobody reads. */
const NOBODY = /^(?:no-?reply|donotreply|mailer-daemon|postmaster)\d*$/i;
/** Mailboxes of a role. They lead to a firm, and to nobody where they are published for everybody. */
const ROLE =
  /^(?:info|contact|support|help|webmaster|admin|inquiry|toiawase|otoiawase|koho|soumu|goiken|sodan|madoguchi|office|press)\d*$/i;
const ANNOUNCED =
  /お?問い?合わ?せ|申し?込み?|応募|提出先|送付先|窓口|事務局|受付|ご意見|E-?mail[:： ]*$|メール[:： ]*$|共用|センター|お知らせ/;
/** Domains of public bodies: lg.jp and go.jp, and the labels that JPRS keeps for prefectures and municipalities. */
const OFFICIAL = /(?:(?:^|\.)(?:lg|go)\.jp$)|(?:^|\.)(?:pref|city|town|vill|metro)\./i;

function spokenLocal(before: string): string | undefined {
  const local = spokenBefore(before);
  return local?.slice(LEAD.exec(local)?.[0].length ?? 0) || undefined;
}

/** sip:08020830754@…: a telephone number in the form of an address. */
function isSipUser(text: string, start: number, local: string): boolean {
  return /^\+?\d{6,}$/.test(local) && /sips?:$/.test(text.slice(Math.max(0, start - 5), start));
}

/** Signs that stand for @ so that no machine collects the address. */
const WRITTEN_SIGNS = new Set(['★', '●', '(at)', '[at]', '<at>', '(アット)', '(アットマーク)']);
const WORDS_FOR_SIGN = new Set(['あっと', 'アット', 'アットマーク', 'あっとまーく']);
const WRITTEN_BEHIND = /^ ?(?:[A-Za-z0-9-]{1,30}\.){1,4}[A-Za-z]{2,10}/;

/** yuki_0412あっとexample.ne.jp: the word for the sign between what is written. */
function isWrittenAround(text: string, start: number, end: number, sign: string): boolean {
  return (
    WORDS_FOR_SIGN.has(sign) &&
    /[A-Za-z0-9]$/.test(text.slice(start - 1, start)) &&
    WRITTEN_BEHIND.test(text.slice(end, end + 64))
  );
}

function find({ text }: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end } of hits) {
    const sign = text.slice(start, end);
    const spoken = !sign.includes('@') && !WRITTEN_SIGNS.has(sign) && !isWrittenAround(text, start, end, sign);
    const rest = text.slice(end, end + 160);
    const domain = spoken ? SPOKEN_DOMAIN.exec(rest) : (DOMAIN.exec(rest) ?? SPACED_DOMAIN.exec(rest));
    // ジーメールドットコム: katakana run on without a space.
    if (!domain || (spoken && !/ドット|どっと|\.|dot/.test(domain[0]))) continue;
    const before = text.slice(Math.max(0, start - (spoken ? 80 : 64)), start);
    const local = spoken ? spokenLocal(before) : LOCAL_END.exec(before.replace(/\n$/, ''))?.[0];
    const broken = !spoken && before.endsWith('\n') ? 1 : 0;
    if (!local) continue;
    if (sign === ' at ' && !domain[0].includes('dot')) continue;
    // Katakana before a sign that is not read out as アットマーク is any word.
    if (/^[ァ-ヴー]/.test(local) && !/マーク|まーく/.test(sign) && !/ドット|どっと/.test(local)) continue;
    if (
      NOBODY.test(local) ||
      OFFICIAL.test(domain[0]) ||
      isSipUser(text, start - local.length, local) ||
      (broken > 0 && !/[0-9_.-]/.test(local))
    )
      continue;
    if (ROLE.test(local) && ANNOUNCED.test(text.slice(Math.max(0, start - local.length - 60), start - local.length)))
      continue;
    found.push({
      start: start - broken - local.length,
      end: end + domain[0].length,
      rule: spoken ? 'spoken' : 'written',
      score: spoken ? 0.85 : 0.97,
      settled: true,
      because: sign,
    });
  }
  return found;
}

/** E-mail addresses, also with ＠ and as read aloud. */
export const emailAddress = defineRecognizer({
  type: 'EMAIL_ADDRESS',
  source: 'RFC 5321 §4.1.2 (dot-string and domain), JPRS rules for lg.jp and go.jp',
  cues: [
    '@',
    'アットマーク',
    'あっとまーく',
    'アット',
    'あっと',
    '(at)',
    '[at]',
    ' at ',
    ' @ ',
    '★',
    '●',
    '(アット)',
    '<at>',
    '(アットマーク)',
  ],
  find,
  examples: {
    hits: [
      'アドレスは「ティー・オーエヌオー・アンダーバー・なないち・アットマーク・イグザンプル・ドット・エヌイー・ドット・ジェーピー」',
      'メール: hanako @ example.ne.jp',
      'sato_99 at icloud dot com',
      'ワイ・ケー・アットマーク・ジーメール・ドット・コムです',
      'taro.yamada@example.jp',
      'メールはyamada＠example.co.jpまで',
      'taro アットマーク example ドット com です',
      'kana92 アットマーク ジーメール ドット コムです',
      'k-sato_01@mail.example.ne.jp',
      '返信は h.mizuno@ mail . example . com へ',
      'アドレスはyuki_0412あっとexample.ne.jpです',
      'saku.kiryu★example.ne.jp',
      '下記に再送：\nnishinari-hanako-2026\n@mail.example',
    ],
    misses: [
      '@example',
      'お問い合わせ: info@example.jp',
      'no-reply@example.jp',
      'soumu@pref.example.lg.jp',
      'アットホームな職場',
      'look at example.com',
      'タクシーはアットマーク通り',
      'foo@bar',
    ],
  },
});
