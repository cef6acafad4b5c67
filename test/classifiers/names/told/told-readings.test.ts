import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../../values-of.js';

const namesIn = await valuesOf('PERSON_NAME');

describe('how a name is read', () => {
  it.each([
    'お名前は東です、【ひがし】じゃなくて【あずま】です',
    '【なかしま】ではなくて【なかじま】です',
    '【三枝】と書いて【さえぐさ】です',
    '名字は【新谷】、【しんたに】と読みます',
    '薬局の【小鳥遊】です、【たかなし】、と読みます',
    'はい【榎】さん、【えのき】、の木です',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(namesIn(text)).toEqual(expect.arrayContaining(values.slice(-1)));
  });

  it.each([
    '朝顔、あさがおです',
    '花はさくらではなくてももです',
    '役所ではなく、うえじゃなくてしたです',
    'お金、いくらですか',
    '井戸水のせいではないかと思います',
    'あしたじゃなくてあさってです',
    '町名は「高津」は「たかつ」、「石原」は「いさ」と読みます',
    '今日ではなくて、あしたにしてください',
  ])('nobody in %s', (text) => expect(namesIn(text)).toEqual([]));
});
