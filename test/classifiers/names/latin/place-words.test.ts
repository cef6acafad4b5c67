import { describe, expect, it } from 'vitest';
import { isPlaceInLatin } from '../../../../classifiers/names/latin/place-words.js';

/** What stands in brackets is looked at. */
function isPlace(marked: string): boolean {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  return isPlaceInLatin(marked.replace('[', '').replace(']', ''), start, end);
}

describe('isPlaceInLatin', () => {
  it.each`
    marked                             | place    | why
    ${'[Kaede Hall] is closed'}        | ${true}  | ${'a hall'}
    ${'[Kaede] Hall is closed'}        | ${true}  | ${'a part of it'}
    ${'near Mt. [Kuroiwa]'}            | ${true}  | ${'a mountain'}
    ${'Bakery [Rosa]'}                 | ${true}  | ${'a shop'}
    ${'the [Fujino River] rises'}      | ${true}  | ${'a river'}
    ${'turn left at [Wakaba-cho]'}     | ${true}  | ${'a town'}
    ${'He moved to [Kofu] in May'}     | ${true}  | ${'a place that everybody knows'}
    ${'Kure - [Hiroshima]'}            | ${true}  | ${'a route'}
    ${'cheaper than [Suita] by bus'}   | ${true}  | ${'places are compared'}
    ${'4-1 Midorino, [Kadoma]'}        | ${true}  | ${'the end of an address'}
    ${'Aozora Bank / [Uji] / savings'} | ${true}  | ${'a branch behind its bank'}
    ${'older than [Morioka]'}          | ${false} | ${'people are compared too'}
    ${'tel 072-000-1111, [Kadoma]'}    | ${false} | ${'a telephone is no number of a house'}
    ${'Best wishes, [Kadoma]'}         | ${false} | ${'the end of a letter'}
    ${'[Emma Hall] called'}            | ${false} | ${'a given name of a person before a surname'}
    ${'my name is [Aoi Park]'}         | ${false} | ${'somebody says it'}
    ${'Mr. [Kofu] called'}             | ${false} | ${'a title before it'}
    ${'[Midori Hall]様より'}           | ${false} | ${'a title behind it'}
    ${'[Choi Eun-ji] asks'}            | ${false} | ${'a Korean given name'}
    ${'[Ichiro Kato] lives in Nagano'} | ${false} | ${'no place beside it'}
    ${'[Yamada Taro] store manager'}   | ${false} | ${'a whole name before an ordinary word'}
    ${'Cafe [Yamada Taro] called'}     | ${false} | ${'a whole name behind a shop'}
    ${'担当 [Yamada Taro] Line: taro'} | ${false} | ${'a label behind it'}
    ${'Contact: [Kenji Hill], tel'}    | ${false} | ${'a label before it'}
    ${'[Nick Park], phone 090-1234'}   | ${false} | ${'a number behind it'}
    ${'[Đường Lê Lai] đông xe'}        | ${true}  | ${'a street with its head'}
    ${'Đường [Lê Lai] đông xe'}        | ${true}  | ${'a street in Vietnam'}
    ${'festa na Rua [João Alves]'}     | ${true}  | ${'a street in Brazil'}
    ${'về [Việt Nam] rồi'}             | ${true}  | ${'a country'}
    ${'ông [Lê Lai] gọi'}              | ${false} | ${'somebody calls'}
    ${'[Midori] station'}              | ${true}  | ${'a station in small letters'}
    ${'[山田]'}                        | ${false} | ${'not in Latin letters'}
  `('$marked is a place: $place, as it is $why', ({ marked, place }) => expect(isPlace(marked)).toBe(place));
});
