import { type Candidate, type CueHit, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';

const V6 = /^(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4}){0,6}/;
/** Not server=10.20.0.11 nor recv: 10.20.0.11. */
const VERSION =
  /(?:(?:ver|Ver|version|Version|バージョン|v|V|版|CMS|OS|ファーム)\.?(?:を|は)? ?|(?:(?<![A-Za-z])(?:ver|Ver|version|Version)|バージョン|版数?)[:=]?["' ]?)$/;
/** Small numbers in all places are rather a version, unless something says what they are. */
const LABEL = /IP|ip|アドレス|接続[元先]|VPN|DNS|送信元|リモート|ホスト|サーバ|端末|アクセス|[:@=(["] ?$/;

const HEX = UnitSet.of('[0-9A-Fa-f]');
/** Colons of the shortest address of version 6, which leaves groups out. */
const FEWEST_COLONS = 3;

function find(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const { groups } = scan;
  if (groups.length < 4 && hits.length < FEWEST_COLONS) return NO_CANDIDATES;
  return addresses(scan, hits);
}

/** Whether the four groups from `at` are all small, as in a version. */
function isSmall(groups: readonly DigitGroup[], at: number): boolean {
  for (let place = at; place < at + 4; place++) if (Number(groups[place]!.digits) >= 30) return false;
  return true;
}

function addresses({ text, groups }: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at + 3 < groups.length; at++) {
    if (!isOctet(groups[at]!) || text[groups[at]!.end] !== '.') continue;
    const { start } = groups[at]!;
    const { end } = groups[at + 3]!;
    if (end - start > 15) continue;
    let octets = 1;
    while (
      octets < 4 &&
      isOctet(groups[at + octets]!) &&
      groups[at + octets]!.start === groups[at + octets - 1]!.end + 1 &&
      text[groups[at + octets]!.start - 1] === '.'
    )
      octets++;
    if (octets < 4) continue;
    if (/[\d.]/.test(text[start - 1] ?? '') || /^(?:\d|\.\d)/.test(text.slice(end, end + 2))) continue;
    if (
      VERSION.test(text.slice(Math.max(0, start - 10), start)) ||
      (isSmall(groups, at) && !LABEL.test(text.slice(Math.max(0, start - 24), start))) ||
      /^(?:127\.|0\.0\.0\.0|255\.)/.test(text.slice(start, end))
    )
      continue;
    found.push({ start, end, rule: 'v4', score: 0.9, settled: true, because: 'four octets' });
  }
  told(text, groups, found);
  if (hits.length < FEWEST_COLONS) return found;
  let done = 0;
  for (const { start: sign } of hits) {
    let start = sign;
    while (start > done && sign - start < 4 && HEX.has(text.charCodeAt(start - 1))) start--;
    if (sign < done || start === sign || isInside(text, start)) continue;
    const match = V6.exec(text.slice(start, start + 46));
    if (!match || match[0].split(':').length < (match[0].includes('::') ? 4 : 8)) continue;
    done = start + match[0].length;
    found.push({ start, end: done, rule: 'v6', score: 0.9, settled: true, because: 'groups of 16 bits' });
  }
  return found;
}

/** Whether letters or a colon that is no label's stand right before: 接続元:2001:…. */
function isInside(text: string, start: number): boolean {
  return /[0-9A-Za-z]$|(?:^|[^0-9A-Za-z_])[0-9A-Fa-f]{1,4}:$|::$/.test(text.slice(Math.max(0, start - 6), start));
}

/** 219の107の33の9 behind アイピー, 203、ドット、0、ドット、113: four octets told. */
const TOLD_LABEL = /IP|ip|アイピー|アクセス元|接続元|送信元|アドレス/;
const BETWEEN_OCTETS = /^[、 ]{0,2}(?:の|ドット|てん|点|ポイント|\.)[、 ]{0,2}$/;
/** First units of that. */
const BEHIND_OCTET = new UnitSet().add('、 のドて点ポ.');
const LABEL_REACH = 60;

function told(text: string, groups: readonly DigitGroup[], found: Candidate[]): void {
  for (let at = 0; at + 3 < groups.length; at++) {
    if (
      !BEHIND_OCTET.has(unitIn(text, groups[at]!.end)) ||
      !/の|ド|て|点|ポ/.test(text.slice(groups[at]!.end, groups[at]!.end + 3)) ||
      !areOctets(text, groups, at)
    )
      continue;
    const { start } = groups[at]!;
    if (!TOLD_LABEL.test(text.slice(Math.max(0, start - LABEL_REACH), start))) continue;
    found.push({ start, end: groups[at + 3]!.end, rule: 'told', score: 0.75, settled: true, because: 'four octets' });
    at += 3;
  }
}

function areOctets(text: string, groups: readonly DigitGroup[], at: number): boolean {
  for (let place = at; place < at + 4; place++) {
    const { digits } = groups[place]!;
    if (digits.length > 3 || Number(digits) > 255) return false;
    if (place > at && !BETWEEN_OCTETS.test(text.slice(groups[place - 1]!.end, groups[place]!.start))) return false;
  }
  return true;
}

function isOctet({ script, digits }: DigitGroup): boolean {
  return script === 'ascii' && digits.length <= 3 && Number(digits) <= 255;
}

/** IPv4 and IPv6 addresses, as form exports record the sender's. */
export const ipAddress = defineRecognizer({
  type: 'IP_ADDRESS',
  source: 'RFC 791, RFC 4291 §2.2',
  cues: [':'],
  find,
  reads: 'digits',
  examples: {
    hits: [
      'アイピーアドレスって出てて、219の107の33の9です',
      'sip:0570000183@203.0.113.40:5060',
      '送信元 198.51.100.222',
      '192.0.2.82',
      '2001:db8:0:0:0:0:2:1',
      '2001:db8::8a2e:370:7334',
      'src：2001:db8::8a2e:370:7334',
      'VPNの接続先 10.20.0.11',
      'server=10.31.4.77 recv:10.31.4.78',
    ],
    misses: [
      'app=mail ver=10.31.4.77',
      'クライアント版数 10.31.4.77',
      '電話は090の12の34の56',
      'CMSを6.4.3.0から6.5.2.1へ更新',
      'Ver 1.2.3.4',
      '127.0.0.1',
      '10:30:45',
      '第1.2.3.4.5項',
      '256.1.1.1',
    ],
  },
});
