import { Fault } from '../../base/fault.js';

/** What stands in a certificate beside other words must leave room for them. */
export const LONGEST_REASON = 1000;

/**
 * As it was typed, without the blanks around it.
 * @throws {Fault} usage `erase/no-reason`, `erase/reason-too-long`
 */
export function reasonGiven(reason: string | undefined, hint = 'give --reason'): string {
  const given = reason?.trim() ?? '';
  if (given === '') throw new Fault('usage', 'erase/no-reason', 'this needs a reason', {}, { hint });
  if (given.length <= LONGEST_REASON) return given;
  throw new Fault(
    'usage',
    'erase/reason-too-long',
    'the reason is too long for a certificate',
    { length: given.length, longest: LONGEST_REASON },
    { hint: `say it in at most ${LONGEST_REASON} characters, and name the document that tells the rest` },
  );
}
