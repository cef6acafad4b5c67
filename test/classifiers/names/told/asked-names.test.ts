import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../../src/classify/detector.js';
import { loadPolicy } from '../../../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const asked = (text: string) =>
  detector
    .explain(text)
    .filter(({ rule }) => rule === 'person-name/asked')
    .map(({ start, end }) => text.slice(start, end));

describe('a name that was asked for in the turn before', () => {
  it.each([
    ['係：お名前をお願いします。\n客：椿原です、ぜんそくの', '椿原'],
    ['受付「お名前よろしいですか」\n男性「さいきです」', 'さいき'],
    ['オペレーター：お名前を伺えますか。\nお客様：はい、春夏冬です。', '春夏冬'],
    ['担当：お名前をフルネームで。\n相談者：えっと、ほりぐちさちえです', 'ほりぐちさちえ'],
    ['OP: And your name?\nCaller: Samuel Okafor. I work here', 'Samuel Okafor'],
    ['オペレーター お名前を頂戴できますか\n利用者 えーと寺川です', '寺川'],
  ])('is found in %j', (text, name) => expect(asked(text)).toEqual([name]));

  it.each([
    '係：お名前を。\n客：匿名でお願いします',
    '係：お名前をお聞かせください\n客：名乗るほどの者ではありません',
    '係：お名前をお願いします。\n客：はい',
    '係：病院のお名前は。\n客：中央病院です',
    '係：お名前を。\n客：市民です。',
    '係：お名前を。\n客：電話番号じゃだめですか',
    'お名前をお書きください。\n住所は省略できます',
    '公園の名前をお願いします\n梅田です',
  ])('is not what is said in %j', (text) => expect(asked(text)).toEqual([]));
});
