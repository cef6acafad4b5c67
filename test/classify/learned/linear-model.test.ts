import { describe, expect, it } from 'vitest';
import { NAME_WEIGHTS } from '../../../classifiers/names/judged/judged-names.js';
import { LinearModel, readModel, SMALLEST_MODEL, writtenModel } from '../../../src/classify/learned/linear-model.js';

describe('LinearModel', () => {
  it('gives the sum of the weights of its features as a probability', () => {
    const weights = new Int8Array(SMALLEST_MODEL);
    weights[5] = 20;
    weights[9] = -10;
    const model = new LinearModel(weights, 0.1);
    const features = Int32Array.of(5, 9, 5, SMALLEST_MODEL + 9);
    expect(model.sum(features, 2)).toBeCloseTo(1);
    expect(model.probability(features, 3)).toBeCloseTo(1 / (1 + Math.exp(-3)));
    expect(model.sum(features, 4)).toBeCloseTo(2);
    expect(model.probability(features, 0)).toBe(0.5);
  });

  it('is written so that what is read weighs the same but for rounding', () => {
    const weights = new Float64Array(SMALLEST_MODEL);
    weights[1] = 2.54;
    weights[2] = -1.27;
    const [scale, ...lines] = writtenModel(weights);
    const bytes = new Int8Array(Buffer.from(lines.join(''), 'base64'));
    expect(bytes.length).toBe(SMALLEST_MODEL);
    expect(bytes[1]! * Number(scale)).toBeCloseTo(2.54);
    expect(bytes[2]! * Number(scale)).toBeCloseTo(-1.27, 1);
  });

  it('reads the weights that are kept', () => {
    expect(readModel(NAME_WEIGHTS).probability(new Int32Array(0), 0)).toBe(0.5);
  });

  it('refuses a list that holds none', () => {
    expect(() => readModel('surnames-rare')).toThrow(expect.objectContaining({ code: 'classify/bad-weights' }));
  });
});
