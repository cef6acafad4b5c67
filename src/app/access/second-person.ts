import { Fault } from '../../base/fault.js';
import type { Role } from '../../base/role.js';
import type { Workspace } from '../workspace.js';
import { accountIn } from './actor.js';
import { registerOf } from './enroll.js';
import { proveSecret } from './prove.js';
import { notingRefusal, type Tried } from './refusal.js';

/** Somebody who has shown who they are. */
export interface Person {
  accountId: string;
  name: string;
}

/** Two people who answer for the same thing. */
export interface TwoPeople {
  first: Person;
  second: Person;
}

const VOUCHING: readonly Role[] = ['operator', 'privileged-operator', 'approver'];

/**
 * Where one person is not enough: who gives the command, and another one who shows their secret beside them. Undefined
 * while nobody is authenticated.
 *
 * @param shown - undefined where no second person was named
 * @throws {Fault} usage `access/no-second-person`; denied `access/same-person`, `access/not-permitted`, and as `proveSecret`
 */
export async function twoPeople(
  workspace: Workspace,
  tried: Tried,
  shown: { name: string; secret: string } | undefined,
): Promise<TwoPeople | undefined> {
  const { ports, dir, config, bound, access } = workspace;
  const own = accountIn(ports.actor);
  if (own === undefined) return undefined;
  if (!shown) throw noSecondPerson();
  const { clock, catalog, logger, actor } = ports;
  const file = registerOf(workspace);
  const entrance = { dir, config, bound, acceptances: access, clock, catalog, logger, actor };
  const { accountId, name } = await notingRefusal(entrance, tried, async (told) => {
    const second = await proveSecret({ file, clock, catalog }, shown.name, shown.secret, told);
    if (second.accountId === own)
      throw new Fault('denied', 'access/same-person', 'the second person is the one who gives the command');
    if (VOUCHING.some((role) => second.roles.includes(role))) return second;
    const hint = `one of these roles is needed: ${VOUCHING.join(', ')}`;
    throw new Fault('denied', 'access/not-permitted', 'the role of the account does not allow this', {}, { hint });
  });
  const first = (await file.read()).find((one) => one.accountId === own);
  return { first: { accountId: own, name: first?.name ?? own }, second: { accountId, name } };
}

export function noSecondPerson(): Fault {
  const hint = 'another person gives --confirm-as NAME and types the secret, or --confirm-secret-file FILE';
  return new Fault('usage', 'access/no-second-person', 'this needs a second person', {}, { hint });
}
