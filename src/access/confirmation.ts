import { Fault } from '../base/fault.js';

/** What a destructive command asks to be repeated before it starts (B1-1-2). */
export interface Confirmation {
  /** Typed out by a person at a terminal. */
  serviceId: string;
  /** Given as an option where there is no terminal: only who has read the plan knows it. */
  planHash: string;
}

/** What is confirmed; begins the codes of the Faults. */
export type Confirmed = 'erase' | 'migrate' | 'adopt' | 'accounts';

/**
 * @param act - begins the codes of the Faults
 * @param typed - what a person typed; undefined where nobody was asked
 * @param given - what came as an option; undefined where none did
 * @throws {Fault} denied `<act>/wrong-confirmation`, denied `<act>/not-confirmed`
 */
export function assertConfirmed(
  expected: Confirmation,
  typed: string | undefined,
  given: string | undefined,
  act: Confirmed = 'erase',
): void {
  if (given !== undefined) {
    if (given.trim() === expected.planHash) return;
    throw new Fault(
      'denied',
      `${act}/wrong-confirmation`,
      'the confirmation is not the hash of this plan; nothing was changed',
    );
  }
  if (typed === undefined)
    throw new Fault(
      'denied',
      `${act}/not-confirmed`,
      'this needs a confirmation; nothing was changed',
      {},
      {
        hint: 'on a terminal type the service id; elsewhere give --confirm with the hash of the plan',
      },
    );
  if (typed.trim() !== expected.serviceId)
    throw new Fault('denied', `${act}/wrong-confirmation`, 'what was typed is not the service id; nothing was changed');
}
