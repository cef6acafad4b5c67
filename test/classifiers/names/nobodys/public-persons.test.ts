import { expect, it } from 'vitest';
import { PUBLIC_LEXICONS } from '../../../../classifiers/names/nobodys/listed-persons.js';
import { publicPerson } from '../../../../classifiers/names/nobodys/public-persons.js';
import { fieldNamesOf } from '../../../../src/classify/field-names.js';
import { readLexicon } from '../../../../src/classify/lexicon.js';
import type { Scan } from '../../../../src/classify/scan.js';

const scanOf = (text: string, fieldName?: string) =>
  ({ text, answers: undefined, fields: fieldNamesOf(fieldName === undefined ? undefined : { fieldName }) }) as Scan;

function reasonFor(text: string, name: string, fieldName?: string): string | undefined {
  const start = text.lastIndexOf(name);
  return publicPerson(scanOf(text, fieldName), start, start + name.length);
}

it.each`
  text                      | start | end   | why          | because
  ${'空海の生涯'}           | ${0}  | ${2}  | ${'history'} | ${'the list has the whole name'}
  ${'豊臣秀吉の'}           | ${2}  | ${4}  | ${'history'} | ${'what stands before it makes it a name of the list'}
  ${'豊臣 秀吉'}            | ${0}  | ${5}  | ${'history'} | ${'a space changes nothing'}
  ${'蕪村(ぶそん)'}         | ${3}  | ${6}  | ${undefined} | ${'the list has no name of one part'}
  ${'与謝蕪村(よさぶそん)'} | ${5}  | ${10} | ${'history'} | ${'it is how a name of the list is read'}
  ${'与謝蕪村(小野が担当)'} | ${5}  | ${7}  | ${undefined} | ${'a bracket holds more than a reading'}
  ${'山本八重'}             | ${0}  | ${4}  | ${undefined} | ${'people bear the same name'}
  ${'林空海'}               | ${0}  | ${3}  | ${undefined} | ${'the end of a name that begins the text is not a name by itself'}
  ${'空海様より'}           | ${0}  | ${2}  | ${undefined} | ${'someone with a title is of the record'}
`('$text from $start to $end is of history: $why, for $because', ({ text, start, end, why }) =>
  expect(publicPerson(scanOf(text), start, end)).toBe(why),
);

it.each`
  text                                 | start | end  | why
  ${'矢板 研氏の破産管財人に選任され'} | ${0}  | ${4} | ${undefined}
  ${'矢板 研氏の成年後見人に就任した'} | ${0}  | ${4} | ${undefined}
  ${'矢板 研氏を会長に選任した'}       | ${0}  | ${4} | ${'fame'}
`('$text: who looks after somebody is appointed, and not famous: $why', ({ text, start, end, why }) =>
  expect(publicPerson(scanOf(text), start, end)).toBe(why),
);

it.each`
  text                                 | start | end  | why          | because
  ${'ドラマの大泉洋さん出てはった'}    | ${4}  | ${7} | ${'fame'}    | ${'talk says さん of the famous too'}
  ${'月亭方正さんおもろい'}            | ${0}  | ${4} | ${'fame'}    | ${'no citizen has a name of the stage'}
  ${'大泉洋さんから電話'}              | ${0}  | ${3} | ${undefined} | ${'who calls may share the name'}
  ${'大泉洋様'}                        | ${0}  | ${3} | ${undefined} | ${'citizens are called 様'}
  ${'氏名 大泉洋'}                     | ${3}  | ${6} | ${undefined} | ${'a label vouches for it'}
  ${'矢板 研さん(漫才師)を迎えて'}     | ${0}  | ${4} | ${'fame'}    | ${'a calling of the stage stands behind it'}
  ${'矢板 研さん(会社員)が来所'}       | ${0}  | ${4} | ${undefined} | ${'anybody has such a calling'}
  ${'矢板 研氏設計の図書館'}           | ${0}  | ${4} | ${'fame'}    | ${'a building is called by its architect'}
  ${'矢板 研さんが設計の変更を求めた'} | ${0}  | ${4} | ${undefined} | ${'a builder asks'}
  ${'案内役 矢板 研さん'}              | ${4}  | ${8} | ${'role'}    | ${'a programme says what he does'}
`('$text from $start to $end is public: $why, for $because', ({ text, start, end, why }) =>
  expect(publicPerson(scanOf(text), start, end)).toBe(why),
);

