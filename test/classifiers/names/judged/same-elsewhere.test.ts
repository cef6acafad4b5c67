import { describe, expect, it } from 'vitest';
import { ELSEWHERE, type Elsewhere, sameElsewhere } from '../../../../classifiers/names/judged/same-elsewhere.js';

function seenOf(text: string, surface: string): Elsewhere {
  const into = { times: 0, seen: 0 };
  const start = text.indexOf(surface);
  sameElsewhere(text, start, start + surface.length, into);
  return into;
}

describe('sameElsewhere', () => {
  it.each([
    ['石川から電話。石川様は折返し希望。', 'titled'],
    ['石川から電話。石川太郎さんのこと。', 'titled'],
    ['石川から電話。石川県の制度について。', 'place'],
    ['石川から電話。石川と申しますとのこと。', 'introduced'],
    ['石川から電話。\n氏名:石川', 'labelled'],
    ['石川から電話。石川太郎', 'longer'],
  ] as const)('sees in %s what is said of the name elsewhere', (text, bit) => {
    const { times, seen } = seenOf(text, '石川');
    expect(times).toBe(1);
    expect(seen & ELSEWHERE[bit]).not.toBe(0);
  });

  it('sees nothing of a name that stands once', () => {
    expect(seenOf('石川様から電話', '石川')).toEqual({ times: 0, seen: 0 });
  });

  it('looks no farther than its reach, so that a text may be read in pieces', () => {
    expect(seenOf(`石川から電話${'あ'.repeat(600)}石川様`, '石川').times).toBe(0);
  });

  it('stops counting', () => {
    expect(seenOf('林'.repeat(40), '林').times).toBe(3);
  });
});
