import { expect, it } from 'vitest';
import { nobodysName } from '../../../classifiers/names/nobodys-names.js';
import type { Scan } from '../../../src/classify/scan.js';

function reasonFor(text: string, name: string): string | undefined {
  const start = text.lastIndexOf(name);
  return nobodysName({ text } as Scan, start, start + name.length);
}

it.each`
  text                                                      | name               | why                   | because
  ${'港のマスコット「ゆうきくん」の着ぐるみ'}               | ${'ゆうき'}        | ${'thing'}            | ${'a mascot is called so'}
  ${'直売所の「野口さんちの梅干し」は売切れ'}               | ${'野口'}          | ${'thing'}            | ${'it is a product'}
  ${'着ぐるみのゆうきくんと写真を撮れます'}                 | ${'ゆうき'}        | ${'thing'}            | ${'what it is stands before it'}
  ${'園長が「けんたくん人形」を配ります'}                   | ${'けんた'}        | ${'thing'}            | ${'what it is stands behind it'}
  ${'遊具の愛称は「けんたくん」です。雨でけんたくんは休み'} | ${'けんた'}        | ${'thing'}            | ${'it was named in quotes before'}
  ${'「野口さんの件です」と販売員から伝言'}                 | ${'野口'}          | ${undefined}          | ${'it is said of a person'}
  ${'「野口様」の着ぐるみへの苦情'}                         | ${'野口'}          | ${undefined}          | ${'nobody calls a mascot 様'}
  ${'名字の多い順に調べた小林さんの本'}                     | ${'小林'}          | ${'surnames as such'} | ${'the sentence is about surnames'}
  ${'この町に小林さんが多いのはなぜか'}                     | ${'小林'}          | ${'surnames as such'} | ${'it means all who are called so'}
  ${'名字の由来を知りたい。小林様より'}                     | ${'小林'}          | ${undefined}          | ${'the next sentence tells who asks'}
  ${'源氏の本を返したい'}                                   | ${'源'}            | ${'clan'}             | ${'it is a clan of history'}
  ${'源さんより入電'}                                       | ${'源'}            | ${undefined}          | ${'a title makes it a person'}
  ${'ナニワ タロウ'}                                        | ${'ナニワ タロウ'} | ${'sample'}           | ${'forms are filled in so'}
  ${'岡山 花子(記入例)'}                                    | ${'岡山 花子'}     | ${'sample'}           | ${'it is marked as a sample'}
  ${'岡山 花子様より入電'}                                  | ${'岡山 花子'}     | ${undefined}          | ${'people may be called so'}
  ${'at Hara Street 3'}                                     | ${'Hara Street'}   | ${'place'}            | ${'it ends in a street'}
  ${'Park Min-jun called'}                                  | ${'Park Min-jun'}  | ${undefined}          | ${'Park is a surname'}
`('$name in $text is nobody’s: $why, for $because', ({ text, name, why }) => expect(reasonFor(text, name)).toBe(why));
