import { type Candidate, defineRecognizer } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { WordHit } from '../../src/text/word-finder.js';

const V6 = /^(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4}){0,6}/;
const VERSION = /(?:ver|Ver|version|Version|バージョン|v|V|版|CMS|OS|ファーム)\.?(?:を|は)? ?$/;
/** Small numbers in all places are rather a version, unless something says what they are. */
const LABEL = /IP|ip|アドレス|接続元|送信元|リモート|ホスト|サーバ|端末|アクセス|[:@=(["] ?$/;

function* find({ text, groups }: Scan, hits: readonly WordHit[]): Generator<Candidate> {
  for (let at = 0; at + 3 < groups.length; at++) {
    const four = groups.slice(at, at + 4);
    const { start } = four[0]!;
    const { end } = four[3]!;
    if (
      end - start > 15 ||
      four.some((group) => group.script !== 'ascii' || group.digits.length > 3 || Number(group.digits) > 255)
    )
      continue;
    if (!four.slice(1).every((group, index) => group.start === four[index]!.end + 1 && text[group.start - 1] === '.'))
      continue;
    if (/[\d.]/.test(text[start - 1] ?? '') || /^(?:\d|\.\d)/.test(text.slice(end, end + 2))) continue;
    if (
      VERSION.test(text.slice(Math.max(0, start - 8), start)) ||
      (four.every((group) => Number(group.digits) < 30) && !LABEL.test(text.slice(Math.max(0, start - 24), start))) ||
      /^(?:127\.|0\.0\.0\.0|255\.)/.test(text.slice(start, end))
    )
      continue;
    yield { start, end, rule: 'v4', score: 0.9, settled: true, because: 'four octets' };
  }
  let done = 0;
  for (const { start: sign } of hits) {
    let start = sign;
    while (start > done && sign - start < 4 && /[0-9A-Fa-f]/.test(text[start - 1]!)) start--;
    if (sign < done || start === sign || /[0-9A-Za-z:]/.test(text[start - 1] ?? '')) continue;
    const match = V6.exec(text.slice(start, start + 46));
    if (!match || match[0].split(':').length < (match[0].includes('::') ? 4 : 8)) continue;
    done = start + match[0].length;
    yield { start, end: done, rule: 'v6', score: 0.9, settled: true, because: 'groups of 16 bits' };
  }
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
      'sip:0570000183@203.0.113.40:5060',
      '送信元 198.51.100.222',
      '192.0.2.82',
      '2001:db8:0:0:0:0:2:1',
      '2001:db8::8a2e:370:7334',
    ],
    misses: ['CMSを6.4.3.0から6.5.2.1へ更新', 'Ver 1.2.3.4', '127.0.0.1', '10:30:45', '第1.2.3.4.5項', '256.1.1.1'],
  },
});
