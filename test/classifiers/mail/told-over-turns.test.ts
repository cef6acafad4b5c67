import { describe, expect, it } from 'vitest';
import { localOverTurns } from '../../../classifiers/mail/told-over-turns.js';

const piecesBefore = (text: string) =>
  localOverTurns(text, text.lastIndexOf('\n') + 1).map(({ start, end }) => text.slice(start, end));

describe('localOverTurns', () => {
  it.each`
    turns                                                                      | pieces
    ${'客:エム、オー、アール、アイ、\n係:はい\n客:ドット、ゼロサン\n客:'}      | ${['エム、オー、アール、アイ', 'ドット、ゼロサン']}
    ${'S1: ええと、tachi、\nS2: はい。\nS1: ドット、kawa、\nS2: はい。\nS1: '} | ${['tachi', 'ドット、kawa']}
    ${'客:電話は03の\n係:はい\n客:1234\n客:'}                                  | ${[]}
    ${'客:今日は暑いですね\n係:はい\n客:'}                                     | ${[]}
    ${'客:'}                                                                   | ${[]}
  `('$turns', ({ turns, pieces }) => expect(piecesBefore(turns)).toEqual(pieces));

  it('looks back over a bounded number of turns', () => {
    const turns = '客:エム\n係:はい\n'.repeat(5000);
    expect(piecesBefore(`${turns}客:`).length).toBeLessThanOrEqual(9);
  });
});
