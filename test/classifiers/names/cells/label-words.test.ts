import { describe, expect, it } from 'vitest';
import {
  isCalledPlace,
  isThingByField,
  isThingField,
  isTitleOfThings,
  sortOfLabel,
} from '../../../../classifiers/names/cells/label-words.js';
import { fieldNamesOf } from '../../../../src/classify/field-names.js';

describe('sortOfLabel', () => {
  it.each`
    label             | sort
    ${'学校名'}       | ${'thing'}
    ${'神社名'}       | ${'thing'}
    ${'最寄り駅'}     | ${'thing'}
    ${'魚種'}         | ${'thing'}
    ${'犬の呼び名'}   | ${'thing'}
    ${'busStop'}      | ${'thing'}
    ${'breed'}        | ${'thing'}
    ${'駅員'}         | ${'person'}
    ${'飼い主'}       | ${'person'}
    ${'名前'}         | ${'person'}
    ${'site_contact'} | ${'person'}
    ${'備考'}         | ${undefined}
    ${'地区長'}       | ${'person'}
  `('$label: $sort', ({ label, sort }) => expect(sortOfLabel(label)).toBe(sort));
});

describe('isThingField', () => {
  const isThing = (fieldName: string) => isThingField({ text: '小泉', fields: fieldNamesOf({ fieldName }) });

  it.each(['乗車駅', '開催地', '避難所', '犬種', '利用施設', 'bus_stop', 'nearest station'])('%s', (name) =>
    expect(isThing(name)).toBe(true),
  );

  it.each(['駅員', '避難所の責任者', '支所', '病院', 'station_contact', 'name'])('not %s', (name) =>
    expect(isThing(name)).toBe(false),
  );

  it.each`
    text              | is
    ${'小泉 自宅'}    | ${false}
    ${'小泉宅前'}     | ${false}
    ${'小泉様'}       | ${false}
    ${'小泉方'}       | ${false}
    ${'小泉住宅'}     | ${true}
    ${'三宅'}         | ${true}
    ${'小泉・北方面'} | ${true}
  `('$text in a field of places: $is', ({ text, is }) =>
    expect(isThingField({ text, fields: fieldNamesOf({ fieldName: 'location' }) })).toBe(is),
  );
});

describe('isThingByField', () => {
  it.each`
    field           | text         | kind         | is
    ${'location'}   | ${'小泉健'}  | ${'full'}    | ${false}
    ${'地域'}       | ${'小泉健'}  | ${'full'}    | ${false}
    ${'グループ名'} | ${'小泉 健'} | ${'spaced'}  | ${false}
    ${'部屋'}       | ${'小泉健'}  | ${'full'}    | ${false}
    ${'施設'}       | ${'小泉健'}  | ${'full'}    | ${false}
    ${'施設'}       | ${'小泉'}    | ${'surname'} | ${true}
    ${'最寄り駅'}   | ${'宇都宮'}  | ${'full'}    | ${true}
    ${'氏名'}       | ${'小泉'}    | ${'surname'} | ${false}
  `('$text, $kind, in the field $field: $is', ({ field, text, kind, is }) =>
    expect(
      isThingByField({ text, fields: fieldNamesOf({ fieldName: field }) }, { kind, start: 0, end: text.length }),
    ).toBe(is),
  );
});

it('a row begins with what it lists', () => {
  expect(isTitleOfThings('消火栓')).toBe(true);
  expect(isTitleOfThings('避難所別')).toBe(true);
  expect(isTitleOfThings('病院')).toBe(false);
  expect(isTitleOfThings('各病院')).toBe(true);
});

describe('what stands behind the label of places', () => {
  it.each`
    before                      | is
    ${'会場:'}                  | ${true}
    ${'開催地:大阪、富山・'}    | ${true}
    ${'[行き先]'}               | ${true}
    ${'行き先→金沢・'}          | ${true}
    ${'会場:市民会館 担当:'}    | ${false}
    ${'勤務地:堺。'}            | ${false}
    ${'支店名:梅田支店 名義 '}  | ${false}
    ${'出身地:大阪 名前 '}      | ${false}
    ${'最寄り駅:梅田、契約者 '} | ${false}
    ${'会場:大阪、佐藤様、'}    | ${false}
    ${'小会場:'}                | ${false}
  `('$before: $is', ({ before, is }) => expect(isCalledPlace(before)).toBe(is));

  // Arrows would be both items and what stands between them: ways of reading that double with each.
  it.each(['→', '~', '、', 'あ'])('is read once, also behind many %s', (unit) =>
    expect(isCalledPlace(`会場:${unit.repeat(5000)}(`)).toBe(false),
  );
});
