import { type Candidate, type CueHit, defineRecognizer } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { foldedWord } from '../../src/text/fold.js';
import type { Range } from '../../src/text/windows.js';
import { LETTER_NAME } from '../dictation/letter-names.js';
import { bothSides } from '../mail/both-sides.js';
import { BRACKETED_SIGNS } from '../mail/bracketed-signs.js';
import { inHiragana } from '../mail/hiragana.js';
import { isNobodys } from '../mail/role-mailboxes.js';
import { spelledOverTurns } from '../mail/spelled-over-turns.js';
import { spokenLocal } from '../mail/spoken-local.js';
import { localOverTurns } from '../mail/told-over-turns.js';

const LOCAL_END = /[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?$/;
/** Blanks that a recogniser or a careful hand put around the dots. */
const SPACED_DOMAIN = /^ ?(?:[A-Za-z0-9-]{1,30} ?\. ?){1,4}(?:com|net|org|jp|example|info|biz)(?![A-Za-z0-9])/;
const DOMAIN = /^(?:@?\n?)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24}/;
/** example (dot) com, example ドット ne ドット jp: a dot in words between what is written. */
const WORDED_DOMAIN =
  /^ ?[A-Za-z0-9-]{1,30}(?: ?[([{<【]? ?(?:dot|DOT|ドット|どっと|\.) ?[)\]}>】]? ?[A-Za-z0-9-]{2,30}){0,3} ?[([{<【]? ?(?:dot|DOT|ドット|どっと|\.) ?[)\]}>】]? ?[A-Za-z]{2,24}(?![A-Za-z0-9.-])/;
