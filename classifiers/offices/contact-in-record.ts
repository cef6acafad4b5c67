import type { Finding } from '../../src/classify/finding.js';
import { type LinearModel, readModel } from '../../src/classify/learned/linear-model.js';
import { normalize } from '../../src/text/normalized.js';
import { LIVES } from '../addresses/labels.js';
import { MOBILE_OR_IP } from '../phone/subscriber-number.js';
import { contactFeatures, READ } from './contact-features.js';

export const CONTACT_WEIGHTS = 'contact-weights';

/**
 * Sum from which a record tells of somebody. Below it cross-validation by file loses one record of somebody's for 187 of
 * nobody's, from -0.5 on it would be five for 208: see `bench/train-contacts.ts --check`.
 */
export const LEAST_OF_SOMEBODY = -1;
/** Units of a record that says too little beside its number to be called a notice of anybody's. */
const LEAST_READ = 50;

/** Units around a finding in which words may say whose it is. */
const REACH = 64;
const WRITTEN_NUMBER = /\/(?:grouped|plain|regrouped|said-again)$/;
const WRITTEN_ADDRESS = /\/(?:whole|town|no-block)$/;
const HOME =
  /(?:住所|住まい|居所|居住|転居|転入|引っ?越|自宅|お宅|実家|本籍|届け?先|送付先|郵送先|発送先|宛先|方)[^\n]{0,12}$/;
/** Fields of a log that hold the number of who calls. */
const CALLER = /ani$|caller|calling|from|発信|発番|相手|連絡先|折り?返/i;

/** Somebody or a firm beside the number, whatever else the record tells: the model is not asked. */
const SOMEBODY_BEFORE =
  /(?:自宅|折り?返|折電|携帯|本人|相談者|申[出請]者|通報者|勤務先|職場|実家|後見人|先生|会社|[(][株有][)]|[㈱㈲]|様|さん|氏)[^。\n]{0,40}$/;
const SOMEBODY_BEHIND = /^[^。\n]{0,16}(?:自宅|折り?返|折電|携帯|本人|[来入受架]電|着信|会社|様|さん|氏)/;

let model: LinearModel | undefined;

/** Whether a number is only as good as its record: a fixed line, in digits, beside nobody. */
export function numberHangs({ rule, start, end }: Finding, text: string): boolean {
  if (!WRITTEN_NUMBER.test(rule)) return false;
  const around = aroundOf(text, start, end);
  const digits = around.text.slice(around.start, around.end).replace(/[^0-9]/g, '');
  return (
    digits.startsWith('0') &&
    !MOBILE_OR_IP.test(digits) &&
    !SOMEBODY_BEFORE.test(around.text.slice(0, around.start)) &&
    !SOMEBODY_BEHIND.test(around.text.slice(around.end))
  );
}

/** The same of an address: no word says that somebody lives there. */
export function addressHangs({ rule, start, end }: Finding, text: string): boolean {
  if (!WRITTEN_ADDRESS.test(rule)) return false;
  const around = aroundOf(text, start, end);
  return !HOME.test(around.text.slice(0, around.start)) && !LIVES.test(around.text.slice(around.end));
}

/** Whether a record whose only datum is a fixed line or an address tells of somebody, by all its texts. */
export function tellsOfSomebody(
  texts: readonly string[],
  _found: readonly Finding[],
  names: readonly (string | undefined)[],
): boolean {
  if (!isLeftToModel(texts, names)) return true;
  model ??= readModel(CONTACT_WEIGHTS);
  const { features, slight, share } = contactFeatures(texts, names);
  return model.sum(features, features.length) + model.sum(slight, slight.length) * share >= LEAST_OF_SOMEBODY;
}

/** Short records and logs of calls are somebody's; of long ones, what stands behind the beginning may be of another kind. */
export function isLeftToModel(texts: readonly string[], names: readonly (string | undefined)[]): boolean {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return length >= LEAST_READ && length <= READ && !names.some((name) => name !== undefined && CALLER.test(name));
}

function aroundOf(text: string, start: number, end: number): { text: string; start: number; end: number } {
  const from = Math.max(0, start - REACH);
  return { text: normalize(text.slice(from, end + REACH)).text, start: start - from, end: end - from };
}
