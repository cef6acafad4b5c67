import { expect, it } from 'vitest';
import { isPlaceByOthers } from '../../../../classifiers/names/nobodys/places-beside.js';

function isPlace(text: string, name: string): boolean {
  const start = text.lastIndexOf(name);
  const end = start + name.length;
  return isPlaceByOthers(text, start, end, text.slice(Math.max(0, start - 40), start), text.slice(end, end + 40));
}

it.each`
  text                                                        | name          | place    | because
  ${'佐藤様(三田、68歳)より'}                                 | ${'三田'}     | ${true}  | ${'it says where somebody lives'}
  ${'佐藤様(三田、折返し済)'}                                 | ${'三田'}     | ${false} | ${'whoever has called back'}
  ${'三田の税務署に聞いた'}                                   | ${'三田'}     | ${true}  | ${'an office stands there'}
  ${'三田の妻です'}                                           | ${'三田'}     | ${false} | ${'a place has no wife'}
  ${'佐藤の税務署の件'}                                       | ${'佐藤'}     | ${false} | ${'nobody knows a place of that name'}
  ${'県立高校 連絡先\n津山 0868-00-1111/笠岡 0865-00-2222'}   | ${'津山'}     | ${true}  | ${'the list is of schools'}
  ${'県立高校 連絡先(担当者)\n津山 0868-00-1111'}             | ${'津山'}     | ${false} | ${'the list is of people in charge'}
  ${'県立高校 連絡先\n坪川 0868-00-1111'}                     | ${'坪川'}     | ${false} | ${'nobody knows a place of that name'}
  ${'病院 一覧\n三田 0868-00-1111\n院長 堀田稔 0868-00-1112'} | ${'堀田'}     | ${false} | ${'somebody stands in the list'}
  ${'津山 0868-00-1111'}                                      | ${'津山'}     | ${false} | ${'nothing says what it lists'}
  ${'県立高校 連絡先\n津山様 0868-00-1111'}                   | ${'津山'}     | ${false} | ${'a title makes it a person'}
  ${'青空銀行,森下,普通,1234567,ヤマダ'}                      | ${'森下'}     | ${true}  | ${'the cell behind a bank is a branch'}
  ${'青空銀行,森下,1234567'}                                  | ${'森下'}     | ${false} | ${'the holder may stand there as well'}
  ${'青空銀行,岸本朋子,普通,1234567'}                         | ${'岸本朋子'} | ${false} | ${'no branch has a full name'}
  ${'名義 青空銀行,森下,普通,1234567'}                        | ${'森下'}     | ${false} | ${'a label says whose it is'}
  ${'銀行,名義,種別\n青空銀行,森下,普通'}                     | ${'森下'}     | ${false} | ${'the column is of holders'}
  ${'戸田に引っ越しました、パスはどこで'}                     | ${'戸田'}     | ${true}  | ${'somebody moves there'}
  ${'戸田の方に転居する予定'}                                 | ${'戸田'}     | ${true}  | ${'somebody moves there'}
  ${'戸田から転居しました'}                                   | ${'戸田'}     | ${true}  | ${'somebody left it'}
  ${'戸田在住です'}                                           | ${'戸田'}     | ${true}  | ${'somebody lives there'}
  ${'ハローワーク戸田へ'}                                     | ${'戸田'}     | ${true}  | ${'an office is named by it'}
  ${'戸田に引っ越しの件を伝えた'}                             | ${'戸田'}     | ${false} | ${'somebody is told of it'}
  ${'戸田に転居届を渡した'}                                   | ${'戸田'}     | ${false} | ${'somebody is given the form'}
  ${'息子の健太に住んでもらう'}                               | ${'健太'}     | ${false} | ${'somebody is to live there'}
  ${'戸田から引っ越したと連絡'}                               | ${'戸田'}     | ${false} | ${'somebody says so'}
  ${'ハローワーク戸田様'}                                     | ${'戸田'}     | ${false} | ${'a title makes it a person'}
  ${'家主の戸田に引っ越しますと伝えた'}                       | ${'戸田'}     | ${false} | ${'a landlord is told'}
  ${'相談員の戸田に移住したいと話す'}                         | ${'戸田'}     | ${false} | ${'somebody is asked'}
`('$name in $text is a place: $place, as $because', ({ text, name, place }) => expect(isPlace(text, name)).toBe(place));
