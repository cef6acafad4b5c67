import type { Clock } from '../base/clock.js';
import { asFault } from '../base/fault.js';
import type { Logger } from '../base/logger.js';
import type { Channel } from './alert.js';
import type { Outbox, Waiting } from './outbox.js';

export interface DeliveryNeeds {
  outbox: Outbox;
  /** By the id of the contact. */
  channels: ReadonlyMap<string, Channel>;
  clock: Clock;
  logger: Logger;
  /** Waits between two attempts; resolves early when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface Delivery {
  delivered: number;
  waiting: number;
}

/** Pauses before the second and the third attempt of one round. */
const PAUSES_MS = [500, 2000];

/**
 * Tries to deliver what waits. Contacts are tried side by side; one that cannot be reached is left until the next
 * round after its first alert failed. Never throws for a receiver: what was not delivered stays in the outbox.
 */
export async function deliver(needs: DeliveryNeeds, signal: AbortSignal): Promise<Delivery> {
  const { outbox, logger } = needs;
  const { waiting, unreadable } = await outbox.waiting();
  if (unreadable > 0)
    logger.error({ code: 'alerts/unreadable', count: unreadable }, 'alerts of the outbox are damaged');
  const contacts = [...new Set(waiting.map(({ contact }) => contact))];
  const delivered = await Promise.all(
    contacts.map((contact) =>
      deliverTo(
        contact,
        waiting.filter((one) => one.contact === contact),
        needs,
        signal,
      ),
    ),
  );
  const count = delivered.reduce((sum, one) => sum + one, 0);
  return { delivered: count, waiting: waiting.length - count };
}

async function deliverTo(
  contact: string,
  waiting: readonly Waiting[],
  needs: DeliveryNeeds,
  signal: AbortSignal,
): Promise<number> {
  const { outbox, channels, clock, logger } = needs;
  const channel = channels.get(contact);
  if (!channel) {
    logger.warn({ code: 'alerts/unknown-contact', contact, count: waiting.length }, 'alerts wait for no known contact');
    return 0;
  }
  let delivered = 0;
  for (const one of waiting) {
    const reason = await attempt(channel, one, needs, signal);
    if (reason !== undefined) {
      await outbox.failed(one, reason, clock.now());
      logger.warn({ code: 'alerts/not-delivered', contact, reason, event: one.alert.event }, 'alert not delivered');
      break;
    }
    await outbox.delivered(one);
    delivered += 1;
    logger.info({ contact, event: one.alert.event }, 'alert delivered');
  }
  return delivered;
}

/** @returns why it failed; undefined when it was delivered */
async function attempt(
  channel: Channel,
  { alert }: Waiting,
  { wait }: DeliveryNeeds,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (let tried = 0; ; tried++) {
    try {
      await channel.send(alert, signal);
      return undefined;
    } catch (error) {
      const { code, kind, detail } = asFault(error);
      const pause = PAUSES_MS[tried];
      if (pause === undefined || kind !== 'unavailable' || signal.aborted)
        return typeof detail.reason === 'string' ? detail.reason : code;
      await wait(pause, signal);
    }
  }
}
