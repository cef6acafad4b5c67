import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrganizationCandidate } from '../../../classifiers/organizations/candidate.js';
import { findOrganizationCandidates } from '../../../classifiers/organizations/organization-candidates.js';
import { KINDS, SOFT_KINDS, SOFT_TRADES, TRADES } from '../../../classifiers/organizations/organization-words.js';
import { tradeWords } from '../../../classifiers/organizations/trade-words.js';
import { WordFinder } from '../../../src/text/word-finder.js';

const finder = new WordFinder([...new Set([...TRADES, ...SOFT_TRADES, ...KINDS, ...SOFT_KINDS])]);

function candidatesIn(text: string): OrganizationCandidate[] {
  const hits = finder.find(text).map(({ word: cue, start, end }) => ({ cue, start, end }));
  const found: OrganizationCandidate[] = [];
  findOrganizationCandidates(text, tradeWords(text, hits), (one) => found.push(one));
  return found;
}

const placesIn = (text: string) => candidatesIn(text).map(({ start, end }) => text.slice(start, end));

describe('places that may be the name of an organisation', () => {
  it.each`
    text                                  | place
    ${'取引先の丹後メッキの社長'}         | ${'丹後メッキ'}
    ${'口座はことひら銀行丸亀支店です'}   | ${'ことひら銀行'}
    ${'業者のまるとく弁当へ照会'}         | ${'まるとく弁当'}
    ${'まるよし醸造から電話'}             | ${'まるよし醸造'}
    ${'店はスナック忍です'}               | ${'スナック忍'}
    ${'宿の名はペンションやまがみで'}     | ${'ペンションやまがみ'}
    ${'売店「はまゆう」は休み'}           | ${'はまゆう'}
    ${'宛先は高浜クリニック様'}           | ${'高浜クリニック'}
    ${'七五三は写真のカワムラで'}         | ${'写真のカワムラ'}
    ${'直売は泉の谷ファームへ'}           | ${'泉の谷ファーム'}
    ${'仕出しは味の千鳥亭に頼んだ'}       | ${'味の千鳥亭'}
    ${'かかりつけはクリニックまつだです'} | ${'クリニックまつだ'}
    ${'電話で頼んだすみれ薬局に照会'}     | ${'すみれ薬局'}
    ${'今日からつばめ荘に移る'}           | ${'つばめ荘'}
    ${'口座は備後ひなぎく銀行です'}       | ${'備後ひなぎく銀行'}
    ${'弊社高浜クレーンの件'}             | ${'高浜クレーン'}
    ${'実習先丹後製氷より'}               | ${'丹後製氷'}
    ${'部品は丹後ねじから'}               | ${'丹後ねじ'}
    ${'JAひなげしの営農課'}               | ${'JAひなげし'}
    ${'JAひなげし高浜の営農課'}           | ${'JAひなげし高浜'}
    ${'予約は旅籠 まつばで'}              | ${'旅籠 まつば'}
    ${'修理は金物の高浜に頼む'}           | ${'金物の高浜'}
  `('$place in $text', ({ text, place }) => {
    expect(placesIn(text)).toContain(place);
  });

  it('are not any two words with の between', () => {
    expect(placesIn('担当の職員が課の電話で')).not.toContain('担当の職員');
    expect(placesIn('近所の銀行')).not.toContain('近所の銀行');
  });

  it.each`
    text                    | none
    ${'駅前にある銀行で'}   | ${'駅前にある銀行'}
    ${'犬を診てくれる病院'} | ${'くれる病院'}
    ${'物産展の高浜うどん'} | ${'高浜うどん'}
    ${'高浜の家に帰る'}     | ${'高浜の家'}
    ${'薬局は別の所'}       | ${'薬局は別'}
    ${'旅館の女将から'}     | ${'旅館の女将'}
  `('$none in $text is none', ({ text, none }) => {
    expect(placesIn(text)).not.toContain(none);
  });

  it('begin with no kind of house that is a part of a Latin word', () => {
    expect(candidatesIn('JAN 4901234').map(({ house }) => house)).toEqual([0]);
  });

  it('are few and lie in the text, whatever it is', () => {
    const piece = fc.constantFrom(
      '丹後',
      'メッキ',
      '銀行',
      'ことひら',
      'の',
      'スナック',
      '「',
      '」',
      ' ',
      '、',
      '様',
      'A',
      '1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const found = candidatesIn(text);
        expect(found.length).toBeLessThanOrEqual(text.length * 4);
        for (const { start, end, coreStart, coreEnd } of found) {
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(coreStart).toBeGreaterThanOrEqual(start);
          expect(coreEnd).toBeLessThanOrEqual(end);
        }
      }),
    );
  });

  it('are looked for in steps that grow with the text', () => {
    const stepsFor = (length: number) =>
      candidatesIn('銀行'.repeat(length)).length + candidatesIn('「'.repeat(length)).length;
    expect(stepsFor(4000)).toBeLessThanOrEqual(2 * stepsFor(2000) + 40);
  });
});
