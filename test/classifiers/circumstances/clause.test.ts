import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clauseAround, withTerms } from '../../../classifiers/circumstances/clause.js';
import { legalRule } from '../../../classifiers/circumstances/rules/legal-rule.js';
import { clausesOfTold } from '../../../classifiers/circumstances/told/told-clauses.js';
import { withoutRepeats } from '../../../classifiers/circumstances/told/told-repeats.js';

function clauseOf(text: string, term: string): string {
  const start = text.indexOf(term);
  const clause = clauseAround(text, start, start + term.length);
  return text.slice(clause.start, clause.end);
}

it.each`
  text                                                                                    | term      | clause                                                                                  | why
  ${'電話。先月に差押の紙が来て、驚いた'}                                                 | ${'差押'} | ${'先月に差押の紙が来て'}                                                               | ${'marks on both sides'}
  ${'差押の紙が来て'}                                                                     | ${'差押'} | ${'差押の紙が来て'}                                                                     | ${'the text ends'}
  ${'駐輪場の屋根がね風でばたばたいうて外れかけとるんですわ はい 差押の紙が来てもうてな'} | ${'差押'} | ${'駐輪場の屋根がね風でばたばたいうて外れかけとるんですわ はい 差押の紙が来てもうてな'} | ${'the beginning is near enough'}
  ${`${'あ'.repeat(50)} はい 差押の紙が来て ${'い'.repeat(50)}`}                          | ${'差押'} | ${'差押の紙が来て'}                                                                     | ${'no mark near: blanks part what is spoken'}
`('takes the clause around a term: $why', ({ text, term, clause }) => expect(clauseOf(text, term)).toBe(clause));

it('takes no more than it reads of a run without marks and blanks', () => {
  const text = `${'あ'.repeat(90)}差押${'い'.repeat(90)}`;
  expect(clauseAround(text, 90, 92)).toEqual({ start: 50, end: 132 });
});

it('gives the same clause whatever larger text surrounds what it reads', () => {
  const piece = fc.string({ unit: fc.constantFrom('あ', '、', ' ', '差', '。', '\n'), maxLength: 60 });
  fc.assert(
    fc.property(piece, piece, piece, piece, (far, before, after, beyond) => {
      const [left, right] = [before.padStart(41, 'う'), after.padEnd(41, 'う')];
      const small = clauseAround(`${left}差押${right}`, left.length, left.length + 2);
      const start = far.length + left.length;
      const large = clauseAround(`${far}${left}差押${right}${beyond}`, start, start + 2);
      expect(large).toEqual({ start: small.start + far.length, end: small.end + far.length });
    }),
  );
});

it('tells which terms stand in a clause and beside it', () => {
  const text = '滞納がある。先月に差押の紙が来て、離婚した';
  const hits = ['滞納', '差押', '離婚'].map((word) => {
    const start = text.indexOf(word);
    return { start, end: start + word.length, cue: legalRule.terms.words.indexOf(word) };
  });
  const bit = (word: string) => 1 << legalRule.terms.groupOf(word);
  expect(withTerms(clauseAround(text, 9, 11), hits, 0, legalRule)).toMatchObject({
    groups: bit('差押'),
    before: bit('滞納'),
    after: bit('離婚'),
  });
});

it('gives terms of one clause the same clause and reports them once, those of two clauses apart', () => {
  const text = '県税の滞納で先月に給料を差押され、離婚の調停が続いている';
  const told = ['滞納', '差押', '離婚'].map((word) => {
    const start = text.indexOf(word);
    const end = start + word.length;
    const sentence = { from: 0, to: text.length, traits: 0, score: 0 };
    return { start, end, hitStart: start, hitEnd: end, group: 1, ...sentence };
  });
  const clauses = clausesOfTold(text, told, [], legalRule);
  expect(clauses[0]).toBe(clauses[1]);
  const judged = told.map((one, at) => ({ ...one, clause: clauses[at]!, probability: 0.9 }));
  const rule = { ...legalRule, joins: /^$/ };
  expect(withoutRepeats(text, judged, rule).map(({ start, end }) => text.slice(start, end))).toEqual([
    '滞納で先月に給料を差押',
    '離婚',
  ]);
});
