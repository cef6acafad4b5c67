import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.js';
import { readLexicon } from '../../src/classify/lexicon.js';
import { foldedWord } from '../../src/text/fold.js';

/**
 * Makes surnames-more.txt and given-names-more.txt: the names that SudachiDict holds and mecab-ipadic does not. Run:
 * `node dist/classifiers/lexicon/make-sudachi-names.js system.dic`, with the dictionary of SudachiDict-core 20240716
 * (Apache-2.0; it is in the wheel of that name and version on the Python package index). Layout of the file:
 * com.worksap.nlp.sudachi.dictionary of Sudachi 0.7 (grammar, lexicon, word params, word infos; little endian).
 */

const HEADER = 272;
const SURNAME = '姓';
const GIVEN = '名';
const NAME = /^[々\u4e00-\u9fff][々\u4e00-\u9fffヶケノのツッ]{0,4}$/;
const GIVEN_NAME = /^[々\u4e00-\u9fff]{2,3}$/;

const [path] = process.argv.slice(2);
if (!path) throw new Error('which system.dic?');
const file = readFileSync(path);
let at = HEADER;

const positions = Array.from({ length: take('i16') }, () => Array.from({ length: 6 }, takeString));
const [left, right] = [take('i16'), take('i16')];
at += 2 * left * right;
skip(4 * take('i32')); // double array
skip(take('i32')); // table of word ids
const words = take('i32');
const params = at;
const offsets = params + 6 * words;

/** By surface: lowest cost as each kind of name, and as any other word. */
const costs = new Map<string, { surname?: number; given?: number; other: number }>();
for (let word = 0; word < words; word++) {
  at = file.readInt32LE(offsets + 4 * word);
  const surface = foldedWord(takeString());
  if (!NAME.test(surface)) continue;
  at += file[at]! >= 128 ? 2 : 1; // length of the headword
  const [, kind, person, part] = positions[take('i16')]!;
  const cost = file.readInt16LE(params + 6 * word + 4);
  const known = costs.get(surface) ?? { other: Number.POSITIVE_INFINITY };
  costs.set(surface, known);
  const isName = kind === '固有名詞' && person === '人名';
  if (isName && part === SURNAME) known.surname = Math.min(known.surname ?? cost, cost);
  else if (isName && part === GIVEN) known.given = Math.min(known.given ?? cost, cost);
  else if (kind !== '固有名詞') known.other = Math.min(known.other, cost); // a place may be a name as well
}

write('surnames-more', ['surnames', 'surnames-rare'], NAME, ({ surname }) => surname);
write('given-names-more', ['given-names', 'given-names-recent'], GIVEN_NAME, ({ given }) => given);

/** Those that are rather this kind of name than another word. */
function write(
  name: string,
  known: readonly string[],
  shape: RegExp,
  costOf: (word: { surname?: number; given?: number; other: number }) => number | undefined,
): void {
  const held = new Set(known.flatMap((list) => readLexicon(list).rows.map(([surface]) => foldedWord(surface!))));
  const surfaces = [...costs]
    .filter(([surface, word]) => shape.test(surface) && !held.has(surface) && (costOf(word) ?? word.other) < word.other)
    .map(([surface]) => surface);
  writeFileSync(
    join(packageRoot(), 'classifiers', 'lexicon', `${name}.txt`),
    [
      '# Made by make-sudachi-names.ts from SudachiDict-core 20240716 (Apache-2.0); do not edit.',
      ...surfaces.sort(),
      '',
    ].join('\n'),
  );
}

function take(kind: 'i16' | 'i32'): number {
  const value = kind === 'i16' ? file.readInt16LE(at) : file.readInt32LE(at);
  at += kind === 'i16' ? 2 : 4;
  return value;
}

function skip(bytes: number): void {
  at += bytes;
}

/** One byte of length, or two with the highest bit set, then UTF-16. */
function takeString(): string {
  let length = file[at++]!;
  if (length >= 128) length = ((length & 0x7f) << 8) | file[at++]!;
  at += 2 * length;
  return file.toString('utf16le', at - 2 * length, at);
}
