import { expect, it } from 'vitest';
import { nobodysName } from '../../../../classifiers/names/nobodys/nobodys-names.js';
import type { Scan } from '../../../../src/classify/scan.js';

function reasonFor(text: string, name: string): string | undefined {
  const start = text.lastIndexOf(name);
  return nobodysName({ text } as Scan, start, start + name.length);
}

it.each`
  text                                                            | name               | why                   | because
  ${'港のマスコット「ゆうきくん」の着ぐるみ'}                     | ${'ゆうき'}        | ${'thing'}            | ${'a mascot is called so'}
  ${'直売所の「野口さんちの梅干し」は売切れ'}                     | ${'野口'}          | ${'thing'}            | ${'it is a product'}
  ${'着ぐるみのゆうきくんと写真を撮れます'}                       | ${'ゆうき'}        | ${'thing'}            | ${'what it is stands before it'}
  ${'園長が「けんたくん人形」を配ります'}                         | ${'けんた'}        | ${'thing'}            | ${'what it is stands behind it'}
  ${'新しいマスコットは「けんたくん」です。雨でけんたくんは休み'} | ${'けんた'}        | ${'thing'}            | ${'it was named in quotes before'}
  ${'公園のブランコから「けんたくん」が落ちたと近所の方'}         | ${'けんた'}        | ${undefined}          | ${'a child plays there'}
  ${'道の駅の「野口さん」に失礼なことを言われた'}                 | ${'野口'}          | ${undefined}          | ${'somebody works there'}
  ${'「野口さんの態度が悪い」と道の駅の客'}                       | ${'野口'}          | ${undefined}          | ${'a complaint is quoted'}
  ${'「野口さん」が着ぐるみを借りに来た'}                         | ${'野口'}          | ${undefined}          | ${'somebody wants the costume'}
  ${'名字の由来を調べている小林さんから'}                         | ${'小林'}          | ${undefined}          | ${'somebody looks into surnames'}
  ${'勘解由小路や東風平といった珍しい姓の本'}                     | ${'東風平'}        | ${'surnames as such'} | ${'a book is about surnames'}
  ${'東風平さん、珍しい姓でよく間違えられるとのこと'}             | ${'東風平'}        | ${undefined}          | ${'somebody bears it'}
  ${'音声認識の辞書 よみ,表記,重み\nふげし,鳳至,0.7'}             | ${'鳳至'}          | ${'dictionary'}       | ${'speech is recognized by it'}
  ${'視力検査 よみ,氏名,右\nふげし,鳳至,0.7'}                     | ${'鳳至'}          | ${undefined}          | ${'somebody sees so well'}
  ${'窓口の小林さんが休みが多いのはなぜか'}                       | ${'小林'}          | ${undefined}          | ${'somebody is absent'}
  ${'犬に噛まれた。犬の飼い主の名前は小林'}                       | ${'小林'}          | ${undefined}          | ${'a dog has an owner'}
  ${'「けんたくん」が着ぐるみを怖がって泣いた'}                   | ${'けんた'}        | ${undefined}          | ${'a child saw the costume'}
  ${'犬がいなくなった。犬の名前はモモ'}                           | ${'モモ'}          | ${'pet'}              | ${'a dog is called so'}
  ${'保護中 トイプードル メス 名は『モモ』 首輪なし'}             | ${'モモ'}          | ${'pet'}              | ${'a lost dog is called so'}
  ${'土佐犬 雄 4歳「リキ」 登録済'}                               | ${'リキ'}          | ${'pet'}              | ${'it is quoted behind what it is'}
  ${'雑種のメスの飼い主「モモ」さん'}                             | ${'モモ'}          | ${undefined}          | ${'its owner is quoted'}
  ${'旧字の齋藤を斎藤に直せるか'}                                 | ${'齋藤'}          | ${'surnames as such'} | ${'it is about how it is written'}
  ${'旧字の濵田が浜田で届く'}                                     | ${'浜田'}          | ${'surnames as such'} | ${'it is the other spelling'}
  ${'旧字の濵田が届かない'}                                       | ${'濵田'}          | ${undefined}          | ${'no other spelling stands beside it'}
  ${'旧字の濵田が浜田になり本人が困る'}                           | ${'濵田'}          | ${undefined}          | ${'somebody is written so'}
  ${'猫 メス 2歳「岸本朋子」が保護'}                              | ${'岸本朋子'}      | ${undefined}          | ${'no pet has a full name'}
  ${'犬の所有 名前:岸本'}                                         | ${'岸本'}          | ${undefined}          | ${'it is whose dog it is'}
  ${'雌雄鑑別師 名前:岸本'}                                       | ${'岸本'}          | ${undefined}          | ${'it is somebody’s work'}
  ${'お住まいは何階ですか 三田です'}                              | ${'三田'}          | ${undefined}          | ${'no place was asked for'}
  ${'お住まいはどちらですか 舟越です'}                            | ${'舟越'}          | ${undefined}          | ${'no place is called so'}
  ${'旧字の齋藤様より'}                                           | ${'齋藤'}          | ${undefined}          | ${'it is somebody who is written so'}
  ${'はい お住まいはどちらですか 三田です では市の窓口へ'}        | ${'三田'}          | ${'asked place'}      | ${'turns stand in one line'}
  ${'記入例が分からないと岡山 一郎様'}                            | ${'岡山 一郎'}     | ${undefined}          | ${'somebody asks about the sample'}
  ${'「野口さんの件です」と販売員から伝言'}                       | ${'野口'}          | ${undefined}          | ${'it is said of a person'}
  ${'「野口様」の着ぐるみへの苦情'}                               | ${'野口'}          | ${undefined}          | ${'nobody calls a mascot 様'}
  ${'名字の多い順は小林、野口'}                                   | ${'小林'}          | ${'surnames as such'} | ${'the sentence is about surnames'}
  ${'この町に小林さんが多いのはなぜか'}                           | ${'小林'}          | ${'surnames as such'} | ${'it means all who are called so'}
  ${'名字の由来を知りたい。小林様より'}                           | ${'小林'}          | ${undefined}          | ${'the next sentence tells who asks'}
  ${'源氏の本を返したい'}                                         | ${'源'}            | ${'clan'}             | ${'it is a clan of history'}
  ${'細川氏の居城を歩く会'}                                       | ${'細川'}          | ${'clan'}             | ${'citizens have no castle'}
  ${'細川氏の間で話がついた'}                                     | ${'細川'}          | ${undefined}          | ${'it is between two'}
  ${'細川氏の自宅'}                                               | ${'細川'}          | ${undefined}          | ${'it is where somebody lives'}
  ${'岡本,おかもと,surname'}                                      | ${'岡本'}          | ${'dictionary'}       | ${'it is a word with its reading and sort'}
  ${'石巻|いしのまき|地名'}                                       | ${'いしのまき'}    | ${'dictionary'}       | ${'it is the reading of a word'}
  ${'小野 里佳,おの りか,施設'}                                   | ${'小野 里佳'}     | ${undefined}          | ${'somebody may be there'}
  ${'小野,おの,名詞,080-2231-7788'}                               | ${'小野'}          | ${undefined}          | ${'words have no telephone'}
  ${'細川氏の間取りの相談'}                                       | ${'細川'}          | ${undefined}          | ${'citizens have rooms'}
  ${'細川氏の菩提寺より'}                                         | ${'細川'}          | ${undefined}          | ${'citizens have graves'}
  ${'surname,岡本,地区'}                                          | ${'岡本'}          | ${undefined}          | ${'a key and its value'}
  ${'岡本,おかもと,市内'}                                         | ${'岡本'}          | ${undefined}          | ${'no sort of word stands there'}
  ${'{"氏名":"おかもと"}'}                                        | ${'おかもと'}      | ${undefined}          | ${'it is somebody’s name'}
  ${'源さんより入電'}                                             | ${'源'}            | ${undefined}          | ${'a title makes it a person'}
  ${'ナニワ タロウ'}                                              | ${'ナニワ タロウ'} | ${'sample'}           | ${'forms are filled in so'}
  ${'岡山 花子(記入例)'}                                          | ${'岡山 花子'}     | ${'sample'}           | ${'it is marked as a sample'}
  ${'岡山 花子様より入電'}                                        | ${'岡山 花子'}     | ${undefined}          | ${'people may be called so'}
  ${'at Hara Street 3'}                                           | ${'Hara Street'}   | ${'place'}            | ${'it ends in a street'}
  ${'Park Min-jun called'}                                        | ${'Park Min-jun'}  | ${undefined}          | ${'Park is a surname'}
`('$name in $text is nobody’s: $why, for $because', ({ text, name, why }) => expect(reasonFor(text, name)).toBe(why));
