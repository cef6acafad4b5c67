import { type Around, aroundDigits, isOpen } from '../classifiers/digits/around.js';
import { DIGIT_KINDS } from '../classifiers/digits/digit-kinds.js';
import type { DigitPlace } from '../classifiers/digits/digit-places.js';
import { judgeDigits, withNeighbours } from '../classifiers/digits/judged-digits.js';
import { featuresAs, featuresOf, MOST_FEATURES_AS } from '../classifiers/digits/place-features.js';
import { ruledOut } from '../classifiers/digits/ruled-out.js';
import { recognizers } from '../classifiers/index.js';
import type { GoldRecord, Span } from '../fixtures/gold.js';
import type { Level } from '../src/base/level.js';
import { createDetector } from '../src/classify/detector.js';
import type { Finding } from '../src/classify/finding.js';
import { isImpossible } from '../src/classify/judges.js';
import { loadPolicy } from '../src/classify/policy.js';
import { defineRecognizer, type Judge } from '../src/classify/recognizer.js';
import type { Scan } from '../src/classify/scan.js';
import { groupedDevelopmentPart } from './development-part.js';

/** A place of digits as learning sees it. */
export interface JudgedPlace extends Range {
  /** Index of the field. */
  field: number;
  /** Which number of a person is there, by its position in `DIGIT_KINDS`; -1: none. */
  kind: number;
  /** The rules have found it: it is seen as if they had not. */
  isKnown: boolean;
  /** Features of the place as each kind that it may be. */
  as: readonly PlaceAs[];
  /** The same, seen again beside other numbers that were judged; none where there are no others. */
  again: readonly PlaceAs[];
  /** Whether it cannot be a number of a kind, whatever a model says. */
  isVetoed: (kind: number) => boolean;
}

export interface PlaceAs {
  kind: number;
  features: Int32Array;
}

interface Range {
  start: number;
  end: number;
}

export interface NumberRecord {
  group: string;
  level: Level;
  texts: readonly string[];
  spans: readonly (readonly Span[])[];
  /** What the rules find, by field. */
  found: readonly (readonly Finding[])[];
  places: readonly JudgedPlace[];
  /** What is around the open places of each text, with the places by their positions. */
  judgeable: readonly { around: Around; placeAt: ReadonlyMap<number, JudgedPlace> }[];
}

const PLACE = 'DIGIT_PLACE';

/** Features of the places of the record that is being read. */
let noted: Noted[] = [];

interface Noted extends Pick<JudgedPlace, 'isKnown' | 'as' | 'isVetoed'> {
  around: Around;
  at: number;
}

const judged = DIGIT_KINDS.map((type) => {
  const position = recognizers.findIndex((one) => one.type === type);
  return { position, recognizer: recognizers[position]! };
});
const buffer = new Int32Array(MOST_FEATURES_AS);

/** Takes every place as a weak candidate that has its number, so that the detector says where in the record it lies. */
const note: Judge = (scan, seen, positions, take) => {
  const all = aroundDigits(scan, seen, positions, true);
  if (!all) return;
  const { around, cover } = all;
  for (const [at, place] of around.places.entries()) {
    const holder = isOpen(place) ? undefined : cover[place.covered]!;
    if (holder && !DIGIT_KINDS.includes(holder.type)) continue;
    const own = holder ? { ...around, found: around.found.filter(({ start }) => start !== holder.start) } : around;
    const { start, end } = place;
    take(positions.get(PLACE)!, { start, end, rule: `place-${noted.length}`, score: 0.1, settled: true });
    noted.push({
      around,
      at,
      isKnown: holder !== undefined,
      as: allAs(own, at),
      isVetoed: (kind) => isVetoed(kind, scan, place),
    });
  }
};

function allAs(around: Around, at: number): PlaceAs[] {
  const features = featuresOf(around, at);
  return DIGIT_KINDS.flatMap((_, kind) =>
    features.kinds.mayBe & (1 << kind) ? [{ kind, features: buffer.slice(0, featuresAs(features, kind, buffer)) }] : [],
  );
}

