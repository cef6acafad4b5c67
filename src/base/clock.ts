import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** A time that only runs forward and that nobody sets, since the machine was started; sleep included. */
export interface Steady {
  /** Of which start: times of two starts cannot be compared. */
  boot: string;
  milliseconds: number;
}

/** Time as a port: waiting periods and retention are tested without waiting. */
export interface Clock {
  now(): Date;
  /** Absent of a clock that is moved by hand; undefined where the machine does not tell one start from another. */
  steady?(): Steady | undefined;
}

export const systemClock: Clock = { now: () => new Date(), steady: steadyTime };

let boot: string | undefined;

/** @see https://docs.kernel.org/admin-guide/sysctl/kernel.html#random */
function steadyTime(): Steady | undefined {
  try {
    boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
  return { boot, milliseconds: Math.floor(uptime() * 1000) };
}

/** A clock that stands still until it is moved. */
export class SettableClock implements Clock {
  #now: Date;

  constructor(start: Date) {
    this.#now = start;
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(now: Date): void {
    this.#now = now;
  }

  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

export const DAY_MS = 86_400_000;
