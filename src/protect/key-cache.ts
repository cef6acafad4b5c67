import type { Clock } from '../base/clock.js';
import type { WrappingKey } from './wrapping-key.js';

/** No unit key stays in the memory of a process longer than this after it was unwrapped. */
export const UNIT_KEY_LIFE_MS = 5 * 60_000;
/** Handed out only this long, so that whoever got it last still has a minute to use it. */
export const UNIT_KEY_FRESH_MS = 4 * 60_000;
/** Unit keys kept at hand; the one used longest ago goes first. */
export const UNIT_KEY_CACHE_COUNT = 256;
/** Unit keys in memory in all, with those that are no longer handed out and may still be in somebody's hands. */
export const UNIT_KEY_HELD_COUNT = 512;

interface Held {
  key: WrappingKey;
  freshUntil: number;
  timer: NodeJS.Timeout;
}

/** Unwrapped unit keys for a bounded time. Time is told twice: by the clock, and by a timer that zeroises for sure. */
export class KeyCache {
  /** In order of last use. */
  readonly #fresh = new Map<string, Held>();
  /** Every key that is not zeroised yet, also those no longer handed out. */
  readonly #held = new Set<Held>();

  constructor(readonly clock: Clock) {}

  get(name: string): WrappingKey | undefined {
    const held = this.#fresh.get(name);
    if (!held) return undefined;
    this.#fresh.delete(name);
    if (this.clock.now().getTime() >= held.freshUntil) return undefined;
    this.#fresh.set(name, held);
    return held.key;
  }

  add(key: WrappingKey): void {
    const freshUntil = this.clock.now().getTime() + UNIT_KEY_FRESH_MS;
    const held: Held = { key, freshUntil, timer: setTimeout(() => this.#drop(held), UNIT_KEY_LIFE_MS) };
    held.timer.unref();
    this.#held.add(held);
    this.#fresh.set(key.name, held);
    if (this.#fresh.size <= UNIT_KEY_CACHE_COUNT) return;
    const [oldest] = this.#fresh.keys();
    if (oldest !== undefined) this.#fresh.delete(oldest);
    if (this.#held.size > UNIT_KEY_HELD_COUNT) this.#dropOldestStale();
  }

  /** There is one: more are held than are fresh. */
  #dropOldestStale(): void {
    for (const held of this.#held) {
      if (this.#fresh.get(held.key.name) === held) continue;
      this.#drop(held);
      return;
    }
  }

  forget(name: string): void {
    for (const held of this.#held) if (held.key.name === name) this.#drop(held);
  }

  forgetAll(): void {
    for (const held of this.#held) this.#drop(held);
  }

  #drop(held: Held): void {
    clearTimeout(held.timer);
    held.key.zeroise();
    this.#held.delete(held);
    if (this.#fresh.get(held.key.name) === held) this.#fresh.delete(held.key.name);
  }
}
