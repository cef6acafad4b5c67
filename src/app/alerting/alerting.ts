import { join, resolve } from 'node:path';
import type { AlertFacts, Channel } from '../../alerts/alert.js';
import { alertText } from '../../alerts/alert-texts.js';
import { type Delivery, deliver } from '../../alerts/deliver.js';
import { mail } from '../../alerts/mail.js';
import { Outbox } from '../../alerts/outbox.js';
import { webhook } from '../../alerts/webhook.js';
import type { Clock } from '../../base/clock.js';
import { asFault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import type { Logger } from '../../base/logger.js';
import type { ALERT_EVENTS, AlertsConfig, Contact } from '../../config/alerts.js';
import type { Config } from '../../config/schema.js';
import { systemTimer, type Timer } from '../schedule/timer.js';

export type AlertEvent = (typeof ALERT_EVENTS)[number];

export interface AlertingNeeds {
  dir: string;
  config: Pick<Config, 'alerts' | 'service'>;
  clock: Clock;
  logger: Logger;
  timer?: Timer;
  /** Nothing leaves: nobody can say which contacts and servers were accepted. */
  held?: boolean;
}

/** No round of delivering takes longer, whatever the receivers do. */
const ROUND_MS = 30_000;

/** The last round of this process, by folder: two rounds at once would tell everything twice. */
const rounds = new Map<string, Promise<unknown>>();

export const outboxOf = (dir: string): Outbox => new Outbox(join(dir, 'run', 'alerts'));

/**
 * B2-1-3: tells contacts what happened. Neither a receiver nor a full disk ever stops the work that an alert is about:
 * what was not delivered stays in the outbox for the next round, and `status` and `doctor` say so.
 */
export class Alerting {
  readonly #needs: AlertingNeeds;
  readonly #outbox: Outbox;

  constructor(needs: AlertingNeeds) {
    this.#needs = needs;
    this.#outbox = outboxOf(needs.dir);
  }

  /** Puts an alert into the outbox. @param once - see `Outbox.add` @returns whether there is something new to deliver */
  async raise(event: AlertEvent, facts: AlertFacts, once?: string): Promise<boolean> {
    const { config, clock, logger } = this.#needs;
    const contacts = config.alerts.contacts.filter(({ events }) => events?.includes(event) ?? true);
    if (contacts.length === 0) return false;
    const at = clock.now().toISOString();
    const { id, name } = config.service;
    const service = { id, name };
    const alert = { id: randomId('alert'), event, at, service, ...alertText(event, facts, service, at), facts };
    try {
      const ids = contacts.map((contact) => contact.id);
      return await this.#outbox.add(alert, ids, once);
    } catch (error) {
      logger.error({ code: 'alerts/not-stored', event, reason: asFault(error).code }, 'an alert could not be stored');
      return false;
    }
  }

  /** One round for everything in the outbox; rounds of one process follow each other. */
  deliver(signal: AbortSignal = new AbortController().signal): Promise<Delivery> {
    const { dir, config, clock, logger, timer = systemTimer, held = false } = this.#needs;
    if (held) return this.#counted();
    const channels = channelsOf(dir, config.alerts);
    const needs = {
      outbox: this.#outbox,
      channels,
      clock,
      logger,
      wait: (milliseconds: number, until: AbortSignal) => timer.wait(milliseconds, until),
    };
    const before = rounds.get(dir) ?? Promise.resolve();
    const round = before.then(() => deliver(needs, AbortSignal.any([signal, AbortSignal.timeout(ROUND_MS)])));
    rounds.set(
      dir,
      round.catch(() => undefined),
    );
    return round.catch((error) => {
      logger.error({ code: 'alerts/outbox-unreadable', reason: asFault(error).code }, 'the outbox cannot be read');
      return { delivered: 0, waiting: 0 };
    });
  }

  async #counted(): Promise<Delivery> {
    const { waiting } = await this.#outbox.waiting();
    this.#needs.logger.warn({ code: 'alerts/held', count: waiting.length }, 'alerts wait in the outbox');
    return { delivered: 0, waiting: waiting.length };
  }
}

function channelsOf(dir: string, { contacts, smtp }: AlertsConfig): Map<string, Channel> {
  const channels = new Map<string, Channel>();
  for (const { id, webhook: hook, mail: to } of contacts as readonly Contact[]) {
    if (hook) channels.set(id, webhook({ url: hook.url, secretFile: resolve(dir, hook.secretFile) }));
    else if (to && smtp) {
      const { passwordFile, caFile, ...rest } = smtp;
      const files = {
        ...(passwordFile === undefined ? {} : { passwordFile: resolve(dir, passwordFile) }),
        ...(caFile === undefined ? {} : { caFile: resolve(dir, caFile) }),
      };
      channels.set(id, mail({ ...rest, ...files, to }));
    }
  }
  return channels;
}
