import type { AccessKind } from '../../access/commands.js';
import { asFault, type Fault } from '../../base/fault.js';
import { circumstancesOf } from '../alerting/circumstances.js';
import { acceptedAlerting } from './accepted-alerting.js';
import type { Entrance } from './entrance.js';

export const REFUSED = 'access.refused';

/** What somebody tried. */
export interface Tried {
  /** As people give it: `accounts dispose`. */
  command: string;
  kind: AccessKind;
  /** Id of ours that it was about. */
  subject: string | null;
  /** Its own alerts tell of it. */
  announced?: boolean | undefined;
}

type Needs = Pick<Entrance, 'acceptances' | 'config' | 'dir' | 'bound' | 'clock' | 'logger' | 'catalog' | 'actor'>;

/** B1-1-1, B2-3-2: an attempt that failed stands in the audit log, and others are told. */
export async function noteRefusal(
  needs: Needs,
  { command, kind, subject, announced }: Tried,
  accountId: string | undefined,
  { code }: Fault,
): Promise<void> {
  const { catalog, clock, actor: nobody } = needs;
  const actor = accountId === undefined ? nobody : `account:${accountId}`;
  const detail = { command, kind, subject, code };
  await catalog.appendAudit([{ actor, action: REFUSED, subject: accountId ?? 'nobody', detail }]);
  const { alerting, config } = await acceptedAlerting(needs);
  const circumstances = await circumstancesOf({ config, catalog }, clock.now());
  const facts = { command, accountId: accountId ?? 'nobody', code, ...circumstances };
  await alerting.raise(announced ? 'destructive-refused' : 'access-refused', facts);
  await alerting.deliver();
}

/** Notes whatever `work` throws as refused. @param work - is given who is to be told as soon as an account is known */
export async function notingRefusal<T>(
  needs: Needs,
  tried: Tried,
  work: (told: (accountId: string) => void) => Promise<T>,
): Promise<T> {
  let seen: string | undefined;
  try {
    return await work((accountId) => {
      seen = accountId;
    });
  } catch (error) {
    await noteRefusal(needs, tried, seen, asFault(error));
    throw error;
  }
}
