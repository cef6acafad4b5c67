import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judged } from '../../../bench/circumstance-examples.js';
import { lookedAt } from '../../../bench/second-look-examples.js';
import { BESIDE_FEATURES, besideFeatures } from '../../../classifiers/circumstances/beside-features.js';
import { CLAUSE_WEIGHTS, circumstanceModel } from '../../../classifiers/circumstances/circumstance-model.js';
import { type Place, placesOf } from '../../../classifiers/circumstances/places.js';
import { judgedPlaces, seenBeside } from '../../../classifiers/circumstances/second-look.js';
import { wordingModel } from '../../../classifiers/circumstances/wording.js';
import { recognizers } from '../../../classifiers/index.js';
import { fieldNamesOf } from '../../../src/classify/field-names.js';
import { readModel } from '../../../src/classify/learned/linear-model.js';
import { lexemesOf } from '../../../src/classify/lexemes.js';
import { scanText } from '../../../src/classify/scan.js';
import { normalize } from '../../../src/text/normalized.js';
import { loadTokenizer, loadWordKinds } from '../../../src/text/tokenizer.js';

const tokenize = await loadTokenizer();
const words = await loadWordKinds();
const lexemes = lexemesOf(recognizers);
const scanOf = (original: string) =>
  scanText(normalize(original).text, original, fieldNamesOf({ path: [] }), lexemes, tokenize, words);

const PHRASES = [
  '父が糖尿病で週に二回通院しています。',
  '認知症の講座は3月8日（土）です、',
  '昨年うつ病と診断され、今は休職中で住民税を滞納しています。',
  '夫の暴力から逃げて生活保護を受けています\n',
  '入札の予定価格は1200万円、部外秘です。',
  '明日の会議の資料を送ります。',
];
const texts = fc.array(fc.constantFrom(...PHRASES), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));

describe('places that may tell a circumstance', () => {
  it('are for training what they are for detection', () => {
    const models = { terms: circumstanceModel(), clauses: readModel(CLAUSE_WEIGHTS) };
    fc.assert(
      fc.property(texts, (text) => {
        const field = { name: null, path: [], text, spans: [] };
        const record = judged({ fields: [field], contentLevel: 3 } as never, '', wordingModel());
        const plain = ({ clause: { start, end }, because, ...place }: Place) => ({ ...place, clause: { start, end } });
        expect(lookedAt(record, models).places.map(plain)).toEqual(placesOf(scanOf(text)).map(plain));
      }),
      { numRuns: 40 },
    );
  });

  it('are judged once for all types, those of a type in order', () =>
    fc.assert(
      fc.property(texts, (text) => {
        const scan = scanOf(text);
        const places = judgedPlaces(scan);
        expect(judgedPlaces(scan)).toBe(places);
        for (const [at, { type, start }] of places.entries())
          if (places[at - 1]?.type === type) expect(start).toBeGreaterThan(places[at - 1]!.start);
      }),
      { numRuns: 40 },
    ));
});

describe('what is seen of a place beside others', () => {
  const place = (type: number, start: number, sum: number): Place => {
    const clause = { start, end: start + 10 };
    return { type, ...clause, group: 1, clause, byTerm: sum, byClause: sum, vote: 0, sum, probability: 0.5 };
  };
  const seen = (places: readonly Place[], one: Place): readonly number[] => {
    const features = new Float64Array(BESIDE_FEATURES);
    const found: number[][] = [];
    seenBeside(places, 'あ'.repeat(2000), features, (other) => {
      if (other === one) found.push([...features]);
    });
    return found[0]!;
  };

  it('is nothing beyond its reach', () => {
    const one = place(4, 500, 0);
    const near = place(1, 530, 1);
    expect(seen([one, near, place(4, 950, 3)], one)).toEqual(seen([one, near], one));
    expect(seen([one, near, place(4, 850, 3)], one)).not.toEqual(seen([one, near], one));
  });

  it('is what a type of the same clause says more than it', () => {
    const one = place(4, 500, -1);
    const rival = { ...place(3, 500, 2), start: 504 };
    expect(seen([one, rival], one)).toContain(3);
    expect(seen([one], one)).not.toContain(3);
  });

  it('is not looked for where the place is hopeless by itself', () => {
    const faint = place(2, 100, -6);
    expect(seen([faint, place(2, 130, 1)], faint)).toBeUndefined();
  });

  it('always fits', () => {
    const out = new Float64Array(BESIDE_FEATURES + 1).fill(Number.NaN);
    besideFeatures([place(0, 0, 0)], 0, '', out);
    expect([...out].map(Number.isNaN).indexOf(true)).toBe(BESIDE_FEATURES);
  });
});
