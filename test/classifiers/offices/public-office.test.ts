import { describe, expect, it } from 'vitest';
import { officeBehind, publicOffice } from '../../../classifiers/offices/public-office.js';

/** The number or address stands between 【 and 】. */
const cut = (marked: string) => {
  const start = marked.indexOf('【');
  return { text: marked.replace(/[【】]/g, ''), start, end: marked.indexOf('】') - 1 };
};

describe('publicOffice', () => {
  it.each([
    '献血ルーム 【027-224-0101】',
    '児童相談所の電話番号は 【0952-26-1212】',
    '農業試験場の直通は【0857-53-0721】',
    '衛生研究所(【029-224-9111】)',
    '県営プール、【059-224-3000】',
    '法テラス長岡 【050-3383-5420】',
    'ハローワーク高崎の番号は【027-327-8609】',
    '入札室の場所 【飯田市追手町2-678】',
    '北部浄水場は【高崎市八島町58-1】',
    '道路管理課\n電話 【0852-22-5190】',
    '法務局の番号は? 【0776-22-5090】',
    '年金は国へ\n協会けんぽ福井支部→【0776-27-8300】',
    '国保は広域連合(【0776-54-6330】)',
    'ビザは外務省の分室(第2合同庁舎5階、【076-261-1111】)',
    '返却のみ。問い合わせは【0776-22-5090】',
    '奥越土木事務所のFAX番号に誤りがありました。誤 【0779-66-1331】',
  ])('knows whose it is: %s', (marked) => {
    const { text, start } = cut(marked);
    expect(publicOffice(text, start)).toBeDefined();
  });

  it.each([
    '献血ルームで会った人の番号は【027-224-0101】',
    'ハローワークの紹介で面接、自宅【027-327-8609】',
    '結婚相談所 【0952-26-1212】',
    '勤務先は衛生研究所 【029-224-9111】',
    '浄水場の裏の【高崎市八島町58-1】',
    '相談所から電話がない、【0857-53-0721】',
    '山本研究所 【0857-53-0721】',
    '法務局に番号は伝えた? 【0776-22-5090】',
    '叔父(合同庁舎勤め、【076-261-1111】)',
    '問い合わせは多数。本人は【0776-22-5090】',
    '書いた番号に誤りがありました。誤 【0779-66-1331】',
  ])('leaves to somebody: %s', (marked) => {
    const { text, start } = cut(marked);
    expect(publicOffice(text, start)).toBeUndefined();
  });
});

describe('officeBehind', () => {
  it.each([
    ['ファクス 【0836-11-2222】(障がい福祉課あて)で', true],
    ['【0836-11-2222】(県税事務所)', true],
    ['【0836-11-2222】(農業試験場)', true],
    ['【0836-11-2222】(県立聾学校)', true],
    ['番号【0836-11-2222】を紹介', true],
    ['自宅【0836-11-2222】を紹介', false],
    ['【0836-11-2222】(娘の学校)', false],
    ['【0836-11-2222】(会社の事務所)', false],
    ['自宅【0836-11-2222】(農業試験場)', false],
  ])('%s: %s', (marked, is) => {
    const { text, end } = cut(marked);
    expect(officeBehind(text, end) !== undefined).toBe(is);
  });
});
