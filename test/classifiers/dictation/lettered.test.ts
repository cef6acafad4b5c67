import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterAt } from '../../../classifiers/dictation/letters.js';
import { unmarked, valuesOf } from '../values-of.js';

const cardsIn = await valuesOf('RESIDENCE_CARD_NUMBER');

describe('numbers with letters that nobody names', () => {
  it.each([
    '子「番号ね、【エー、ジー】」\n職「うん」\n子「【7585、1154、アール、ビー】」\n職「【AG75851154RB】」',
    '「【シーシー】の」「はい」「【九一四三】」「はい」「【八〇七九】」「はい」「【ダブリューイー】です」',
    '客「【タンゴ、キロ】」\n受「はい」\n客「【四〇八八、一五二七】」\n受「はい」\n客「【シエラ、リマ】」',
    '係：在留カードは\n客：【アルファ、ズールー】\n係：はい\n客：【40881527】\n係：はい\n客：【チャーリー、デルタ】です',
    '父：娘の分が、【イー、ティー】\n受：はい\n父：【〇五九八四一八三】\n父：【ケーエヌ】やね',
    '客「番号は、【えぬ、えむ】」\n客「【はちさんぜろろく、いちいちにーなな】」\n客「【エックスティー】」',
  ])('are a residence card’s where letters stand on both sides: %s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(cardsIn(text)).toEqual(values);
  });

  it.each([
    '客：型番がエー、ジー\n受：はい\n客：7585の1154\n受：はい\n客：アール、ビー',
    '客：クーポンがね、エー、ジー\n受：はい\n客：7585、1154、アール、ビー',
    '客：エー、ジー\n受：はい\n客：7585の115',
    '客：えー、びっくりして、えー、7585の1154です',
  ])('are none where they are a thing’s, or not whole: %s', (text) => expect(cardsIn(text)).toEqual([]));

  it('throw nothing wherever letters go on and on', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('エー、', 'A', 'えむ、', '7', '「', '」', '\n', 'の'), { maxLength: 400 }),
        (parts) => {
          expect(() => cardsIn(parts.join(''))).not.toThrow();
        },
      ),
      { numRuns: 40 },
    ));
});

describe('letterAt', () => {
  it.each`
    text                | letter       | why
    ${'えむ、えぬ'}     | ${'M'}       | ${'beside another'}
    ${'えむ'}           | ${undefined} | ${'alone it may be any word'}
    ${'えーと、えす'}   | ${undefined} | ${'a filler'}
    ${'タンゴ、ロメオ'} | ${'T'}       | ${'a code word beside another'}
    ${'ホテル、予約'}   | ${undefined} | ${'a word'}
    ${'ヴイ'}           | ${'V'}       | ${'the short form'}
  `('$text begins with $letter: $why', ({ text, letter }) => expect(letterAt(text, 0)?.letter).toBe(letter));
});
