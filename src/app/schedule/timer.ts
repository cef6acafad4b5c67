import { setTimeout as delay } from 'node:timers/promises';

/** Waiting as a port, so that a year of nights is tested in a moment. */
export interface Timer {
  /** Resolves after so many milliseconds, or as soon as `signal` aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemTimer: Timer = {
  async wait(milliseconds, signal) {
    await delay(milliseconds, undefined, { signal }).catch(() => undefined);
  },
};
