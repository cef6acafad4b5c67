import { randomBytes } from 'node:crypto';

/** A contact-centre system: its id in the configuration, `^[a-z][a-z0-9-]{0,31}$`. */
export type SystemId = string;

/** `prefix-` + 24 hex digits of randomness. Says nothing about what it names. */
export function randomId(prefix: string): string {
  return `${prefix}-${randomBytes(12).toString('hex')}`;
}
