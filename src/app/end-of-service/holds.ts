import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import type { Hold } from '../../dispose/hold.js';
import type { PlaceFilter } from '../../dispose/selection.js';
import { systemsOf } from '../../inventory/systems.js';
import type { Catalog } from '../../ports/catalog.js';
import type { Workspace } from '../workspace.js';
import { LONGEST_REASON } from './erasure-reason.js';
import { withObjectIds } from './known-objects.js';

/** Every hold ever placed, oldest first. */
export async function holdsOf(catalog: Catalog): Promise<Hold[]> {
  return (await catalog.documents('hold')).map(({ body }) => body as unknown as Hold);
}

export async function holdsInForce(catalog: Catalog): Promise<Hold[]> {
  return (await holdsOf(catalog)).filter(({ released }) => released === undefined);
}

/**
 * B3-2-1: from now on no plan erases what the hold covers.
 * @throws {Fault} usage `hold/no-reason`, `hold/reason-too-long`, `systems/unknown`, `plan/unknown-object`
 */
export async function placeHold({ ports }: Workspace, filter: PlaceFilter, reason: string): Promise<Hold> {
  const { catalog, service, clock, actor } = ports;
  if (reason.trim() === '') throw new Fault('usage', 'hold/no-reason', 'a hold needs a reason');
  if (reason.trim().length > LONGEST_REASON) throw tooLong(reason.trim().length);
  for (const id of filter.systems ?? []) systemsOf(service, id);
  const hold: Hold = {
    holdId: randomId('hold'),
    filter: JSON.parse(JSON.stringify(withObjectIds(filter, ports))) as PlaceFilter,
    reason: reason.trim(),
    placedBy: actor,
    placedAt: clock.now().toISOString(),
    released: undefined,
  };
  await save(catalog, hold, {
    actor,
    action: 'hold.placed',
    subject: hold.holdId,
    detail: { ...hold.filter } as never,
  });
  return hold;
}

/** @throws {Fault} usage `hold/unknown`, conflict `hold/released` */
export async function assertInForce(catalog: Catalog, holdId: string): Promise<Hold> {
  const hold = (await holdsOf(catalog)).find((one) => one.holdId === holdId);
  if (!hold) throw new Fault('usage', 'hold/unknown', 'no such hold', { holdId }, { hint: 'see `kimitsu hold list`' });
  if (hold.released) throw new Fault('conflict', 'hold/released', 'the hold was released already', { holdId });
  return hold;
}

/**
 * Ends a hold. Two people, since what it kept can be erased afterwards.
 * @throws {Fault} usage `hold/unknown`, `hold/no-reason`, conflict `hold/released`, denied `hold/second-person`
 */
export async function releaseHold(
  { ports }: Workspace,
  holdId: string,
  { by, confirmedBy, reason }: { by: string; confirmedBy: string; reason: string },
): Promise<Hold> {
  const { catalog, clock, actor } = ports;
  const hold = await assertInForce(catalog, holdId);
  if (reason.trim() === '') throw new Fault('usage', 'hold/no-reason', 'releasing a hold needs a reason');
  if (confirmedBy.trim() === '' || confirmedBy.trim() === by.trim())
    throw new Fault(
      'denied',
      'hold/second-person',
      'releasing a hold needs a second person',
      { holdId },
      { hint: 'name another person with --confirmed-by' },
    );
  const released = {
    by: by.trim(),
    confirmedBy: confirmedBy.trim(),
    reason: reason.trim(),
    at: clock.now().toISOString(),
  };
  await save(catalog, { ...hold, released }, { actor, action: 'hold.released', subject: holdId });
  return { ...hold, released };
}

function save(catalog: Catalog, hold: Hold, audit: Parameters<Catalog['saveDocument']>[1][number]): Promise<void> {
  const body = JSON.parse(JSON.stringify(hold));
  return catalog.saveDocument({ kind: 'hold', id: hold.holdId, parentId: undefined, body }, [audit]);
}

/** It stands in plan and certificate, and one that does not fit would be found out when everything else is erased. */
function tooLong(length: number): Fault {
  return new Fault(
    'usage',
    'hold/reason-too-long',
    'the reason is too long for a certificate',
    { length, longest: LONGEST_REASON },
    { hint: `say it in at most ${LONGEST_REASON} characters` },
  );
}
