import { beforeAll, describe, expect, it } from 'vitest';
import type { Dictionary } from '../../src/text/dictionary.js';
import { loadWordKinds, sharedDictionary } from '../../src/text/tokenizer.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import { WordSteps } from '../../src/text/word-steps.js';

let dictionary: Dictionary;
let words: WordKinds;
beforeAll(async () => {
  dictionary = await sharedDictionary();
  words = await loadWordKinds();
});

const unit = (text: string) => text.charCodeAt(0);

describe('WordSteps', () => {
  it('leads from unit to unit and tells the kinds of the words that end on the way', () => {
    const steps = new WordSteps(dictionary);
    const second = steps.first(unit('山'), unit('田'));
    expect(steps.kindsBefore(second)).toBe(words.of('山', 0, 1));
    expect(steps.kindsOf(second)).toBe(words.of('山田', 0, 2));
    expect(steps.nodeOf(steps.next(steps.nodeOf(second), unit('ぬ')))).toBe(-1);
    expect(steps.kindsBefore(steps.first(unit('山'), 0))).toBe(words.of('山', 0, 1));
    expect(steps.nodeOf(steps.first(unit('山'), 0))).toBe(-1);
  });

  it('gives the same when others have taken the place of what it kept', () => {
    const steps = new WordSteps(dictionary);
    const pairs = Array.from({ length: 60_000 }, (_, at) => [0x4e00 + (at % 20_000), 0x3041 + (at % 86)] as const);
    const read = () =>
      pairs.map(([first, second]) => {
        const step = steps.first(first, second);
        return [steps.kindsBefore(step), steps.kindsOf(step), steps.nodeOf(step)].join();
      });
    const once = read();
    expect(once.some((step) => !step.endsWith('-1'))).toBe(true);
    expect(read()).toEqual(once);
  });
});
