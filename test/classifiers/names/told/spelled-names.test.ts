import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../../src/classify/detector.js';
import { loadPolicy } from '../../../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, await loadPolicy());
});

const namesIn = (text: string): string[] =>
  detector
    .detect(text)
    .findings.filter(({ type }) => type === 'PERSON_NAME')
    .map(({ start, end }) => text.slice(start, end));

describe('a name told character by character', () => {
  it.each([
    ['客：漢字は井戸の井に口です', '井戸の井に口'],
    ['はい、羽根の羽に島国の島で、はしまといいます', '羽根の羽に島国の島'],
    ['相談者「藍田。藍染めの藍に田んぼの田」', '藍染めの藍に田んぼの田'],
    ['数字の八に木の木と書いて八木です', '数字の八に木の木'],
    ['漢字は漢数字の五に島国の島です', '漢数字の五に島国の島'],
    ['名字は、建てるの建に石の石', '建てるの建に石の石'],
    ['漢字は朝日の旭に、郁文の郁です', '朝日の旭に、郁文の郁'],
  ])('%s', (text, name) => {
    expect(namesIn(text)).toContain(name);
  });

  it.each([
    '田舎の田、山の畑を見て回る催し',
    '淀の川と高い山の写真です',
    '登山の登り口に駐車場はありますか',
    '月の山に雪が残る。',
    'さんずいに関する漢和辞典の項目を探しています',
  ])('not in %s', (text) => {
    expect(namesIn(text)).toEqual([]);
  });
});

describe('a name told kana by kana', () => {
  it.each([
    ['お名前は さ・さ・が・わ とのみ。', 'さ・さ・が・わ'],
    ['さ、さ、き、です。', 'さ、さ、き'],
    ['ナ、カ、ム、ラ、です', 'ナ、カ、ム、ラ'],
    ['名前は、す、ず、き、い、ち、ろ、う、です', 'す、ず、き、い、ち、ろ、う'],
    ['復唱します。に、ぐ、れ様', 'に、ぐ、れ'],
  ])('%s', (text, name) => {
    expect(namesIn(text)).toEqual([name]);
  });

  it.each([
    'あ・い・さ・つ運動',
    'す み れ 組の発表会',
    'め・ぐ・み',
    'こ・ま・つ・な を使った料理',
    'いろはの「い、ろ、は、に」を書く',
    'あ・い・う・え・お順に並べる',
    '記号は ア、イ、ウ、エ から選ぶ',
  ])('not in %s', (text) => {
    expect(namesIn(text)).toEqual([]);
  });
});
