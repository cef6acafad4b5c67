import { createHmac } from 'node:crypto';
import { Fault } from '../base/fault.js';
import type { Alert, Channel } from './alert.js';
import { readSecret } from './secret-file.js';

export interface WebhookSettings {
  url: string;
  /** Absolute path. */
  secretFile: string;
  timeoutMs?: number;
  /** Unix time in seconds. */
  now?: () => number;
}

const LEAST_SECRET = 16;
const TIMEOUT_MS = 10_000;

/**
 * A JSON POST whose header `Kimitsu-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA256 of `<t>.<body>`. The time is
 * signed too, so that a message that was caught cannot be sent again later. Redirects are not followed.
 */
export function webhook({
  url,
  secretFile,
  timeoutMs = TIMEOUT_MS,
  now = () => Math.floor(Date.now() / 1000),
}: WebhookSettings): Channel {
  return {
    async send(alert, signal) {
      const secret = await readSecret(secretFile, LEAST_SECRET);
      const body = JSON.stringify({ schema: 'kimitsu/alert/1', ...alert });
      const status = await post(url, body, headersOf(alert, body, secret, now()), [
        signal,
        AbortSignal.timeout(timeoutMs),
      ]);
      if (status < 200 || status > 299) throw notDelivered(`http-${status}`);
    },
  };
}

/** Of a message as it is sent. */
export function signature(body: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

function headersOf({ id, event }: Alert, body: string, secret: string, seconds: number): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'kimitsu',
    'kimitsu-event': event,
    'kimitsu-delivery': id,
    'kimitsu-signature': signature(body, secret, seconds),
  };
}

async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  signals: AbortSignal[],
): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      signal: AbortSignal.any(signals),
    });
    // What the receiver says beyond its status is of no use, and it may be endless.
    await response.body?.cancel();
    return response.status;
  } catch (cause) {
    throw notDelivered(signals.some(({ aborted }) => aborted) ? 'timed-out' : 'unreachable', cause);
  }
}

/** @param reason - stable, for logs and the outbox */
export function notDelivered(reason: string, cause?: unknown): Fault {
  return new Fault('unavailable', 'alerts/not-delivered', 'an alert was not delivered', { reason }, { cause });
}