const WORD_FOR_DOT = /^ ?[([{<【]? ?(?:dot|DOT|ドット|どっと)/;
const SPOKEN_LABEL = '(?:[A-Za-z0-9-]{1,30}|[ァ-ヴー]{1,16}?)';
const SPOKEN_DOMAIN = new RegExp(
  `^(?:さん)?[ 、の・]{0,3}(?:えーと?、?)?${SPOKEN_LABEL}(?:[ 、・]{0,2}(?:ドット|どっと|てん(?=、)|点(?=、)|\\.|dot)[ 、・]{0,2}${SPOKEN_LABEL}){1,5}(?![ァ-ヴー])`,
);

/** sip:08020830754@…: a telephone number in the form of an address. */
function isSipUser(text: string, start: number, local: string): boolean {
  return /^\+?\d{6,}$/.test(local) && /sips?:\+?$/.test(text.slice(Math.max(0, start - 6), start));
}

const WRITTEN_SIGNS = new Set(['★', '●', '☆', '◎', '♪', '■', ...BRACKETED_SIGNS.map(foldedWord)]);
const WORDS_FOR_SIGN = new Set(['あっと', 'アット', 'アットマーク', 'あっとまーく']);
const WRITTEN_BEHIND = /^ ?(?:[A-Za-z0-9-]{1,30}\.){1,4}[A-Za-z]{2,10}/;
/** (at) and the like may have a blank on either side. */
const LOCAL_BEFORE_BLANK = /[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])? $/;
/** エヌ、エー、ケー: spelled letter by letter, so the sign may be told as アット alone. */
const SPELLED = new RegExp(`(?:${LETTER_NAME}[ 、・]{0,2}){3}`);
/** アット、…、ドット、コム: no word but a domain ends so. */
const ENDS_AS_DOMAIN = /ドット[ 、・]{0,2}(?:コム|ネット|ジェー?イ?ピー|com|net|jp)$/;
/** ayaka.t.88まで打って、あとは@example.net: the local part told some words before its domain. */
const LOCAL_APART = /(?<![A-Za-z0-9._@+-])([a-z][a-z0-9._+-]{2,40}[a-z0-9])[^\x00-\x7f]{2,16}[ 、]{0,2}$/;

/** yuki_0412あっとexample.ne.jp: the word for the sign between what is written. */
function isWrittenAround(text: string, start: number, end: number, sign: string): boolean {
  return (
    WORDS_FOR_SIGN.has(sign) &&
    /[A-Za-z0-9]$/.test(text.slice(start - 1, start)) &&
    WRITTEN_BEHIND.test(text.slice(end, end + 64))
  );
}

/** アットマークの後ろは?⏎客: asks for the domain. */
const ASKED_BEHIND =
  /^(?:の(?:後ろ?|あと|うしろ|次|先)|以降|から(?:後ろ|先)|より後ろ?)(?:は|を|が|から|も)?(?:お願い(?:いた)?します|どうぞ|教えてください|何ですか)?[。、?？]?\n[^\n:「]{0,8}[:「」 ]{1,2}(?:えっと|えーと|ええと|はい)?、?/;

const KANA = /[ぁ-んァ-ヶ]/;

/** What asks for an address that is then spelled. */
const ASKED = ['メール', 'アドレス', 'メアド', 'メルアド', 'ドメイン', 'アンダーバー', '@の前', 'アットマークの前'];
const ASKED_FOR = new Set(ASKED);

/** The sign and the domain, and the local part told before them: in other turns, or some words before. */
function apart(text: string, start: number, end: number, spoken: boolean, domain = start): Candidate[] {
  const as = { rule: 'in-pieces', score: 0.8, settled: true, because: 'told in pieces' } as const;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  if (start - line > 64) return [];
  const pieces = line > 0 ? localOverTurns(text, line) : [];
  if (pieces.length > 0) return [...pieces, { start: domain, end }].map((piece) => ({ ...piece, ...as }));
  const local = spoken ? null : LOCAL_APART.exec(text.slice(Math.max(0, start - 64), start));
  if (!local) return [];
  const from = Math.max(0, start - 64) + local.index;
  return [
    { start: from, end: from + local[1]!.length, ...as },
    { start, end, ...as },
  ];
}

/** example.co[dot]jp: the longer of what is written with dots and with words for them. */
function writtenDomain(rest: string): RegExpExecArray | null {
  const dots = DOMAIN.exec(rest);
  if (!dots || !WORD_FOR_DOT.test(rest.slice(dots[0].length, dots[0].length + 6))) return dots;
  const worded = WORDED_DOMAIN.exec(rest);
  return worded && worded[0].length > dots[0].length ? worded : dots;
}

function find({ text }: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  const nobodys: Range[] = [];
  let done = -1;
  for (const { start, end } of hits) {
    const sign = text.slice(start, end);
    if (ASKED_FOR.has(sign)) {
      const told = start < done ? [] : (bothSides(text, end, sign) ?? spelledOverTurns(text, end, sign));
      found.push(...told);
      done = told.at(-1)?.end ?? done;
      continue;
    }
    const spoken = !sign.includes('@') && !WRITTEN_SIGNS.has(sign) && !isWrittenAround(text, start, end, sign);
    // In English prose stands at on every line: at a church.
    if (spoken && start >= done && KANA.test(sign)) {
      const told = spelledOverTurns(text, end, sign);
      found.push(...told);
      done = told.at(-1)?.end ?? done;
    }
    const hiragana = sign.startsWith('あっと') ? inHiragana(text, start, end) : undefined;
    if (hiragana) {
      found.push({ ...hiragana, rule: 'hiragana', score: 0.85, settled: true, because: sign });
      continue;
    }
    const asked = spoken ? ASKED_BEHIND.exec(text.slice(end, end + 48)) : null;
    const rest = text.slice(end, end + 160);
    if (asked) {
      const from = end + asked[0].length;
      const told = WORDED_DOMAIN.exec(text.slice(from, from + 96));
      if (told) found.push(...apart(text, start, from + told[0].length, true, from));
      continue;
    }
    const domain = spoken
      ? SPOKEN_DOMAIN.exec(rest)
      : (writtenDomain(rest) ?? SPACED_DOMAIN.exec(rest) ?? WORDED_DOMAIN.exec(rest));
    // ジーメールドットコム: katakana run on without a space.
    if (!domain || (spoken && !/ドット|どっと|てん、|点、|\.|dot/.test(domain[0]))) continue;
    const before = text.slice(Math.max(0, start - (spoken ? 80 : 64)), start);
    const blank = WRITTEN_SIGNS.has(sign) && LOCAL_BEFORE_BLANK.test(before);
    const isFull = /マーク|まーく/.test(sign);
    const local = spoken ? spokenLocal(before, isFull) : LOCAL_END.exec(before.replace(blank ? / $/ : /\n$/, ''))?.[0];
    const broken = !spoken && (blank || before.endsWith('\n')) ? 1 : 0;
    if (!local) {
      found.push(...apart(text, start, end + domain[0].length, spoken));
      continue;
    }
    if (sign === ' at ' && !domain[0].includes('dot') && !local.includes(' dot ')) continue;
    // Katakana before a sign that is not read out as アットマーク is any word.
    if (
      /^[ァ-ヴー]/.test(local) &&
      !isFull &&
      !/ドット|どっと|アンダー(?:バー|スコア|ライン)|ハイフン/.test(local) &&
      !SPELLED.test(local) &&
      !ENDS_AS_DOMAIN.test(domain[0])
    )
      continue;
    const address = { start: start - broken - local.length, end: end + domain[0].length };
    if (isNobodys(text, start - local.length, local, domain[0])) {
      nobodys.push(address);
      continue;
    }
    if (isSipUser(text, start - local.length, local) || (broken > 0 && !blank && !/[0-9_.-]/.test(local))) continue;
    found.push({
      ...address,
      rule: spoken ? 'spoken' : 'written',
      score: spoken ? 0.85 : 0.97,
      settled: true,
      because: sign,
    });
  }
  // What asked for an address may have taken letters of that one for spelled.
  return nobodys.length === 0
    ? found
    : found.filter((one) => !nobodys.some(({ start, end }) => one.start < end && start < one.end));
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
    ' at ',
    ' @ ',
    '★',
    '●',
    '☆',
    '◎',
    '♪',
    ...BRACKETED_SIGNS,
    ...ASKED,
  ],
  find,
  examples: {
    hits: [
      'OP：メールをお願いします。\n客：yuka、\nOP：はい。\n客：2 0 1 1。\nOP：アットマークの後ろは？\n客：mail ドット example ドット com。',
      'OP：ドットの次をお願いします。\n客：ケー、ユー、エム、エー。熊です。\nOP：kuma、数字は付きますか。\n客：ろくまる。で、アットマーク、mobile.example.com。',
      'めーるは えむ あい けー あっと いぐざんぷる どっと こむ です',
      'エム、アンダーバー、さくらだ、アットマーク、イグザンプル、ドット、ジェーピーです',
      'サクラダ、アット、イグザンプル、ドット、コムです',
      'mizuki-oda@@example.co.jp',
      'y-suzuki[at]example.ne[dot]jp',
      'tanaka dot k at example.co.jp',
      'k dot watanabe1985 at example dot co dot jp',
      'メアド　satoあっとexampleどっとcoどっとjp',
      '返信用：seto-h【at】example.co.jp',
      '緊急時unozawa(a)example.ne.jp',
      'contact me at lin.mei (at) example (dot) com please',
      'メルアド takeda3@example ドット ne ドット jp',
      'アドレスは\nkinoshita-yuri_0901@\nexample.co.jp',
      'ayaka.t.88まで打って、あとは@example.netです',
      'エヌ、エー、ケー、エー、ハイフン、ハチ、アット、イグザンプル、ドット、オーアールジーです',
      'エフ、アンダーバー、ノグ、アット、メール、ドット、イグザンプルと読まれた',
      'メアドはね、ひらがなじゃないですよ、n-a-o、ハイフン、1985、あと@がpost、点、exampleです',
      'メールは、つばめ、あっとまーく、heron、てん、example。小文字で。',
      'A：@の前を\nB：naka、ドット、kura\nA：@の後ろは\nB：mail、ドット、example',
      'メールは\n客：エム、オー、アール、アイ、\n係：はい\n客：ドット、ゼロサン、アットマーク、イグザンプル、ドット、コムです',
      'S1: アドレスは\nS2: ええと、tachi、\nS1: はい。\nS2: ドット、kawa、\nS1: はい。\nS2: アットマーク example ドット com。',
      'アドレスは「ティー・オーエヌオー・アンダーバー・なないち・アットマーク・イグザンプル・ドット・エヌイー・ドット・ジェーピー」',
      'メール: hanako @ example.ne.jp',
      'sato_99 at icloud dot com',
      'ワイ・ケー・アットマーク・ジーメール・ドット・コムです',
      'taro.yamada@example.jp',
      'メールはyamada＠example.co.jpまで',
      'taro アットマーク example ドット com です',
      '@の前がumi.07、後ろがmail.exampleです',
      'kana92 アットマーク ジーメール ドット コムです',
      'k-sato_01@mail.example.ne.jp',
      '返信は h.mizuno@ mail . example . com へ',
      'アドレスはyuki_0412あっとexample.ne.jpです',
      'saku.kiryu★example.ne.jp',
      '下記に再送：\nnishinari-hanako-2026\n@mail.example',
    ],
    misses: [
      'We help at a church. Once a month we cook 120 meals near the station.',
      '不具合は helpdesk@shinsei.example へ',
      'From: <sip:+81664212112@voip.example.ne.jp>',
      '今日は暑い\n客：はい\n客：アットマーク example ドット com',
      '@example',
      'お問い合わせ: info@example.jp',
      'no-reply@example.jp',
      '相談はメールで\nNPO法人川辺の学習会　soudan@kawabe.example.org',
      'soumu@pref.example.lg.jp',
      'アットホームな職場',
      'ほっと、あっと、おどろく',
      'soumu-k@pref.osaka.lg.jp',
      'look at example.com',
      'タクシーはアットマーク通り',
      'foo@bar',
    ],
  },
});
