import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../base/clock.js';
import { asFault, Fault } from '../../base/fault.js';
import type { Logger } from '../../base/logger.js';
import { withCatalogue } from '../open-catalogue.js';
import { statusOf } from '../status/status.js';
import { exposition } from './exposition.js';
import { metricsOf } from './metrics.js';

export interface MetricsServer {
  port: number;
  close(): Promise<void>;
}

/** Scrapes within this time get the same answer, so that a busy scraper does not read the catalogue all the time. */
const FRESH_MS = 10_000;

/**
 * `GET /metrics` on the loopback address of this host and nowhere else.
 * @param port - 0 takes a free one
 * @throws {Fault} conflict `schedule/metrics-port`
 */
export async function serveMetrics(dir: string, port: number, clock: Clock, logger: Logger): Promise<MetricsServer> {
  let kept: { at: number; text: Promise<string> } | undefined;
  const current = (): Promise<string> => {
    const now = clock.now().getTime();
    if (!kept || now - kept.at >= FRESH_MS)
      kept = { at: now, text: withCatalogue(dir, async (open) => exposition(metricsOf(await statusOf(open))), clock) };
    return kept.text;
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    // A page in a browser of this host must not read it under a name of its own.
    const host = /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '');
    if (!host || path !== '/metrics' || request.method !== 'GET') return void response.writeHead(404).end();
    current().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      (error) => {
        kept = undefined;
        logger.error({ code: asFault(error).code }, 'metrics could not be read');
        response.writeHead(503).end();
      },
    );
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new Fault('conflict', 'schedule/metrics-port', 'the port for metrics cannot be used', { port }, { cause }),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}
