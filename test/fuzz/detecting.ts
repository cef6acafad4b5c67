import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import type { Finding, TextContext } from '../../src/classify/finding.js';
import { loadPolicy } from '../../src/classify/policy.js';
import type { Recognizer } from '../../src/classify/recognizer.js';
import { normalize } from '../../src/text/normalized.js';
import { writtenSeeds } from './fixture-seeds.js';
import { holds, isSame } from './promises.js';
import { type FuzzTarget, type Seed, whole } from './target.js';

/** Smaller than many inputs, so that what is found at the edge of a piece is compared with what is found without one. */
const PIECE = 3000;

const policy = loadPolicy();

interface Detectors {
  plain: ExplainingDetector;
  /** Of the same recognizers, and never shown the same text before. */
  fresh: () => Promise<ExplainingDetector>;
  pieces: ExplainingDetector;
}

const prepared = new Map<string, Promise<Detectors>>();

function detectorsOf(name: string, some: readonly Recognizer[]): Promise<Detectors> {
  let detectors = prepared.get(name);
  if (!detectors) {
    detectors = (async () => ({
      plain: await createDetector(some, policy),
      fresh: () => createDetector(some, policy),
      pieces: await createDetector(some, policy, { pieceSize: PIECE }),
    }))();
    prepared.set(name, detectors);
  }
  return detectors;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/** Whether `at` stands between the two halves of one character. */
function splitsCharacter(text: string, at: number): boolean {
  return at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));
}

/** Told circumstances hold names and numbers of their own, so each kind keeps apart from its like only. */
const CIRCUMSTANCES =
  /^(?:HEALTH_CONDITION|CRIME_HISTORY|BELIEF_OR_ORIGIN|WELFARE_STATUS|LEGAL_SECRET|CORPORATE_SECRET)$/;
const isCircumstance = ({ type }: Finding) => CIRCUMSTANCES.test(type);

function findingsHold(text: string, findings: readonly Finding[], some: readonly Recognizer[]): void {
  const ends = { told: 0, other: 0 };
  for (const one of findings) {
    const place = `${one.rule} ${one.start}–${one.end} of ${text.length}`;
    holds(Number.isInteger(one.start) && Number.isInteger(one.end), 'offsets are integers', place);
    holds(one.start >= 0 && one.start < one.end && one.end <= text.length, 'a finding lies in its text', place);
    holds(!splitsCharacter(text, one.start) && !splitsCharacter(text, one.end), 'no finding splits a character', place);
    const kind = isCircumstance(one) ? 'told' : 'other';
    holds(one.start >= ends[kind], 'findings are in order and do not overlap', place);
    holds(one.score >= 0 && one.score <= 1, 'a score lies between 0 and 1', `${place}: ${one.score}`);
    holds(/^[a-z-]+\/[a-z0-9-]+$/.test(one.rule), 'a rule has a name of its own', one.rule);
    holds(
      some.some(({ type }) => type === one.type),
      'a finding is of a type that was looked for',
      one.type,
    );
    ends[kind] = one.end;
  }
}

/** Units of the longest sentence that recognizers see whole: what has no end at all they cut by what stands before. */
const SENTENCE = 200;

const hasSentences = (text: string) => text.split(/[。!?！？\n\r]/).every(({ length }) => length <= SENTENCE);

/** What must hold for every text. @param context - where the text stands */
export async function detectionHolds(
  name: string,
  some: readonly Recognizer[],
  text: string,
  context: TextContext,
): Promise<void> {
  const { plain, pieces } = await detectorsOf(name, some);
  holds(normalize(text).text.length === text.length, 'normalising keeps every offset');
  for (const where of [undefined, context]) {
    const { findings } = plain.detect(text, where);
    findingsHold(text, findings, some);
    isSame(plain.detect(text, where).findings, findings, 'the same text gives the same findings');
    const inPieces = pieces.detect(text, where);
    if (hasSentences(text)) isSame(inPieces.findings, findings, 'looked at in pieces, a text gives the same findings');
    else
      holds(findings.length === 0 || inPieces.findings.length > 0, 'looked at in pieces, something is found as well');
  }
  const turns = turnsOf(text);
  const found = plain.detectRecord(turns);
  holds(found.length === turns.length, 'every field of a record has its findings');
  for (const [at, turn] of turns.entries()) findingsHold(turn.text, found[at] ?? [], some);
}

/** What a text costs that is one field, and a record of as many fields as it has sentences. */
async function detectOnce(name: string, some: readonly Recognizer[], text: string): Promise<void> {
  const { plain } = await detectorsOf(name, some);
  plain.detect(text);
  plain.detectRecord(turnsOf(text));
}

const turnsOf = (text: string) =>
  text.split(/(?<=[。\n])/).map((turn, index) => ({ name: index % 2 === 0 ? 'A' : 'B', path: [], text: turn }));

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** A recognizer alone: its own examples, words and labels are what its inputs are made of. */
export function recognizerTarget(recognizer: Recognizer): FuzzTarget & { recognizes: string } {
  const { type, name, examples, context = [], cues = [], fields = [], notAfter = [] } = recognizer;
  const words = [...context, ...cues, ...fields, ...notAfter, ...examples.hits].slice(0, 400);
  return {
    name: `recognizers/${name}`,
    recognizes: type,
    form: 'text',
    words,
    seeds: (): Seed[] => [...examples.hits, ...examples.misses].map((text) => whole(utf16(text))),
    check: (input) =>
      detectionHolds(name, [recognizer], input.toString('utf16le'), {
        fieldName: words[input.length % words.length] ?? '備考',
      }),
    grow: (input) => detectOnce(name, [recognizer], input.toString('utf16le')),
  };
}

/** All recognizers together, over the examples of all and written texts. */
export const detectorTarget: FuzzTarget = {
  name: 'recognizers/all',
  form: 'text',
  weight: 4,
  words: recognizers.flatMap(({ context = [], cues = [] }) => [...context.slice(0, 10), ...cues.slice(0, 10)]),
  seeds: () => [
    ...recognizers.flatMap(({ examples }) => [...examples.hits, ...examples.misses].map((text) => whole(utf16(text)))),
    ...writtenSeeds(),
  ],
  check: (input) =>
    detectionHolds('all', recognizers, input.toString('utf16le'), { fieldName: '内容', path: ['応対'] }),
  grow: (input) => detectOnce('all', recognizers, input.toString('utf16le')),
};
