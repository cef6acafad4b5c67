import { canonicalHash } from '../base/canonical-json.js';
import { closedUp, moveBack } from '../text/closed-up.js';
import { forgetMatch } from '../text/last-text.js';
import { withReadDigits } from '../text/misread-digits.js';
import { normalize } from '../text/normalized.js';
import { loadTokenizer, loadWordKinds } from '../text/tokenizer.js';
import { piecesOf } from '../text/windows.js';
import { type AllowList, allowedValues, markAllowed } from './allow-list.js';
import { type FieldNames, fieldNamesOf } from './field-names.js';
import type { Detector, TextContext, TextOfRecord } from './finding.js';
import { fingerprint } from './fingerprint.js';
import { GroupReader } from './group-reader.js';
import { KnownEmpty } from './known-empty.js';
import { lexemesOf } from './lexemes.js';
import { readLexicon } from './lexicon.js';
import { levelOfKind, levelOfRecord, type Policy } from './policy.js';
import type { Recognizer } from './recognizer.js';
import { ECHO_SCORE, echoesOf } from './record/echo.js';
import { joinParts } from './record/joined-parts.js';
import { inFields, NOTHING_BESIDE, partsOf, type TextInContext } from './record/record-parts.js';
import { RestOfRecord } from './record/rest-of-record.js';
import { saidByPart } from './record/said-by-part.js';
import { Topics } from './record/topics.js';
import { type Piece, type Scan, scanText } from './scan.js';
import { bandOf, LIKELY } from './score/confidence.js';
import { type Explanation, reported } from './score/explanation.js';
import { disjoint, withoutOverlap } from './score/overlap.js';
import { TextGroup } from './text-group.js';
import { CutText } from './whole-text.js';

/** Raised by hand when the engine's own rules change: another version means that records are read again. */
const ENGINE_VERSION = 15;

/**
 * No recognizer looks further than this from where a finding starts; see `piecesOf`. Each by itself looks at a quarter of
 * it or less, but a number that is said again rests on one found elsewhere, and that one on a label or a topic. What is
 * said of a text as a whole is asked of `wholeOf` it.
 */
export const MARGIN = 4096;
const PIECE = 1 << 18;

export type { Explanation } from './score/explanation.js';

export interface ExplainingDetector extends Detector {
  /** What `detect` saw in this text and why it decided as it did, in order of start. */
  explain(text: string, context?: TextContext): Explanation[];
  /** The same for each field of one record. */
  explainRecord(fields: readonly TextOfRecord[]): Explanation[][];
}

export interface DetectorOptions {
  allow?: AllowList;
  /** Units of a long text looked at in one go; results do not depend on it. */
  pieceSize?: number;
}

/**
 * Loads the tokenizer and prepares all recognizers. The detector it gives is synchronous and pure.
 *
 * @param recognizers - `recognizers` of `classifiers/index.ts`
 */
