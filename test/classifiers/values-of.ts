import { recognizers } from '../../classifiers/index.js';
import { createDetector } from '../../src/classify/detector.js';
import type { InformationType } from '../../src/classify/finding.js';
import { loadPolicy } from '../../src/classify/policy.js';

/** What is found of one type in a text, in order. */
export async function valuesOf(type: InformationType): Promise<(text: string) => string[]> {
  const detector = await createDetector(recognizers, loadPolicy());
  return (text) =>
    detector
      .detect(text)
      .findings.filter((finding) => finding.type === type)
      .map(({ start, end }) => text.slice(start, end));
}

/** A text with its values between 【 and 】: the text without the marks, and the values. */
export function unmarked(marked: string): { text: string; values: string[] } {
  return { text: marked.replace(/[【】]/g, ''), values: [...marked.matchAll(/【(.*?)】/g)].map(([, value]) => value!) };
}
