import { type LinearModel, readModel } from '../../src/classify/learned/linear-model.js';
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
const REACH_BEFORE = 48;
const REACH_BEHIND = 24;

let model: LinearModel | undefined;

/** Whether words beside a number say whose it is: somebody's or a firm's. */
export function isBesideSomebody(text: string, start: number, end: number): boolean {
  return (
    SOMEBODY_BEFORE.test(text.slice(Math.max(0, start - REACH_BEFORE), start)) ||
    SOMEBODY_BEHIND.test(text.slice(end, end + REACH_BEHIND))
  );
}

/** Whether all around a number says that it is a public line: a desk's, an office's, a list's. */
export function isPublicLine(text: string, start: number, end: number): boolean {
  if (isBesideSomebody(text, start, end)) return false;
  model ??= readModel(LINE_WEIGHTS);
  const features = lineFeatures(text, start, end);
  return model.sum(features, features.length) >= LEAST_OF_LINE;
}
