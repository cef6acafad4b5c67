import { describe, expect, it } from 'vitest';
import { type Example, trainInOrders } from '../../bench/linear-training.js';
import { Seeded } from '../../bench/seeded.js';
import { TrainingThread } from '../../bench/training-thread.js';

const OPTIONS = { size: 1 << 10, epochs: 2, dropout: 0.3 };

describe('training in a thread of its own', () => {
  const row = new Seeded(7);
  const examples: Example[] = Array.from({ length: 60 }, (_, at) => ({
    features: Int32Array.from({ length: row.next() % 9 }, () => row.next()),
    positive: at % 3 === 0,
    weight: at % 2 === 0 ? 1 : 0.4,
    group: '',
  }));

  it('gives the same weights, time after time', async () => {
    const thread = new TrainingThread(examples);
    for (const part of [examples.map((_, at) => at), [2, 3, 5, 7, 11, 13], []]) {
      const weights = await thread.train(Int32Array.from(part), 2, OPTIONS);
      expect(weights).toEqual(
        trainInOrders(
          part.map((at) => examples[at]!),
          2,
          OPTIONS,
        ),
      );
    }
    await thread.close();
  });

  it('says what went wrong there', async () => {
    const thread = new TrainingThread(examples);
    await expect(thread.train(Int32Array.of(examples.length), 1, OPTIONS)).rejects.toThrow();
    await thread.close();
  });
});
