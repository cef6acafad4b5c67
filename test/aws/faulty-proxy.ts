import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  method: string;
  /** Path and query as sent. */
  url: string;
  headers: IncomingMessage['headers'];
}

export type Fault =
  /** Answered in place of the server. */
  | { status: number; body?: string; headers?: Record<string, string> }
  /** The connection is reset before any answer. */
  | 'reset'
  /** The server's answer is passed on up to so many bytes of its body, then the connection is reset. */
  | { cutAfter: number }
  /** Passed on once this has resolved. */
  | { hold: Promise<void> }
  /** Passed on with these headers too, which the server wants and S3 does not. */
  | { add: Record<string, string> };

export type Rule = (seen: Seen) => Fault | undefined;

export const errorXml = (code: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>m</Message>${more}</Error>`;

/** Stands in front of the server and fails as it is told to; everything else goes through. */
export class FaultyProxy {
  readonly seen: Seen[] = [];
  rule: Rule = () => undefined;
  readonly #server: Server;
  #waiting: { matches: (seen: Seen) => boolean; left: number; done: () => void }[] = [];

  constructor(readonly target: string) {
    this.#server = createServer((incoming, answer) => void this.#handle(incoming, answer));
  }

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Resolves when so many requests more have been seen. */
  next(matches: (seen: Seen) => boolean, count: number): Promise<void> {
    return new Promise((done) => this.#waiting.push({ matches, left: count, done }));
  }

  #note(seen: Seen): void {
    this.seen.push(seen);
    for (const waiting of this.#waiting) {
      if (waiting.matches(seen)) waiting.left -= 1;
      if (waiting.left === 0) waiting.done();
    }
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
  }

  async #handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = incoming;
    const seen = { method, url, headers };
    this.#note(seen);
    const fault = this.rule(seen);
    if (fault === 'reset') return void incoming.socket.destroy();
    if (fault && 'status' in fault) {
      // Read to the end, as a server would: otherwise the client may see a reset instead of the answer.
      incoming.resume().on('end', () => answer.writeHead(fault.status, fault.headers).end(fault.body));
      return;
    }
    if (fault && 'hold' in fault) await fault.hold;
    const cutAfter = fault && 'cutAfter' in fault ? fault.cutAfter : undefined;
    const { hostname, port } = new URL(this.target);
    const more = fault && 'add' in fault ? fault.add : {};
    const passed = request({ hostname, port, method, path: url, headers: { ...headers, ...more } }, (reply) => {
      answer.writeHead(reply.statusCode ?? 500, reply.headers);
      if (cutAfter === undefined) return void reply.pipe(answer);
      let left = cutAfter;
      reply.on('data', (chunk: Buffer) => {
        answer.write(chunk.subarray(0, left), () => {
          if (left <= 0) incoming.socket.destroy();
        });
        left -= chunk.byteLength;
      });
    });
    passed.on('error', () => incoming.socket.destroy());
    incoming.pipe(passed);
  }
}
