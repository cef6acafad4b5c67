import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Stands between a program and a server and cuts the connection behind a certain byte of what the program sends, as it
 * is cut when the program is killed there or its machine disappears.
 */
export class CuttingProxy {
  /** Bytes that programs have sent. */
  sent = 0;
  #left = Number.POSITIVE_INFINITY;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(readonly target: { host: string; port: number }) {
    this.#server = createServer((program) => this.#join(program));
  }

  /** @returns the port on 127.0.0.1 */
  async start(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Lets so many bytes more through, and no answer to the last of them; from then on everything again. */
  cutAfter(bytes: number): void {
    this.#left = bytes;
  }

  #join(program: Socket): void {
    const server = connect(this.target);
    for (const socket of [program, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    }
    server.on('close', () => program.destroy());
    program.on('close', () => server.end());
    server.pipe(program);
    program.on('data', (bytes) => {
      this.sent += bytes.length;
      if (bytes.length < this.#left) {
        this.#left -= bytes.length;
        server.write(bytes);
        return;
      }
      // A socket that is closed with answers unread takes back what has not been read at the other end.
      server.unpipe(program);
      server.resume();
      server.end(bytes.subarray(0, this.#left));
      program.destroy();
      this.#left = Number.POSITIVE_INFINITY;
    });
  }
}
