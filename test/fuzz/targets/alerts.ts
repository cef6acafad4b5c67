import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Alert } from '../../../src/alerts/alert.js';
import { deliver } from '../../../src/alerts/deliver.js';
import { Outbox } from '../../../src/alerts/outbox.js';
import { webhook } from '../../../src/alerts/webhook.js';
import { SettableClock } from '../../../src/base/clock.js';
import { silentLogger } from '../../../src/base/logger.js';
import { asFile } from '../own-file.js';
import { holds, MARKER, refusing } from '../promises.js';
import { type FuzzTarget, whole } from '../target.js';

const alert: Alert = {
  id: 'alert-1',
  event: 'run-failed',
  at: '2026-04-01T00:00:00.000Z',
  service: { id: 'centre', name: 'センター' },
  subject: '件名',
  text: '本文',
  facts: { job: 'classify', count: 3 },
};
const clock = new SettableClock(new Date(alert.at));
const never = new AbortController().signal;

/** A receiver that answers whatever comes with these bytes, and hangs up. */
async function answering<T>(answer: Buffer, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

/** What the receiver of an alert answers, and what lies in the outbox until one is there. */
export const alerts: readonly FuzzTarget[] = [
  {
    name: 'alerts/webhook-answer',
    form: 'bytes',
    weight: 0.2,
    seeds: () =>
      [
        'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
        `HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/${MARKER}\r\ncontent-length: 0\r\n\r\n`,
        `HTTP/1.1 500 ${MARKER}\r\ncontent-type: text/plain\r\n\r\n${MARKER}`,
        'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
        'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
        'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
      ].map(whole),
    check: (input) =>
      asFile(input, 'answer', (_, folder) =>
        answering(input, async (url) => {
          const secretFile = join(folder, 'secret');
          await writeFile(secretFile, 'not a secret to anybody', { mode: 0o600 });
          const sent = await refusing(
            () => webhook({ url, secretFile, timeoutMs: 2000 }).send(alert, never),
            'unavailable',
          );
          const taken = /HTTP\/1\.[01] 2\d\d/.test(input.toString('latin1'));
          holds(taken || 'refused' in sent, 'an alert counts as delivered only where the receiver said so');
        }),
      ),
  },
  {
    name: 'alerts/outbox',
    form: 'bytes',
    weight: 0.5,
    seeds: () => [whole(JSON.stringify({ alert, contact: 'c', attempts: 0, order: 1 })), whole('{}'), whole('null')],
    check: (input) =>
      asFile(input, join('alerts', 'alert-1.c.json'), async (_, folder) => {
        const outbox = new Outbox(join(folder, 'alerts'));
        await outbox.add({ ...alert, id: 'alert-2' }, ['c']);
        const sent: string[] = [];
        const channels = new Map([['c', { send: async ({ id }: Alert) => void sent.push(id) }]]);
        const needs = { outbox, channels, clock, logger: silentLogger, wait: async () => undefined };
        const { delivered, waiting } = await deliver(needs, never);
        holds(sent.includes('alert-2'), 'a damaged alert keeps no other one back');
        holds(delivered === sent.length, 'what was delivered is counted');
        const left = await outbox.waiting();
        holds(left.waiting.length === waiting, 'what was not delivered still waits');
        holds(delivered + waiting + left.unreadable === 2, 'no alert is gone without having been delivered');
      }),
  },
];
