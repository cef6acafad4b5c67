import { describe, expect, it } from 'vitest';
import { inRegionList } from '../../../classifiers/offices/region-list.js';
import { valuesOf } from '../values-of.js';

const names = await valuesOf('PERSON_NAME');
const LIST = '渡島 0138-47-0000/檜山 0139-52-0000/十勝 0155-24-0000\n釧路 0154-43-0000/根室 0153-23-0000';

describe('inRegionList', () => {
  it.each`
    text                                                                         | place   | listed   | because
    ${LIST}                                                                      | ${'檜'} | ${true}  | ${'十勝 and 釧路 are nobody'}
    ${'置賜(0238)26-0000 村山(023)621-0000 中濃(0575)33-0000 東濃(0573)26-0000'} | ${'置'} | ${true}  | ${'the area code may stand in brackets'}
    ${'渡島 0138-47-0000/十勝 0155-24-0000/釧路 0154-43-0000'}                   | ${'渡'} | ${false} | ${'three are too few'}
    ${'山口 083-922-0000/佐野 0283-20-0000/三浦 046-882-0000/上野 03-3831-0000'} | ${'山'} | ${false} | ${'all of them are surnames'}
    ${`堀田 0138-47-0001/${LIST}`}                                               | ${'檜'} | ${false} | ${'堀田 is no place'}
    ${`${LIST}\n檜山さん 0138-47-0001`}                                          | ${'檜'} | ${false} | ${'somebody is in it'}
    ${`携帯のない方\n${LIST}`}                                                   | ${'檜'} | ${false} | ${'it tells of people'}
  `('$text: $listed, as $because', ({ text, place, listed }) =>
    expect(inRegionList(text, text.indexOf(place))).toBe(listed),
  );

  it('leaves the same words to be names elsewhere', () => {
    expect(names(`振興局の代表番号\n${LIST}`)).toEqual([]);
    expect(names('渡島様から電話、折り返しを希望')).toEqual(['渡島']);
    expect(names('お名前は\n客：檜山と申します')).toEqual(['檜山']);
    expect(names('氏名：空知 花子')).toEqual(['空知 花子']);
  });
});
