import { describe, expect, it } from 'vitest';
import { areOneName } from '../../../classifiers/names/one-name.js';
import { joinParts } from '../../../src/classify/record/joined-parts.js';
import type { Explanation } from '../../../src/classify/score/explanation.js';

type Part = [value: string, rule: string, score?: number];

function joined(text: string, parts: readonly Part[]): string[] {
  let from = 0;
  const all = parts.map(([value, rule, score = 0.9]) => {
    const start = text.indexOf(value, from);
    from = start + value.length;
    return {
      type: 'PERSON_NAME',
      start,
      end: from,
      score,
      rule: `person-name/${rule}`,
      outcome: 'reported',
    } as Explanation;
  });
  joinParts(text, all, new Map([['PERSON_NAME', areOneName]]));
  return all.filter(({ outcome }) => outcome === 'reported').map(({ start, end }) => text.slice(start, end));
}

describe('joinParts', () => {
  it.each<[string, string, Part[]]>([
    [
      'an unlisted surname and a name in kana',
      '百舌野キヌ',
      [
        ['百舌野', 'judged-surname'],
        ['キヌ', 'judged-katakana'],
      ],
    ],
    [
      'a foreign surname and a given name',
      'モラレス 由香',
      [
        ['モラレス', 'judged-katakana'],
        ['由香', 'judged-given'],
      ],
    ],
    [
      'a surname and a rare given name',
      '百舌野 玄庵',
      [
        ['百舌野', 'judged-surname'],
        ['玄庵', 'judged-given'],
      ],
    ],
    [
      'a given name behind two scripts',
      '百舌野\u3000キヌ子',
      [
        ['百舌野', 'judged-surname'],
        ['キヌ子', 'judged-given'],
      ],
    ],
  ])('makes one of %s', (_what, text, parts) => expect(joined(`世帯主 ${text} 様`, parts)).toEqual([text]));

  it.each<[string, string, Part[]]>([
    [
      'two surnames of a rota',
      '橘 立花',
      [
        ['橘', 'judged-surname'],
        ['立花', 'judged-surname'],
      ],
    ],
    [
      'a row of three',
      'まお 梨央 ナオ',
      [
        ['まお', 'judged-hiragana'],
        ['梨央', 'judged-given'],
        ['ナオ', 'judged-katakana'],
      ],
    ],
    [
      'a given name and its reading',
      '和希かずき',
      [
        ['和希', 'judged-given'],
        ['かずき', 'judged-hiragana'],
      ],
    ],
    [
      'a whole name and the next',
      '森 玄庵 キヌ',
      [
        ['森 玄庵', 'judged-spaced'],
        ['キヌ', 'judged-katakana'],
      ],
    ],
    [
      'a name and how it is written',
      '悠斗 悠々の悠',
      [
        ['悠斗', 'judged-surname'],
        ['悠々の悠', 'spelled'],
      ],
    ],
    [
      'somebody by a given name and the next by surname and title',
      'アンナ 岸本',
      [
        ['アンナ', 'judged-katakana'],
        ['岸本', 'titled'],
      ],
    ],
    [
      'a name in parts and the next',
      'アンナ・マリア 由香',
      [
        ['アンナ・マリア', 'judged-katakana'],
        ['由香', 'judged-given'],
      ],
    ],
    [
      'names with a comma between them',
      '森、キヌ',
      [
        ['森', 'judged-surname'],
        ['キヌ', 'judged-katakana'],
      ],
    ],
  ])('leaves %s', (_what, text, parts) => expect(joined(text, parts)).toEqual(parts.map(([value]) => value)));

  it('takes the surer of the two, with its rule', () => {
    expect(
      joined('百舌野 玄庵', [
        ['百舌野', 'judged-unlisted', 0.5],
        ['玄庵', 'titled', 0.97],
      ]),
    ).toEqual(['百舌野 玄庵']);
  });

  it('keeps the order of start, where what lies between begins later', () => {
    const part = (start: number, end: number, rule: string, score: number, outcome = 'reported') =>
      ({ type: 'PERSON_NAME', start, end, score, rule: `person-name/${rule}`, outcome }) as Explanation;
    const all = [
      part(0, 3, 'judged-unlisted', 0.5),
      part(1, 3, 'judged-surname', 0.2, 'weak'),
      part(4, 6, 'titled', 0.9),
    ];
    const grown = joinParts('百舌野 玄庵', all, new Map([['PERSON_NAME', areOneName]]));
    expect(all.map(({ start }) => start)).toEqual([0, 0, 1]);
    expect(grown.map(({ start, end }) => [start, end])).toEqual([[0, 6]]);
  });
});
