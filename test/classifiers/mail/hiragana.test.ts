import { describe, expect, it } from 'vitest';
import { inHiragana } from '../../../classifiers/mail/hiragana.js';

const around = (text: string, sign = 'あっと') => {
  const start = text.indexOf(sign);
  const found = inHiragana(text, start, start + sign.length);
  return found && text.slice(found.start, found.end);
};

describe('inHiragana', () => {
  it.each([
    'えむあいけー あっと いぐざんぷる どっとこむ',
    'おー、えす、まるなな、あっとまーく、example、どっと、jp',
    'ぴー いー あんだーばー rei いち あっと めーる どっと えぐざんぷる',
  ])('finds %s whole', (told) => expect(around(`めーるは ${told} です`)).toBe(told));

  it.each([
    ['no letters', 'きのうは あっと いうまの どっと こむ'],
    ['no domain', 'えむ あい けー あっと おどろく'],
    ['no last label', 'えむ あい けー あっと いう どっと わらう'],
  ])('finds none with %s', (_, told) => expect(around(told)).toBeUndefined());

  it('takes linear time on letters without end', () => {
    const text = `${'えむ、'.repeat(4000)}あっと${'どっと'.repeat(4000)}`;
    const start = text.indexOf('あっと');
    const begun = process.cpuUsage();
    for (let turn = 0; turn < 50; turn++) inHiragana(text, start, start + 3);
    expect(process.cpuUsage(begun).user).toBeLessThan(2_000_000);
  });
});
