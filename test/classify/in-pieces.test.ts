import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { readAllGold, readWritten } from '../../fixtures/gold.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { THOROUGH } from '../support/thorough.js';

/** Sizes of pieces: all far smaller than the texts, so that much stands at an edge. */
const SIZES = [613, 1900, 4096];
/** Units of a text: several pieces with what they read beyond, and what is said of a whole text. */
const LENGTHS = THOROUGH ? [900, 5000, 12_000] : [900, 5000];
/** Other texts each time: a few a run come to many. */
const RUNS = THOROUGH ? 12 : 1;

/** Told over many turns: numbers with a label and without one, read back, put right, spelled. */
const CALLS = [
  '客：番号が、4417の\n係：4417の\n客：082の\n係：082の\n客：9136です\n係：ありがとうございます。\n',
  '客：ええと、12の34\n係：はい、12の34\n客：567\n係：567\n客：890です\n係：1234567890ですね。\n',
  '係：マイナンバーをお願いします。\n客：1234の\n係：はい\n客：5678の\n係：はい\n客：9018です。\n係：最後は9018ですね。\n',
  '係：お電話番号は。\n客：090の\n係：はい\n客：1234の\n係：はい\n客：5678です。\n係：5678ですね。\n',
  '客：家内のね、2035の\n係：2035の\n客：991の\n係：991の\n客：402です\n係：402。はい。\n',
  '係：被保険者番号をどうぞ。\n客：ゼロゼロ、サン、ナナ\n係：はい\n客：ヨン、ニー、イチ、ロク\n係：はい\n客：キュウ、ハチです\n',
  '係：住宅課の直通は06-6944-0000です。\n客：06の6944の0000ですね。\n係：はい。\n',
  '客：記号が11030、番号は\n係：はい\n客：2345\n係：2345\n客：6781です。\n',
  '客：郵便番号はよんななよん、まるまるいちよん、です。\n係：はい。\n',
  '客：はい。\n係：少々お待ちください。\n',
  '客：生年月日ですか。\n係：はい。\n客：昭和の\n係：昭和\n客：36年の\n係：はい\n客：4月2日です。\n',
  '係：メールは。\n客：エー、ケー、アイ\n係：はい\n客：アットマーク、イグザンプル\n係：ドット、ジェーピーですね。\n',
];
/** Rows of one table: its header may stand far above. */
const ROWS = [
  '氏名,年齢,受給者番号,電話\n',
  '森,41,0123456789,06-6123-4567\n',
  '大森 さくら,19,9876543210,\n',
  '岩木,八甲田,早池峰,会場\n',
  '被保番\t世帯主\t続柄\n',
  '2738-896381-2\t川北 一\t夫\n',
  '守口,金沢,高松,なし\n',
];
const PROSE = [
  '父が昨年から透析に通っており、送り迎えは妹の真由美がしています。',
  '弊社の新しい塗装の技術は、まだどこにも出していないので伏せてください。',
  '隣の森がうるさいという相談で、森さんは窓口にも来られた。',
  '認知症についての講座は年に三回開かれる。',
  '北浜運輸の担当の方から折り返しがあった。',
  '駅前の百貨店の向かいで、桜が咲いていた。',
  '前に一度、万引きで捕まったことがあると本人が話していた。',
  '府営住宅の家賃は、収入により四段階に分かれている。',
  'ミゾグチと名乗る方から、会費について問い合わせがあった。',
  '山田様より。至急',
];

/** What is said of all that follows, or is known again where it is repeated: far off it must say the same in each piece. */
const SAID_FIRST = [
  'これは内密にお願いします。',
  '生年月日は昭和36年4月2日です。',
  '住宅課の直通は06-6944-0000です。',
  '電話番号は090-1234-5678です。',
  '氏名：江夏 蓮',
  '見本の氏名です。',
  '普通預金の口座についてです。',
];
const SAID_AGAIN = [
  '昭和36年4月2日でした。',
  '06-6944-0000まで。',
  '090-1234-5678とのこと。',
  '江夏が来た。',
  '新しい値付けは秋に出す。',
  '次の社長は弟だ。',
  '記号は11030、番号は23456781です。',
];
/** Read from its head, and longer than what a piece reads beyond. */
const TABLE = `園児名,年,月,日,組\n${Array.from({ length: 195 }, (_, at) => `園児その${at}のひと,${2015 + (at % 6)},${1 + (at % 12)},${1 + (at % 28)},ひまわり組\n`).join('')}`;

const some = (parts: readonly string[], most: number) =>
  fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: most });
const joined = (parts: readonly string[], between: string) => some(parts, 12).map((chosen) => chosen.join(between));

let whole: ExplainingDetector;
const cut = new Map<number, ExplainingDetector>();
beforeAll(async () => {
  const policy = loadPolicy();
  whole = await createDetector(recognizers, policy);
  for (const pieceSize of SIZES) cut.set(pieceSize, await createDetector(recognizers, policy, { pieceSize }));
});

/** Texts of about `length` units, of stretches each of one kind. */
function longText(stretch: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.constantFrom(...LENGTHS).chain((length) =>
    fc.infiniteStream(stretch).map((stretches) => {
      let text = '';
      for (const one of stretches) {
        text += one;
        if (text.length >= length) break;
      }
      return text;
    }),
  );
}

function sameInPieces(stretch: fc.Arbitrary<string>): void {
  fc.assert(
    fc.property(longText(stretch), fc.constantFrom(...SIZES), (text, size) => {
      expect(cut.get(size)!.detect(text)).toEqual(whole.detect(text));
    }),
    { numRuns: RUNS },
  );
}

describe('a long text read in pieces has the findings of the whole', () => {
  it('where numbers are told over turns', () => sameInPieces(joined(CALLS, '')));

  it('where what was said first is said again far off', () =>
    sameInPieces(
      fc
        .tuple(fc.constantFrom(...SAID_FIRST), fc.integer({ min: 20, max: 300 }), fc.constantFrom(...SAID_AGAIN))
        .map(([first, lines, again]) => `${first}\n${'次の便は定刻に出ました。\n'.repeat(lines)}${again}\n`),
    ));

  it('where two numbers of a kind, each told in one breath, stand far apart', () => {
    const told = '郵便番号はよんななよん、まるまるいちよん、です。\n';
    const text = `${told}${'次の便は定刻に出ました。\n'.repeat(340)}${told}`;
    for (const detector of cut.values()) expect(detector.detect(text)).toEqual(whole.detect(text));
  });

  it('where a table is longer than a piece', () => sameInPieces(fc.constantFrom(TABLE, ...PROSE)));

  it('where rows of a table follow each other', () => sameInPieces(joined(ROWS, '')));

  it('where prose runs on, with line ends and without', () =>
    sameInPieces(fc.oneof(joined(PROSE, ''), joined(PROSE, '\n'))));

  it('where all of it is mixed', () =>
    sameInPieces(fc.oneof(joined(CALLS, ''), joined(ROWS, ''), joined(PROSE, ''), joined(PROSE, '\n'))));

  it('where records of the fixtures follow each other', () => {
    const records = [...readWritten(), ...readAllGold().flatMap((system) => system.records)];
    const texts = records
      .filter(({ split }) => split === 'dev')
      .map(({ fields }) => fields.map(({ text }) => text).join('\n'));
    expect(texts.length).toBeGreaterThan(1000);
    sameInPieces(joined(texts, '\n'));
  });
});
