import { phoneNumber } from '../classifiers/jp/phone-number.js';
import { lineFeatures } from '../classifiers/phone/line-features.js';
import { MOBILE_OR_IP } from '../classifiers/phone/subscriber-number.js';
import { createDetector } from '../src/classify/detector.js';
import { loadPolicy } from '../src/classify/policy.js';
import { normalize } from '../src/text/normalized.js';
import { groupedDevelopmentPart } from './development-part.js';
import type { Example } from './linear-training.js';

export interface LineExample extends Example {
  /** A fixed line: of its kind are all that the model is asked about. */
  isAsked: boolean;
  level: number;
  record: string;
  text: string;
  start: number;
  end: number;
}

/** Free numbers stand where public lines do, mobile ones where somebody's stand; neither is ever asked about. */
const BESIDES = 0.5;
const FREE = /(?<![0-9-])(?:0120|0570|0800)[-( ]?[0-9]{2,3}[-) ]?[0-9]{3,4}(?![0-9-])/g;

/** Telephone numbers as their shape alone finds them: no office, notice or list rules one out. */
const { veto: _, judge: __, ...byShape } = phoneNumber;
const detector = await createDetector([byShape], loadPolicy());

/** All telephone numbers of the development part, positive where they are nobody's. */
export function lineExamples(): LineExample[] {
  return groupedDevelopmentPart().flatMap(({ group, record }) => {
    const found = detector.detectRecord(
      record.fields.map(({ name, path, text }) => (name === null ? { path, text } : { name, path, text })),
    );
    return record.fields.flatMap(({ text: original, spans }, field) => {
      const { text } = normalize(original);
      const examples: LineExample[] = [];
      const add = (start: number, end: number, positive: boolean, isAsked: boolean) =>
        examples.push({
          features: lineFeatures(text, start, end),
          positive,
          weight: isAsked ? 1 : BESIDES,
          group,
          isAsked,
          level: record.contentLevel,
          record: `${group} ${record.locator}`,
          text,
          start,
          end,
        });
      for (const { start, end, rule } of found[field]!) {
        const own = spans.filter((span) => span.start < end && span.end > start);
        const isSomebodys = own.some(({ type }) => type === phoneNumber.type);
        if (own.length > 0 && !isSomebodys) continue;
        const digits = text.slice(start, end).replace(/[^0-9]/g, '');
        const isMobile = MOBILE_OR_IP.test(digits) || !/grouped|plain|spoken/.test(rule);
        if (!isMobile || isSomebodys) add(start, end, !isSomebodys, !isMobile);
      }
      // Composed records repeat the same few.
      if (group === record.file)
        for (const { index, 0: number } of text.matchAll(FREE)) add(index, index + number.length, true, false);
      return examples;
    });
  });
}
