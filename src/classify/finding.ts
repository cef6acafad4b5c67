import type { Level } from '../base/level.js';

/** Ids of the information types; see `classifiers/policy/bessi4.yaml` for their levels. */
export type InformationType = string;

/** A place in a text that looks like an information type. */
export interface Finding {
  type: InformationType;
  /** UTF-16 offset in the original text, inclusive. */
  start: number;
  /** Exclusive. */
  end: number;
  /** 0–1. */
  score: number;
  /** Which rule of which recognizer found it: `phone-number/labelled`. */
  rule: string;
}

/** Where a text stands: the names that lead to it are context for the recognizers. */
export interface TextContext {
  /** Column header, JSON member name, mail header: `氏名`, `phone`. */
  fieldName?: string;
  /** Names of the enclosing fields, outermost first. */
  path?: readonly string[];
  /** Values of the same record's other fields that name a kind of number, folded: 旅券 beside its number. */
  beside?: readonly string[];
}

/** One text of a record with the names that lead to it, outermost first. */
export interface TextOfRecord {
  name?: string | undefined;
  path: readonly string[];
  text: string;
}

/** Result for one text. `contentLevel` is what these findings alone say by the policy. */
export interface DetectResult {
  contentLevel: Level;
  findings: Finding[];
}

/** Detects in one text. Pure: the same text, context and version give the same result on any machine. */
export type Detect = (text: string, context?: TextContext) => DetectResult;

/** Built once from recognizers, lexicons and policy (loading may be slow), then used for any number of texts. */
export interface Detector {
  detect: Detect;
  /** Findings of each field of one record; what one field says of another's value counts. */
  detectRecord(fields: readonly TextOfRecord[]): Finding[][];
  /** The same of each record of a list, in about two thirds of the time: all their texts are looked at together. */
  detectRecords(records: readonly (readonly TextOfRecord[])[]): Finding[][][];
  /** Level of a kind of record by the policy; unknown kinds are 3. */
  levelOfKind(kind: string): Level;
  /** Findings of one record (all its fields together) → what its content says. */
  levelOfRecord(findings: readonly Finding[]): Level;
  /** Hash over recognizers, lexicons and policy. */
  version: string;
}
