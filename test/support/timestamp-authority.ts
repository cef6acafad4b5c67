import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian and others put it; undefined when there is none. */
export const OPENSSL: string | undefined = [
  '/usr/bin/openssl',
  '/usr/local/bin/openssl',
  '/opt/homebrew/bin/openssl',
].find((path) => existsSync(path));

/** What the authority does instead of its work. */
export type Misbehaviour = 'none' | 'error' | 'not-a-reply' | 'replay' | 'other-data' | 'too-long' | 'redirect';

const CONFIG = `
[tsa]
default_tsa = one
[one]
serial = ./serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** A time stamping authority of the test's own, made with openssl and listening on this machine. */
export class TimestampAuthority {
  behaves: Misbehaviour = 'none';
  requests = 0;
  /** Body of a reply to send again. */
  #last: Buffer | undefined;

  private constructor(
    readonly folder: string,
    readonly server: Server,
  ) {}

  static async start(): Promise<TimestampAuthority> {
    const folder = await mkdtemp(join(tmpdir(), 'kimitsu-tsa-'));
    const openssl = (...args: string[]) => execFileSync(OPENSSL!, args, { cwd: folder, stdio: 'pipe' });
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
    const root = ['-x509', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=sample root'];
    openssl('req', ...key, ...root, '-addext', 'basicConstraints=critical,CA:TRUE');
    for (const [name, usage] of [
      ['tsa', 'critical,timeStamping'],
      ['other', 'critical,timeStamping'],
      ['mail', 'critical,emailProtection'],
    ]) {
      openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=sample ${name}`);
      await writeFile(join(folder, 'ext.cnf'), `extendedKeyUsage=${usage}\nkeyUsage=critical,digitalSignature\n`);
      const issuer =
        name === 'other' ? ['-signkey', 'other.key'] : ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
      openssl(
        'x509',
        '-req',
        '-days',
        '30',
        '-in',
        `${name}.csr`,
        ...issuer,
        '-extfile',
        'ext.cnf',
        '-out',
        `${name}.pem`,
      );
    }
    await writeFile(join(folder, 'tsa.cnf'), CONFIG);
    await writeFile(join(folder, 'serial'), '01');
    const server = createServer();
    const authority = new TimestampAuthority(folder, server);
    server.on('request', async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece);
      authority.requests += 1;
      const { status, body } = await authority.#answer(Buffer.concat(pieces));
      response.writeHead(status, { 'content-type': 'application/timestamp-reply', location: '/elsewhere' }).end(body);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return authority;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tsa`;
  }

  /** PEM of `tsa`, its issuer `ca`, or another authority `other`. */
  pem(name: 'tsa' | 'ca' | 'other' | 'mail'): Promise<string> {
    return readFile(join(this.folder, `${name}.pem`), 'utf8');
  }

  /** The reply to a query over `data`, signed by `name`. */
  async replyTo(data: Uint8Array, name: 'tsa' | 'other' = 'tsa'): Promise<Buffer> {
    await writeFile(join(this.folder, 'data'), data);
    await this.openssl('ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'query');
    return this.#reply(name);
  }

  openssl(...args: string[]): Promise<{ stdout: string; stderr: string }> {
    return run(OPENSSL!, args, { cwd: this.folder });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
    await rm(this.folder, { recursive: true });
  }

  async #answer(query: Buffer): Promise<{ status: number; body: Buffer }> {
    if (this.behaves === 'error') return { status: 503, body: Buffer.alloc(0) };
    if (this.behaves === 'redirect') return { status: 307, body: Buffer.alloc(0) };
    if (this.behaves === 'not-a-reply') return { status: 200, body: Buffer.from('<html></html>') };
    if (this.behaves === 'too-long') return { status: 200, body: Buffer.alloc(200_000, 0x30) };
    if (this.behaves === 'replay' && this.#last) return { status: 200, body: this.#last };
    if (this.behaves === 'other-data') return { status: 200, body: await this.replyTo(Buffer.from('other data')) };
    await writeFile(join(this.folder, 'query'), query);
    this.#last = await this.#reply('tsa');
    return { status: 200, body: this.#last };
  }

  async #reply(name: string): Promise<Buffer> {
    const signer = ['-signer', `${name}.pem`, '-inkey', `${name}.key`];
    await this.openssl(
      'ts',
      '-reply',
      '-config',
      'tsa.cnf',
      '-section',
      'one',
      '-queryfile',
      'query',
      ...signer,
      '-out',
      'reply',
    );
    return readFile(join(this.folder, 'reply'));
  }
}
