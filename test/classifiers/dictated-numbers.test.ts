import { describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { unmarked } from './values-of.js';

const detector = await createDetector(recognizers, loadPolicy());

function numbersIn(text: string, type: string): string[] {
  return detector
    .detect(text)
    .findings.filter((finding) => finding.type === type)
    .map(({ start, end }) => text.slice(start, end));
}

/** Types of what is found in the text, of those that are numbers. */
function typesIn(text: string): string[] {
  return detector
    .detect(text)
    .findings.map(({ type }) => type)
    .filter((type) => /NUMBER|ACCOUNT|CODE/.test(type));
}

describe('accounts told over turns', () => {
  it.each([
    '係：口座番号をどうぞ。\n客：【ニーニー、ゼロ】…ちょっと待って、眼鏡。【ゼロ、ハチサンヨンイチ】。\n係：【2208341】ですね。',
    '担当：普通の番号は。\n客：【さんいちよん】の\n担当：【314】\n客：【ゼロゼロ、キュー…キューニー】\n担当：【3140092】、はい。',
    '妻：口座番号は？\n夫：【三三一】の\n妻：【三三一】の\n夫：【九〇四六】\n妻：【九〇四六】だそうです。',
    '職員　通帳の記号は⏎母親　【いちさんろくいちぜろ】⏎職員　番号の8桁⏎母親　【にーさんごーごー】⏎職員　はい⏎母親　【きゅうはちろくいち】',
    '窓口：ゆうちょの記号（5桁）をどうぞ\n客：【15120】\n窓口：番号（最大8桁）をどうぞ\n客：【さんさん、よんよんきゅう、はちいちいち】',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked.replaceAll('⏎', '\n'));
    expect(numbersIn(text, 'BANK_ACCOUNT')).toEqual(values);
  });

  it.each([
    '口座振替の受付番号は。\n客：ニーニーゼロの\n係：はい\n客：8341です。',
    'お問い合わせ番号は、ナナ、ゼロ、ゼロ、サン、ヨン、ニー、ハチ です。普通の回線からおかけください。',
    '口座の件、振込手数料は。\n係：330円です。\n客：口座は月末で。\n係：31日です。',
    '口座の登録で、機械の型番をお願いします。\n客：型番は314の\n係：はい\n客：0092です。',
    '普通の電車で、何時。\n客：７の\n係：はい\n客：15に着きます。',
  ])('none in %s', (text) => expect(numbersIn(text, 'BANK_ACCOUNT')).toEqual([]));
});

describe('a number that is told in one breath is not a shorter one', () => {
  it.each([
    '被保険者番号を読み上げます。【九七、〇〇〇四、四一、五六】。',
    '被保険者番号が【ゼロゼロ、ハチニー、ゴーサン、キューイチ、ニーロク】です。要介護の更新です。',
    '介護の被保険者番号は 【ゼロゼロゼロ、サンヨン、イチハチ、キューニーロク】 です',
    '介護保険の番号、【〇〇二、一八、四四、七一九】です。',
    'ケアマネです。被保険者番号、【ゼロゼロゼロ、ゼロハチ、ナナイチ、ニーニーヨン】になります。',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(numbersIn(text, 'CARE_INSURANCE_NUMBER')).toEqual(values);
    expect(typesIn(text)).not.toContain('HEALTH_INSURANCE_NUMBER');
  });

  it.each(['要介護2', '要支援1の方', '要介護３です、要介護認定の更新'])('no number in %s', (text) =>
    expect(typesIn(text)).toEqual([]),
  );
});
