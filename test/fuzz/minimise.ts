import { signatureOf } from './promises.js';
import type { FuzzTarget } from './target.js';

/** Tries of making a failing input smaller. */
const TRIES = 400;

/** The smallest input found that fails for the same reason as `input` does: pieces are taken out, larger ones first. */
export async function minimised(target: FuzzTarget, input: Buffer, reason: string): Promise<Buffer> {
  const unit = target.form === 'text' ? 2 : 1;
  let smallest = input;
  let tries = 0;
  const stillFails = async (bytes: Buffer): Promise<boolean> => {
    tries += 1;
    try {
      await target.check(bytes);
      return false;
    } catch (error) {
      return signatureOf(error) === reason;
    }
  };
  for (let piece = half(smallest.length, unit); piece >= unit && tries < TRIES; piece = half(piece, unit)) {
    for (let at = 0; at < smallest.length && tries < TRIES; ) {
      const without = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + piece)]);
      if (await stillFails(without)) smallest = without;
      else at += piece;
    }
    if (piece === unit) break;
  }
  return smallest;
}

const half = (length: number, unit: number): number => Math.floor(length / 2 / unit) * unit;
