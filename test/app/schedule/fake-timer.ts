import { setImmediate as turn } from 'node:timers/promises';
import type { Timer } from '../../../src/app/schedule/timer.js';
import type { SettableClock } from '../../../src/base/clock.js';

interface Waiting {
  at: number;
  end(): void;
}

/** A timer on a settable clock: `advanceTo` passes through every time that something waits for, and sleeps never. */
export class FakeTimer implements Timer {
  readonly #clock: SettableClock;
  #waiting: Waiting[] = [];

  constructor(clock: SettableClock) {
    this.#clock = clock;
  }

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        at: this.#clock.now().getTime() + milliseconds,
        end: () => {
          this.#waiting = this.#waiting.filter((other) => other !== waiting);
          resolve();
        },
      };
      this.#waiting.push(waiting);
      if (signal.aborted) waiting.end();
      else signal.addEventListener('abort', waiting.end, { once: true });
    });
  }

  async advanceTo(instant: string): Promise<void> {
    const end = Date.parse(instant);
    await this.settle();
    for (;;) {
      const next = [...this.#waiting].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#clock.set(new Date(Math.max(next.at, this.#clock.now().getTime())));
      next.end();
      await this.settle();
    }
    this.#clock.set(new Date(end));
  }

  /** Lets everything go on that does not wait for time. */
  async settle(): Promise<void> {
    for (let i = 0; i < 5; i++) await turn();
  }
}
