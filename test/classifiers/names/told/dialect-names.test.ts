import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../../values-of.js';

const namesIn = await valuesOf('PERSON_NAME');

describe('who says his name in dialect', () => {
  it.each([
    'わし【中平】じゃが、年金の紙が来んのじゃ',
    'もしもし、【大沼】だず。水道の件で',
    '客：うち【いぐち】やねん。ゴミの日変わったん？',
    '客：【早川】だがね。おととい電話したがね',
    '名前は【くろさわ】いいますねん',
    'おら【佐々木】だべ、道の穴の件だ',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(namesIn(text)).toEqual(values);
  });

  it.each(['客：雨だけど、開いてますか', 'うち留守やねん', '客：ほんまやで。', 'わしは留守じゃけん', '駅前だけど遠い'])(
    'nobody in %s',
    (text) => expect(namesIn(text)).toEqual([]),
  );
});
