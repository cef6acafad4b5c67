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
 * A try that was cut off may have changed something already, which the next ones meet as a conflict: what is thrown
 * then is what cut it off.
 */
export async function withRetry<T>(
  task: () => Promise<T>,
  signal: AbortSignal,
  options: RetryOptions = DEFAULT,
): Promise<T> {
  let cutOff: Fault | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      const healable = error instanceof Fault && (error.kind === 'unavailable' || error.kind === 'conflict');
      if (healable && error.kind === 'unavailable') cutOff = error;
      if (!healable || signal.aborted) throw error;
      if (attempt >= options.attempts) throw cutOff ?? error;
      await delay(options.firstDelay * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}
