import { describe, expect, it } from 'vitest';
import { lineFeatures } from '../../../classifiers/phone/line-features.js';
import { isPublicLine } from '../../../classifiers/phone/public-line.js';

const at = (marked: string) => {
  const text = marked.replace(/[【】]/g, '');
  return [text, marked.indexOf('【'), marked.indexOf('】') - 1] as const;
};

describe('isPublicLine', () => {
  it.each([
    '国の制度のため、運輸支局の輸送課の番号を案内。→ 【0776-34-1601】(平日8:30~17:00)',
    '※土日・祝日は休み。詳しくは県民相談コーナー(【0776-20-0510】)へお問い合わせください。',
    'お知らせ 庁舎の停電に伴い電話がつながりません。代表【0776-21-1111】は6月3日(火)9時から復旧します。',
  ])('%s', (marked) => expect(isPublicLine(...at(marked))).toBe(true));

  it.each([
    '折り返しは夕方以降に【0776-34-1601】まで。留守電でも可',
    '申出者は堀田さん、【0776-34-1601】',
    '道路の穴の件で入電。南条と名乗る男性、連絡先【0778-51-0034】',
    '納期を延ばしてほしいとのこと。うちは【0778-51-0034】です',
    'お住まいは越前市上太田町42-1、電話【0778-23-4533】',
    '(株)武生精工 代表【0778-51-0034】(平日8:30~17:00)',
    '図書館の予約について\n表示番号 【0776-34-1601】',
    '県税事務所から届いた通知書の件。\n電話 【0776-34-1601】、平日の日中',
    '種別:問い合わせ\n電話 【0776-34-1601】\n対応:代表番号を案内して終了。',
    '保健所の検診の件、代表に聞いた 【0776-34-1601】 高齢女性',
    '国の制度のため、運輸支局の番号を案内。→ 本人は【0776-34-1601】(平日8:30~17:00)',
  ])('%s', (marked) => expect(isPublicLine(...at(marked))).toBe(false));
});

describe('lineFeatures', () => {
  it('reads nothing of the number itself, and each feature once', () => {
    const features = lineFeatures(...at('代表 【0776-21-1111】(県庁)'));
    expect(lineFeatures(...at('代表 【0778-51-0034】(県庁)'))).toEqual(features);
    expect(new Set(features).size).toBe(features.length);
    expect(lineFeatures(...at('自宅 【0776-21-1111】(県庁)'))).not.toEqual(features);
  });
});