export async function createDetector(
  recognizers: readonly Recognizer[],
  policy: Policy,
  options: DetectorOptions = {},
): Promise<ExplainingDetector> {
  const tokenize = await loadTokenizer();
  const words = await loadWordKinds();
  const lexemes = lexemesOf(recognizers);
  const echoing = new Set(recognizers.filter(({ echoes }) => echoes).map(({ type }) => type));
  const joining = new Map(recognizers.flatMap(({ type, joins }) => (joins ? [[type, joins] as const] : [])));
  const ruleOfPart = new Map(recognizers.map(({ type, name }) => [type, `${name}/by-part`]));
  const knownEmpty = new KnownEmpty();
  const isAllowed = options.allow ? allowedValues(options.allow) : undefined;
  const pieceSize = options.pieceSize ?? PIECE;

  const reader = new GroupReader(recognizers);
  const topics = new Topics(recognizers);
  const restOfRecord = new RestOfRecord(recognizers, policy);

  function scanOf(
    text: string,
    own: string,
    { fields, beside }: Pick<Asked, 'fields' | 'beside'>,
    piece?: Piece,
  ): Scan {
    return scanText(text, own, fields, lexemes, tokenize, words, beside, piece);
  }

  /** Candidates of a long text, piece by piece. */
  function candidatesOfPieces({ text, own, ...names }: Asked): Explanation[] {
    const all: Explanation[] = [];
    const of = new CutText(text);
    for (const { keep, read } of piecesOf(text.length, pieceSize, MARGIN)) {
      const [part, ownPart] = [text.slice(read.start, read.end), own.slice(read.start, read.end)];
      const scan = scanOf(part, ownPart, names, { of, from: read.start });
      for (const one of reader.read([scan])[0]!) {
        const start = one.start + read.start;
        if (start < keep.start || start >= keep.end) continue;
        one.end += read.start;
        one.start = start;
        all.push(one);
      }
    }
    return all;
  }

  function takeParts(text: string, all: Explanation[]): void {
    const sure = all.filter(({ outcome, type }) => outcome === 'reported' && echoing.has(type));
    for (const place of saidByPart(text, sure)) all.push({ ...AGAIN, ...place, rule: ruleOfPart.get(place.type)! });
  }

  function raiseEchoes(text: string, all: readonly Explanation[]): void {
    if (!all.some(({ outcome }) => outcome === 'weak')) return;
    const weak = all.filter(({ outcome, type }) => outcome === 'weak' && echoing.has(type));
    if (weak.length === 0 || weak.length === all.length) return;
    for (const one of echoesOf(text, weak, reported(all))) Object.assign(one, ECHO);
  }

  /** Undefined where it is known that nothing is in the text. */
  function asked(original: string, context: TextContext | undefined): Asked | undefined {
    const fields = fieldNamesOf(context);
    const beside = context?.beside ?? NOTHING_BESIDE;
    if (beside.length === 0 && knownEmpty.has(original, fields)) return undefined;
    const folded = withReadDigits(normalize(original).text);
    const closed = closedUp(folded, original);
    return { original, fields, beside, closed, text: closed?.text ?? folded, own: closed?.original ?? original };
  }

  /** What was seen in each text, in their order. */
  function explainTexts(texts: readonly TextInContext[]): Explanation[][] {
    const explained: Explanation[][] = new Array(texts.length);
    const group = new TextGroup<Asked>();
    const readGroup = () => {
      const seen = reader.read(group.texts.map(({ one }) => scanOf(one.text, one.own, one)));
      for (const [place, { one, at }] of group.texts.entries()) {
        const found = weighed(one, seen[place]!);
        explained[at[0]!] = found;
        for (let other = 1; other < at.length; other++) explained[at[other]!] = found.map((each) => ({ ...each }));
      }
      group.clear();
    };
    for (let at = 0; at < texts.length; at++) {
      const { text, context } = texts[at]!;
      const one = asked(text, context);
      if (!one) explained[at] = [];
      else if (one.text.length > pieceSize) explained[at] = readAlone(one);
      else if (group.add(one, at)) readGroup();
    }
    if (group.texts.length > 0) readGroup();
    return explained;
  }

  function readAlone(one: Asked): Explanation[] {
    const isShort = one.text.length <= pieceSize;
    return weighed(one, isShort ? reader.read([scanOf(one.text, one.own, one)])[0]! : candidatesOfPieces(one));
  }

  /** What becomes of the candidates of a text beside each other. */
  function weighed({ original, fields, beside, closed, text }: Asked, all: Explanation[]): Explanation[] {
    if (all.length === 0) {
      if (beside.length === 0) knownEmpty.add(original, fields);
      return all;
    }
    raiseEchoes(text, all);
    takeParts(text, all);
    if (closed) for (const one of all) moveBack(one, closed);
    // Also what is weak as yet: the rest of the record may raise it.
    if (isAllowed) markAllowed(original, all, isAllowed);
    all.sort((one, other) => one.start - other.start || one.end - other.end || other.score - one.score);
    if (!disjoint(all)) {
      const kept = new Set(withoutOverlap(all.filter(({ score }) => score >= LIKELY)));
      for (const one of all) if (one.outcome === 'reported' && !kept.has(one)) one.outcome = 'overlapped';
    }
    const grown = joinParts(original, all, joining);
    if (isAllowed) markAllowed(original, grown, isAllowed);
    return all;
  }

  function settle(fields: readonly (readonly Explanation[])[], texts: readonly TextInContext[]): void {
    restOfRecord.settle(fields, texts);
    forgetMatch();
  }

  function explain(text: string, context?: TextContext): Explanation[] {
    const one = asked(text, context);
    if (!one) return [];
    const seen = readAlone(one);
    settle([seen], [{ text, context }]);
    return seen;
  }

  function detect(text: string, context?: TextContext) {
    const findings = reported(explain(text, context));
    return { contentLevel: levelOfRecord(policy, findings), findings };
  }

  function explainRecords(records: readonly (readonly TextOfRecord[])[]): Explanation[][][] {
    const parted = records.map((fields) => partsOf(fields, topics));
    const seen = explainTexts(parted.flatMap(({ texts }) => texts));
    let next = 0;
    return parted.map((parts) => {
      const from = next;
      next += parts.texts.length;
      return inFields(parts, seen.slice(from, next), settle);
    });
  }

  const explainRecord = (fields: readonly TextOfRecord[]) => explainRecords([fields])[0]!;

  return {
    detect,
    detectRecord: (fields) => explainRecord(fields).map(reported),
    detectRecords: (records) => explainRecords(records).map((explained) => explained.map(reported)),
    explain,
    explainRecord,
    levelOfKind: (kind) => levelOfKind(policy, kind),
    levelOfRecord: (findings) => levelOfRecord(policy, findings),
    version: canonicalHash({
      engine: ENGINE_VERSION,
      policy,
      allow: options.allow?.values ?? [],
      recognizers: recognizers.map(fingerprint),
      lexicons: recognizers.flatMap(({ lexicons }) => lexicons ?? []).map((name) => readLexicon(name).sha256),
    }),
  };
}

/** What a weak value becomes that is certain elsewhere. */
const ECHO = {
  score: ECHO_SCORE,
  band: bandOf(ECHO_SCORE),
  outcome: 'reported',
  word: 'said for certain elsewhere',
} as const;
/** A part of a certain value, said again. */
const AGAIN = { ...ECHO, base: ECHO_SCORE, context: 'settled', check: 'none' } as const;

/** A text as it is read. */
interface Asked {
  original: string;
  fields: FieldNames;
  beside: readonly string[];
  /** Where the words of the original are drawn apart. */
  closed: ReturnType<typeof closedUp>;
  /** Folded and closed up, and the original of the same length. */
  text: string;
  own: string;
}
