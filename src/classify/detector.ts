import { canonicalHash } from '../base/canonical-json.js';
import { closedUp, moveBack } from '../text/closed-up.js';
import { forgetTexts } from '../text/last-text.js';
import { withReadDigits } from '../text/misread-digits.js';
import { normalize } from '../text/normalized.js';
import { loadTokenizer, loadWordKinds } from '../text/tokenizer.js';
import { piecesOf } from '../text/windows.js';
import { type AllowList, allowedValues } from './allow-list.js';
import { bandOf, LIKELY } from './confidence.js';
import { byField, conversationOf } from './conversation.js';
import { ECHO_SCORE, echoesOf } from './echo.js';
import { type Explanation, reported } from './explanation.js';
import { type FieldNames, fieldNamesOf } from './field-names.js';
import { Finders } from './finders.js';
import type { Detector, TextContext, TextOfRecord } from './finding.js';
import { fingerprint } from './fingerprint.js';
import { inParts, joinedFieldsOf } from './joined-fields.js';
import { Judges } from './judges.js';
import { KnownEmpty } from './known-empty.js';
import { lexemesOf } from './lexemes.js';
import { readLexicon } from './lexicon.js';
import { NumberFinder } from './numbers.js';
import { disjoint, withoutOverlap } from './overlap.js';
import { levelOfKind, levelOfRecord, type Policy } from './policy.js';
import { rowOf } from './published-row.js';
import type { Candidate, Recognizer } from './recognizer.js';
import { RestOfRecord } from './rest-of-record.js';
import { digitsWithin, type FoundNumber, saidAgain } from './said-again.js';
import { type Scan, scanText } from './scan.js';
import { scoreOf } from './score.js';
import { Topics } from './topics.js';

/** Raised by hand when the engine's own rules change: another version means that records are read again. */
const ENGINE_VERSION = 9;

/** No recognizer looks further than this from where a finding starts; see `piecesOf`. */
export const MARGIN = 1024;
const PIECE = 1 << 18;

