import { describe, expect, it } from 'vitest';
import { officeAsked } from '../../../classifiers/offices/office-asked.js';

const ADDRESS = '高崎市八島町58-1';

/** ◇ is where the address stands. */
function isAsked(marked: string): boolean {
  const start = marked.indexOf('◇');
  return officeAsked(marked.replace('◇', ADDRESS), start, start + ADDRESS.length);
}

describe('officeAsked', () => {
  it.each([
    '献血ルームの場所を聞かれ、◇と案内。',
    'ハローワークの住所を聞かれた。◇と回答。',
    '最寄りの保健所を聞かれ、◇を案内。',
    '図書館への行き方。◇、駅から徒歩10分。',
    '法務局の所在地について問い合わせ。◇でございます。',
    '県立美術館は9時半から。住所は◇、電話は後ほど。',
    '公文書館は月曜休館、予約不要。所在地は◇。',
    '県立美術館は9時半から。住所は甲府市貢川1-4-27、電話は◇。',
    '名称:武道館\n所在地:◇\n休み:月曜',
    '施設名 第二公民館\n定員 40\n住所 ◇',
  ])('is an office: %s', (text) => expect(isAsked(text)).toBe(true));

  it.each([
    '献血ルームの場所を聞かれた。申出者 ◇。',
    '献血ルームの場所を聞かれた。◇',
    '献血ルームの場所を聞かれた。◇の男性。',
    'ハローワークの場所を知りたい。◇在住です。',
    '図書館の件で連絡。住所は◇です。',
    '図書館は9時からと案内。住所は◇、匿名希望。',
    '氏名:図書館 太郎\n住所:◇',
    '図書館の利用を問い合わせ。\n住所:◇',
    '隣の工場の場所を聞かれ、◇と案内。',
  ])('may be somebody: %s', (text) => expect(isAsked(text)).toBe(false));
});