it.each`
  text                                    | name          | why          | because
  ${'向田邦子'}                           | ${'向田邦子'} | ${undefined} | ${'citizens share the name'}
  ${'住民：向田邦子'}                     | ${'向田邦子'} | ${undefined} | ${'nothing says that she writes'}
  ${'裏の向田邦子さんが騒ぐ'}             | ${'向田邦子'} | ${undefined} | ${'a neighbour may be called so'}
  ${'向田邦子、81歳'}                     | ${'向田邦子'} | ${undefined} | ${'an age is a citizen’s'}
  ${'向田邦子が映画の件で来所'}           | ${'向田邦子'} | ${undefined} | ${'who asks about a film is not in it'}
  ${'向田邦子「早く直して」'}             | ${'向田邦子'} | ${undefined} | ${'it is what she said'}
  ${'脚本家の向田邦子の回'}               | ${'向田邦子'} | ${'fame'}    | ${'it says what she is'}
  ${'向田邦子の小説を借りる'}             | ${'向田邦子'} | ${'fame'}    | ${'it is what she wrote'}
  ${'向田邦子展'}                         | ${'向田邦子'} | ${'fame'}    | ${'it is shown'}
  ${'『父の詫び状』(向田邦子)'}           | ${'向田邦子'} | ${'fame'}    | ${'a work is before it'}
  ${'向田邦子、開高健'}                   | ${'向田邦子'} | ${'fame'}    | ${'another stands beside it'}
  ${'患者：武田信玄'}                     | ${'武田信玄'} | ${undefined} | ${'a label vouches for it'}
  ${'人物：武田信玄'}                     | ${'武田信玄'} | ${'history'} | ${'that label is of the published'}
  ${'武田信玄 055-000-1111'}              | ${'武田信玄'} | ${undefined} | ${'it has a telephone'}
  ${'お名前は。\n武田信玄'}               | ${'武田信玄'} | ${undefined} | ${'it answers'}
  ${'患者,年,病\n岸,4,咳\n武田信玄,5,熱'} | ${'武田信玄'} | ${undefined} | ${'the column is of people'}
  ${'武田信玄,51,熱'}                     | ${'武田信玄'} | ${undefined} | ${'an age stands in the next cell'}
`('$name in $text is public: $why, as $because', ({ text, name, why }) =>
  expect(reasonFor(text.replaceAll('：', ':'), name)).toBe(why),
);

it('leaves a name that fills a field of people', () => {
  expect(reasonFor('武田信玄', '武田信玄', '相談者')).toBeUndefined();
  expect(reasonFor('武田信玄', '武田信玄', '備考')).toBe('history');
});

it('lists full names, each once in both lists', () => {
  const listed = PUBLIC_LEXICONS.flatMap((name) => readLexicon(name).rows.map(([one]) => one!));
  expect(new Set(listed).size).toBe(listed.length);
  for (const one of listed) expect(one.length, one).toBeGreaterThan(1);
});

it.each`
  text                               | start | end   | why
  ${'山中伸弥さんが語る「研究」'}    | ${0}  | ${4}  | ${'fame'}
  ${'山中伸弥さんが語るには昨日'}    | ${0}  | ${4}  | ${undefined}
  ${'曲目:月の歌、五木ひろし「港」'} | ${7}  | ${12} | ${'fame'}
`('$text: who speaks or sings to all: $why', ({ text, start, end, why }) =>
  expect(publicPerson(scanOf(text), start, end)).toBe(why),
);

it.each`
  text                                    | name           | why
  ${'講師：下村 咲恵さんから電話があり'}  | ${'下村 咲恵'} | ${'who calls'}
  ${'司会 下村 咲恵の自宅へ届ける'}       | ${'下村 咲恵'} | ${'whose home it is'}
  ${'歌手の下村と名乗る人'}               | ${'下村'}      | ${'what somebody calls themselves'}
  ${'審査委員：下村 咲恵、0748-62-1937'}  | ${'下村 咲恵'} | ${'whose number it is'}
  ${'優勝した娘の下村 咲恵が'}            | ${'下村 咲恵'} | ${'kin'}
  ${'保佐人に下村 咲恵が選任'}            | ${'下村 咲恵'} | ${'who looks after somebody'}
  ${'下村 咲恵の作品を返してほしい'}      | ${'下村 咲恵'} | ${'what is asked back'}
  ${'町内会長に就任しました下村 咲恵'}    | ${'下村 咲恵'} | ${'a neighbour in office'}
  ${'老人クラブ役員名簿\n会長 下村 咲恵'} | ${'下村 咲恵'} | ${'a list of a club'}
  ${'表彰式の欠席連絡\n下村 咲恵'}        | ${'下村 咲恵'} | ${'what somebody tells of a list'}
`('$text is of the record: $why', ({ text, name }) => expect(reasonFor(text, name)).toBeUndefined());

it.each`
  text                                                | name           | why
  ${'講師：下村 咲恵（農業大学校）'}                  | ${'下村 咲恵'} | ${'role'}
  ${'健康福祉部長に就任しました下村 咲恵'}            | ${'下村 咲恵'} | ${'published'}
  ${'下村 咲恵の作品展'}                              | ${'下村 咲恵'} | ${'fame'}
  ${'人事異動（4月1日付）\n農政部長 下村 咲恵（57）'} | ${'下村 咲恵'} | ${'list'}
`('$text is public: $why', ({ text, name, why }) => expect(reasonFor(text, name)).toBe(why));