export type { Explanation } from './explanation.js';

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
  const numbers = new NumberFinder(recognizers);
  const echoing = new Set(recognizers.filter(({ echoes }) => echoes).map(({ type }) => type));
  const knownEmpty = new KnownEmpty();
  const isAllowed = options.allow ? allowedValues(options.allow) : undefined;
  const pieceSize = options.pieceSize ?? PIECE;

  const finders = new Finders(recognizers);
  const topics = new Topics(recognizers);
  const judges = new Judges(recognizers);
  const restOfRecord = new RestOfRecord(recognizers, policy);
  const ruleNames = recognizers.map(() => new Map<string, string>());
  /** The piece that is being looked at, and what was found in it: one function for all texts takes what is found. */
  let scan: Scan | undefined;
  let explained: Explanation[] = [];
  /** Numbers that were found in the piece, for what repeats them. */
  let numbersFound: FoundNumber[] = [];

  function take(index: number, candidate: Candidate): void {
    const recognizer = recognizers[index]!;
    const { score, base, context, word, check } = scoreOf(scan!, recognizer, index, candidate);
    if (score <= 0) return;
    const explanation: Explanation = {
      type: recognizer.type,
      start: candidate.start,
      end: candidate.end,
      rule: ruleName(index, candidate.rule),
      score: Math.round(score * 1000) / 1000,
      base,
      context,
      word,
      check,
      band: bandOf(score),
      outcome: score < LIKELY ? 'weak' : 'reported',
    };
    if (score >= LIKELY && recognizer.digits !== undefined) {
      const { start, end, digits = digitsWithin(scan!, start, end) } = candidate;
      numbersFound.push({ index, start, end, digits });
    }
    if (!candidate.pieces) explained.push(explanation);
    else for (const { start, end } of candidate.pieces) explained.push({ ...explanation, start, end });
  }

  function ruleName(index: number, rule: string): string {
    let name = ruleNames[index]!.get(rule);
    if (name === undefined) {
      name = `${recognizers[index]!.name}/${rule}`;
      ruleNames[index]!.set(rule, name);
    }
    return name;
  }

  /** Candidates of one piece, scored; offsets in the piece. */
  function candidatesOf(text: string, original: string, fields: FieldNames, beside: readonly string[]): Explanation[] {
    scan = scanText(text, original, fields, lexemes, tokenize, words, beside);
    // A text before this one may have ended in an error.
    [explained, numbersFound] = [[], []];
    numbers.find(scan, take);
    finders.find(scan, take);
    takeSaidAgain(scan);
    const ofRules = numbersFound.length;
    judges.judge(scan, explained, take);
    // What repeats a number may be told where nothing around it says so, and only the judge knew the number.
    if (numbersFound.length > ofRules) takeSaidAgain(scan);
    numbersFound = [];
    const found = explained;
    // Nothing of a text stays here.
    scan = undefined;
    explained = [];
    forgetTexts();
    return found;
  }

  function takeSaidAgain(scan: Scan): void {
    if (numbersFound.length === 0) return;
    const taken = explained.filter(({ outcome }) => outcome === 'reported');
    saidAgain(scan, numbersFound, taken, take);
  }

  function candidatesOfPieces(
    text: string,
    original: string,
    fields: FieldNames,
    beside: readonly string[],
  ): Explanation[] {
    const all: Explanation[] = [];
    for (const { keep, read } of piecesOf(text.length, pieceSize, MARGIN)) {
      const [part, originalPart] = [text.slice(read.start, read.end), original.slice(read.start, read.end)];
      for (const one of candidatesOf(part, originalPart, fields, beside)) {
        const start = one.start + read.start;
        if (start < keep.start || start >= keep.end) continue;
        one.end += read.start;
        one.start = start;
        all.push(one);
      }
    }
    return all;
  }

  function raiseEchoes(text: string, all: readonly Explanation[]): void {
    if (!all.some(({ outcome }) => outcome === 'weak')) return;
    const weak = all.filter(({ outcome, type }) => outcome === 'weak' && echoing.has(type));
    if (weak.length === 0 || weak.length === all.length) return;
    const sure = all.filter(({ outcome }) => outcome === 'reported');
    for (const one of echoesOf(text, weak, sure)) {
      one.score = ECHO_SCORE;
      one.band = bandOf(ECHO_SCORE);
      one.outcome = 'reported';
      one.word = 'said for certain elsewhere';
    }
  }

  function explain(original: string, context?: TextContext): Explanation[] {
    const seen = explainText(original, context);
    restOfRecord.settle([seen]);
    return seen;
  }

  function explainText(original: string, context?: TextContext): Explanation[] {
    const fields = fieldNamesOf(context);
    const beside = context?.beside ?? NOTHING_BESIDE;
    if (beside.length === 0 && knownEmpty.has(original, fields)) return [];
    const folded = withReadDigits(normalize(original).text);
    const closed = closedUp(folded, original);
    const [text, own] = closed ? [closed.text, closed.original] : [folded, original];
    const all =
      text.length <= pieceSize
        ? candidatesOf(text, own, fields, beside)
        : candidatesOfPieces(text, own, fields, beside);
    if (all.length === 0) {
      if (beside.length === 0) knownEmpty.add(original, fields);
      return all;
    }
    raiseEchoes(text, all);
    if (closed) for (const one of all) moveBack(one, closed);
    if (isAllowed)
      for (const one of all) {
        if (one.outcome === 'reported' && isAllowed(one.type, original.slice(one.start, one.end)))
          one.outcome = 'allowed';
      }
    if (all.length === 1) return all;
    all.sort((one, other) => one.start - other.start || one.end - other.end || other.score - one.score);
    if (!disjoint(all)) {
      const kept = new Set(withoutOverlap(all.filter(({ outcome }) => outcome !== 'weak')));
      for (const one of all) if (one.outcome === 'reported' && !kept.has(one)) one.outcome = 'overlapped';
    }
    return all;
  }

  function detect(text: string, context?: TextContext) {
    const findings = reported(explain(text, context));
    return { contentLevel: levelOfRecord(policy, findings), findings };
  }

  function explainRecord(fields: readonly TextOfRecord[]): Explanation[][] {
    const conversation = conversationOf(fields);
    if (conversation) return byField(fields, conversation, explain(conversation.text));
    const beside = fields.length < 2 ? NOTHING_BESIDE : (rowOf(fields) ?? topics.of(textsOf(fields)));
    const explained = fields.map(({ name, path, text }) =>
      explainText(text, name === undefined ? { path, beside } : { fieldName: name, path, beside }),
    );
    for (const joined of joinedFieldsOf(fields)) {
      for (const [place, found] of inParts(fields, joined, explainText(joined.text)).entries())
        if (found.length > 0) explained[joined.at + place] = found;
    }
    restOfRecord.settle(explained);
    return explained;
  }

  return {
    detect,
    detectRecord: (fields) => explainRecord(fields).map(reported),
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

const NOTHING_BESIDE: readonly string[] = [];

function* textsOf(fields: readonly TextOfRecord[]): Generator<string> {
  for (const { text } of fields) yield text;
}
