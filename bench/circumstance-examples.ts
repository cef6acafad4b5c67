import { fieldHash } from '../classifiers/circumstances/circumstance-model.js';
import { clauseFeatures, MOST_CLAUSE_FEATURES } from '../classifiers/circumstances/clause-features.js';
import { judgedScan } from '../classifiers/circumstances/kana/kana-scan.js';
import { holdsKanaOnly, inPlain, type PlainKana, plainKana } from '../classifiers/circumstances/kana/plain-kana.js';
import { SECRET_TYPE } from '../classifiers/circumstances/places.js';
import { CIRCUMSTANCE_TYPES, RULES } from '../classifiers/circumstances/rules/rules.js';
import { secretFeatures } from '../classifiers/circumstances/secrets/secret-features.js';
import { secretSentences } from '../classifiers/circumstances/secrets/secret-sentences.js';
import { secretVote } from '../classifiers/circumstances/secrets/secret-vote.js';
import { viewOfText } from '../classifiers/circumstances/text-view.js';
import { toldCandidates } from '../classifiers/circumstances/told/told-candidates.js';
import { clausesOfTold } from '../classifiers/circumstances/told/told-clauses.js';
import { MOST_FEATURES, toldFeatures } from '../classifiers/circumstances/told/told-features.js';
import { wordingSum, wordingVote } from '../classifiers/circumstances/wording.js';
import { recognizers } from '../classifiers/index.js';
import type { GoldField, GoldRecord, Span } from '../fixtures/gold.js';
import type { LinearModel } from '../src/classify/learned/linear-model.js';
import { cuesOf, type Scan } from '../src/classify/scan.js';
import { normalize } from '../src/text/normalized.js';
import type { Range } from '../src/text/windows.js';
import type { Example } from './linear-training.js';
import { scanOfField, scanOfText } from './scan-of-field.js';

export const SECRET = SECRET_TYPE;
export const JUDGED_TYPES: readonly string[] = [...CIRCUMSTANCE_TYPES, SECRET];

export interface JudgedCandidate {
  type: string;
  /** Index of the field. */
  field: number;
  start: number;
  end: number;
  /** Group of the term, where it has one. */
  group: number;
  features: Int32Array;
  positive: boolean;
  weight: number;
  /** What its wording adds to the other sums. */
  vote: number;
  /** The clause of a term; terms of one clause share the object. A secret's sentence has none. */
  clause?: JudgedClause;
}

export interface JudgedClause extends Range {
  features: Int32Array;
  positive: boolean;
}

export interface JudgedRecord {
  group: string;
  level: number;
  texts: readonly string[];
  spans: readonly (readonly Span[])[];
  candidates: readonly JudgedCandidate[];
}

/** A term found for the wrong one of two types says little against the term. */
const OTHER_TYPE = 0.4;

/** A term in a text that tells of nobody raises the whole record when it is taken for one that does. */
const NOBODY = 2;

/** A clause says less of whom it is told of than the words beside a term do. */
const CLAUSE_OF_NOBODY = 4;

/** Candidates of a record; `wording` judges the words of a clause, as trained without the record's group. */
export function judged(
  { fields: all, contentLevel: level }: GoldRecord,
  group: string,
  wording: LinearModel,
): JudgedRecord {
  const texts: string[] = [];
  const spans: (readonly Span[])[] = [];
  const candidates = all.flatMap((field, number) => {
    const { scan, plain } = judgedScan(scanOfField(field));
    const own = plain ? spansIn(plain, field.spans) : field.spans;
    texts.push(scan.text);
    spans.push(own);
    return candidatesOf(scan, own, number, wording);
  });
  return { group, level, texts, spans, candidates };
}

/** A labelled text as its circumstances are judged: what is written in kana as plain hiragana. */
export function judgedText({ text: original, spans }: Pick<GoldField, 'text' | 'spans'>): {
  text: string;
  spans: readonly Span[];
} {
  const { text } = normalize(original);
  if (!holdsKanaOnly(text)) return { text, spans };
  const plain = plainKana(text);
  return { text: plain.text, spans: spansIn(plain, spans) };
}

