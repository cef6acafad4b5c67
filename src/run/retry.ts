import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../base/fault.js';

export interface RetryOptions {
  attempts: number;
  /** Milliseconds before the second attempt; doubles each time. */
  firstDelay: number;
}

const DEFAULT: RetryOptions = { attempts: 4, firstDelay: 100 };

/**
 * Tries again after `unavailable` and `conflict`, the two kinds that time can heal; every other error passes at once.
 */
export async function withRetry<T>(
  task: () => Promise<T>,
  signal: AbortSignal,
  options: RetryOptions = DEFAULT,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      const healable = error instanceof Fault && (error.kind === 'unavailable' || error.kind === 'conflict');
      if (!healable || attempt >= options.attempts || signal.aborted) throw error;
      await delay(options.firstDelay * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}
