import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../../src/classify/detector.js';
import { loadPolicy } from '../../../../src/classify/policy.js';

let detector: ExplainingDetector;

beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

/** What the rule sees, also where another rule is surer of it. */
const seenBy = (rule: string, text: string) =>
  detector
    .explain(text)
    .filter((one) => one.rule === `person-name/${rule}`)
    .map(({ start, end }) => text.slice(start, end));

describe('a row', () => {
  it.each`
    text                                                  | names
    ${'立会いは長谷川さん、藤井さん、樫の三名'}           | ${[]}
    ${'長谷川さん、藤井さん、垣根、樫で回収しました。'}   | ${[]}
    ${'長谷川さん、藤井さん、樫で回収しました。'}         | ${['樫']}
    ${'署名は長谷川さんと樫でお願いします。'}             | ${['樫']}
    ${'長谷川さん、樫のほうへ'}                           | ${[]}
    ${'長谷川さん 樫 藤井さん'}                           | ${[]}
  `('of certain names vouches for $names in $text', ({ text, names }) => expect(seenBy('in-row', text)).toEqual(names));
});
