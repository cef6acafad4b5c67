import { type LinearModel, readModel } from '../../src/classify/learned/linear-model.js';
import { lastOffice } from '../offices/public-office.js';
import { lineFeatures } from './line-features.js';

export const LINE_WEIGHTS = 'line-weights';

/**
 * Sum from which a number is taken for a public line. From there on cross-validation by file loses one of somebody's in
 * 1,800; from 0 on it would be four, for a tenth more of nobody's. A missed one is worse than one too many.
 */
export const LEAST_OF_LINE = 0.25;

/** Somebody or a firm beside the number, whatever else stands around: the model is not asked. */
const SOMEBODY_BEFORE =
  /(?:自宅|折り?返|折電|携帯|本人|相談者|申[出請]者|通報者|勤務先|職場|実家|後見人|先生|会社|[(][株有][)]|[㈱㈲]|様|さん|氏)[^。\n]{0,40}$/;
const SOMEBODY_BEHIND = /^[^。\n]{0,16}(?:自宅|折り?返|折電|携帯|本人|[来入受架]電|着信|会社|様|さん|氏)/;
/** What records say of whoever called, on the line of the number or beside it. */
const SOMEBODY_AROUND =
  /男性|女性|高齢|匿名|母|父|妻|夫|息子|娘|日中|[昼夜]間?(?![休])|以降に|対応|種別|件名|相談(?!コーナー|センター|窓口|[室所員])|回答|返信|返答/;
const REACH_BEFORE = 48;
const REACH_BEHIND = 24;

let model: LinearModel | undefined;

/** Whether all around a number says that it is a public line: a desk's, an office's, a list's. */
export function isPublicLine(text: string, start: number, end: number): boolean {
  if (
    SOMEBODY_BEFORE.test(text.slice(Math.max(0, start - REACH_BEFORE), start)) ||
    SOMEBODY_BEHIND.test(text.slice(end, end + REACH_BEHIND))
  )
    return false;
  const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (lastOffice(line) === undefined || SOMEBODY_AROUND.test(linesAround(text, start, end))) return false;
  model ??= readModel(LINE_WEIGHTS);
  const features = lineFeatures(text, start, end);
  return model.sum(features, features.length) >= LEAST_OF_LINE;
}

/** The line of a number, and the lines above and below it. */
function linesAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - 2 * REACH_BEFORE), start).split('\n');
  const behind = text.slice(end, end + 2 * REACH_BEFORE).split('\n');
  return [...before.slice(-2), ...behind.slice(0, 2)].join('\n');
}