function isVetoed(kind: number, scan: Scan, place: DigitPlace): boolean {
  const { start, end, digits } = place;
  const { recognizer, position } = judged[kind]!;
  const candidate = { start, end, digits, rule: 'judged', score: 0.6, settled: true };
  return (
    ruledOut(scan, place, kind) ||
    isImpossible(scan, recognizer, position, candidate) ||
    recognizer.veto?.(scan, candidate) !== undefined
  );
}

const detector = await createDetector(
  [
    ...recognizers.map((one) => (one.judge === judgeDigits ? { ...one, judge: note, lexicons: [] } : one)),
    {
      ...defineRecognizer({
        type: PLACE,
        source: 'none',
        find: () => [],
        judge: note,
        examples: { hits: ['1'], misses: ['2'] },
      }),
    },
  ],
  loadPolicy(),
);

export const levelOf = (findings: readonly Finding[]): Level => detector.levelOfRecord(findings);

/** The development part of all gold. */
export function recordsOfNumbers(): NumberRecord[] {
  return groupedDevelopmentPart().map(({ group, record }) => read(record, group));
}

/** What the recognizers themselves say is none of theirs. */
export function missesOfRecognizers(): NumberRecord[] {
  return judged.flatMap(({ recognizer: { examples } }, kind) =>
    examples.misses.map((text) => {
      const fields = [{ name: null, path: [], text, spans: [] }];
      const record = read({ fields, contentLevel: 1 }, 'examples');
      const places = record.places.map((place) => ({ ...place, as: place.as.filter((one) => one.kind === kind) }));
      return { ...record, places };
    }),
  );
}

function read({ fields, contentLevel }: Pick<GoldRecord, 'fields' | 'contentLevel'>, group: string): NumberRecord {
  noted = [];
  const explained = detector.explainRecord(
    fields.map(({ name, path, text }) => (name === null ? { path, text } : { name, path, text })),
  );
  const byAround = new Map<Around, Map<number, JudgedPlace>>();
  for (const [field, seen] of explained.entries())
    for (const { type, rule, start, end } of seen) {
      if (type !== PLACE) continue;
      const { around, at, ...place } = noted[Number(rule.slice(rule.lastIndexOf('-') + 1))]!;
      const own = byAround.get(around) ?? new Map<number, JudgedPlace>();
      byAround.set(around, own);
      own.set(at, { ...place, field, start, end, again: [], kind: kindAt(fields[field]!.spans, start, end) });
    }
  const judgeable = [...byAround].map(([around, placeAt]) => ({ around, placeAt: seenAgain(around, placeAt) }));
  const places = judgeable.flatMap(({ placeAt }) => [...placeAt.values()]);
  return {
    group,
    level: contentLevel,
    texts: fields.map(({ text }) => text),
    spans: fields.map(({ spans }) => spans),
    found: explained.map((seen) => seen.filter(({ outcome, type }) => outcome === 'reported' && type !== PLACE)),
    places,
    judgeable,
  };
}

/** Of every so many numbers one stays unseen: a model that has judged the others has not found them all. */
const UNSEEN = 3;

/** The open places beside the numbers that are among the others. */
function seenAgain(around: Around, placeAt: ReadonlyMap<number, JudgedPlace>): ReadonlyMap<number, JudgedPlace> {
  const numbers = [...placeAt].flatMap(([at, { isKnown, kind }]) => {
    const { start, end, digits } = around.places[at]!;
    return isKnown || kind < 0 || (start + end) % UNSEEN === 0 ? [] : [{ at, start, end, digits, kind }];
  });
  if (numbers.length === 0) return placeAt;
  const beside = withNeighbours(around, numbers);
  return new Map(
    [...placeAt].map(([at, place]) =>
      place.isKnown || !numbers.some((one) => one.at !== at)
        ? [at, place]
        : [at, { ...place, again: allAs(beside, at) }],
    ),
  );
}

function kindAt(spans: readonly Span[], start: number, end: number): number {
  for (const span of spans) {
    const kind = DIGIT_KINDS.indexOf(span.type);
    if (kind >= 0 && span.start < end && span.end > start) return kind;
  }
  return -1;
}
