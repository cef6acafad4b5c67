import { Fault } from '../../base/fault.js';

/** RFC 3339 → milliseconds since 1970. Instants come back in UTC with milliseconds, whatever way they were written. */
export function toMillis(instant: string): number {
  const millis = Date.parse(instant);
  if (Number.isNaN(millis)) throw new Fault('bug', 'catalog/bad-instant', 'an instant is not written as RFC 3339 says');
  return millis;
}

export function toInstant(millis: number): string {
  return new Date(Number(millis)).toISOString();
}
