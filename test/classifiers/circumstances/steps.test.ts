import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  circumstanceModel,
  clauseSum,
  secretSum,
  termSum,
} from '../../../classifiers/circumstances/circumstance-model.js';
import { clauseFeatures, MOST_CLAUSE_FEATURES } from '../../../classifiers/circumstances/clause-features.js';
import { healthRule } from '../../../classifiers/circumstances/rules/health-rule.js';
import { secretFeatures } from '../../../classifiers/circumstances/secrets/secret-features.js';
import { secretSentences } from '../../../classifiers/circumstances/secrets/secret-sentences.js';
import { PairSteps } from '../../../classifiers/circumstances/steps.js';
import { toldCandidates } from '../../../classifiers/circumstances/told/told-candidates.js';
import { clausesOfTold } from '../../../classifiers/circumstances/told/told-clauses.js';
import { MOST_FEATURES, pairs, toldFeatures } from '../../../classifiers/circumstances/told/told-features.js';
import { recognizers } from '../../../classifiers/index.js';
import { fieldNamesOf } from '../../../src/classify/field-names.js';
import { readModel } from '../../../src/classify/learned/linear-model.js';
import { Lexemes } from '../../../src/classify/lexemes.js';
import { scanText } from '../../../src/classify/scan.js';
import { loadTokenizer, loadWordKinds } from '../../../src/text/tokenizer.js';

const tokenize = await loadTokenizer();
const words = await loadWordKinds();
const lexemes = new Lexemes(recognizers);
const clauses = readModel('clause-weights');
const features = new Int32Array(Math.max(MOST_FEATURES, MOST_CLAUSE_FEATURES));

const PHRASES = [
  '父が糖尿病で週に二回通院しています。',
  '認知症の講座は3月8日（土）です、',
  '隣の田中さん 072-000-1111 からの相談\n',
  '昨年うつ病と診断され、今は休職中',
  '明日の会議の資料を送ります。'.repeat(30),
];

it('sums part by part what the features weigh, whatever was asked before', () => {
  const texts = fc.array(fc.constantFrom(...PHRASES), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(texts, fc.nat(4), fc.nat(1023), (parts, type, view) => {
      const text = parts.join('');
      const scan = scanText(text, text, fieldNamesOf(undefined), lexemes, tokenize, words);
      const hits = scan.cues[recognizers.findIndex((one) => one.type === 'HEALTH_CONDITION')] ?? [];
      const told = toldCandidates(scan, hits, healthRule);
      for (const [at, clause] of clausesOfTold(text, told, hits, healthRule).entries()) {
        const ofClause = clauses.sum(features, clauseFeatures(scan, clause, type, 7, view, features));
        expect(clauseSum().of(scan, clause, type, 7, view)).toBe(ofClause);
        const ofTerm = circumstanceModel().sum(features, toldFeatures(scan, told[at]!, type, 7, view, features));
        expect(termSum().of(scan, told[at]!, type, 7, view)).toBe(ofTerm);
      }
    }),
    { numRuns: 60 },
  );
});

it('does so for sentences that may tell a secret', () => {
  const text = '取引先の仕入れ値は公表前なので外に漏らさないでください。入札の予定価格は1200万円、部外秘です。'.repeat(
    2,
  );
  const scan = scanText(text, text, fieldNamesOf(undefined), lexemes, tokenize, words);
  const hits = scan.cues[recognizers.findIndex((one) => one.type === 'CORPORATE_SECRET')] ?? [];
  const sentences = secretSentences(scan, hits);
  expect(sentences.length).toBeGreaterThan(1);
  for (const sentence of sentences) {
    const sum = circumstanceModel().sum(features, secretFeatures(scan, sentence, 7, 21, features));
    expect(secretSum().of(scan, sentence, 7, 21)).toBe(sum);
  }
});

it('moves from one range of pairs to the next', () => {
  const pairSteps = new PairSteps(clauses, 53);
  const range = fc.tuple(fc.constantFrom('糖尿病で通院しています', '母の具合がよくない'), fc.nat(14), fc.nat(14));
  fc.assert(
    fc.property(range, ([text, start, end]) => {
      expect(pairSteps.of(text, start, end)).toBe(clauses.stepsOf(features, pairs(53, text, start, end, features, 0)));
    }),
  );
});