function spansIn(plain: PlainKana, spans: readonly Span[]): readonly Span[] {
  return spans.map((span) => ({ ...span, ...inPlain(plain, span) }));
}

/** What the recognizers themselves give as examples: whatever of the type stands in a hit is told, in a miss nothing. */
export function examplesToJudge(wording: LinearModel): JudgedRecord[] {
  return recognizers
    .filter(({ type }) => JUDGED_TYPES.includes(type))
    .flatMap(({ type, examples: { hits, misses } }) =>
      [...hits, ...misses].map((original, at) => {
        const { scan } = judgedScan(scanOfText(original));
        const { text } = scan;
        const spans = at < hits.length ? [{ type: type as Span['type'], start: 0, end: text.length }] : [];
        const candidates = candidatesOf(scan, spans, 0, wording).filter((one) => one.type === type);
        return { group: 'examples', level: at < hits.length ? 3 : 1, texts: [text], spans: [spans], candidates };
      }),
    );
}

function candidatesOf(scan: Scan, spans: readonly Span[], field: number, wording: LinearModel): JudgedCandidate[] {
  const buffer = new Int32Array(Math.max(MOST_FEATURES, MOST_CLAUSE_FEATURES));
  const name = fieldHash(scan.fields.field);
  const view = viewOfText(scan);
  const found: JudgedCandidate[] = [];
  const add = (
    type: string,
    { start, end, group = 0 }: { start: number; end: number; group?: number },
    count: number,
    vote: number,
    clause?: JudgedClause,
  ) => {
    const touched = spans.filter((span) => JUDGED_TYPES.includes(span.type) && span.start < end && span.end > start);
    const positive = touched.some((span) => span.type === type);
    const weight = !positive && touched.length > 0 ? OTHER_TYPE : 1;
    found.push({
      type,
      field,
      start,
      end,
      group,
      features: buffer.slice(0, count),
      positive,
      weight,
      vote,
      ...(clause && { clause }),
    });
  };
  for (const [number, type] of CIRCUMSTANCE_TYPES.entries()) {
    const told = toldCandidates(scan, cuesOf(scan, type), RULES[type]);
    const judged = new Map<Range, JudgedClause>();
    for (const [at, clause] of clausesOfTold(scan.text, told, cuesOf(scan, type), RULES[type]).entries()) {
      if (!judged.has(clause)) {
        const { start, end } = clause;
        const positive = spans.some((span) => span.type === type && span.start < end && span.end > start);
        const count = clauseFeatures(scan, clause, number, name, view, buffer);
        judged.set(clause, { start, end, features: buffer.slice(0, count), positive });
      }
      const count = toldFeatures(scan, told[at]!, number, name, view, buffer);
      add(type, told[at]!, count, wordingVote(wordingSum(wording, scan.text, clause, number)), judged.get(clause)!);
    }
  }
  for (const sentence of secretSentences(scan, cuesOf(scan, SECRET), wording))
    add(SECRET, sentence, secretFeatures(scan, sentence, name, view, buffer), secretVote(wording, scan.text, sentence));
  return found;
}

export function examplesOf({ candidates, group, level }: JudgedRecord): Example[] {
  const share = level === 1 ? NOBODY : 1;
  return candidates.map(({ features, positive, weight }) => ({ features, positive, weight: weight * share, group }));
}

/** One example for each clause in which a term stands. */
export function clauseExamplesOf({ candidates, group, level }: JudgedRecord): Example[] {
  const clauses = new Set(candidates.flatMap(({ clause }) => (clause ? [clause] : [])));
  return [...clauses].map(({ features, positive }) => ({
    features,
    positive,
    weight: level === 1 ? CLAUSE_OF_NOBODY : 1,
    group,
  }));
}
