import type pg from 'pg';
import { Fault } from '../../base/fault.js';
import { isPostgresUrl } from '../../base/postgres-url.js';

const CONNECT_MS = 10_000;
const LOCAL_HOSTS = ['', 'localhost', '127.0.0.1', '[::1]'];

/**
 * What every session relies on, whatever the server's own defaults are. Read committed: each statement sees what was
 * committed before the lock of writers was given. Keepalives: a machine that lost its power gives its locks back
 * within a minute instead of two hours.
 */
const SESSION = {
  default_transaction_isolation: 'read\\ committed',
  synchronous_commit: 'on',
  client_encoding: 'UTF8',
  standard_conforming_strings: 'on',
  tcp_keepalives_idle: '30',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
};

/**
 * Settings of a connection to `url`. The password may stand in the URL, in PGPASSWORD or in ~/.pgpass; a schema of its
 * own is chosen by `?options=-csearch_path=NAME`. No error repeats the URL.
 *
 * @throws {Fault} usage `config/catalogue-url`; usage `config/catalogue-tls` for another host without encryption
 */
export function connectionTo(url: string): pg.ClientConfig {
  const parsed = parsedUrl(url);
  const socket = parsed.searchParams.get('host');
  const local = socket === null ? LOCAL_HOSTS.includes(parsed.hostname) : socket.startsWith('/');
  if (!local && !isEncrypted(parsed)) {
    throw new Fault(
      'usage',
      'config/catalogue-tls',
      'the catalogue is on another host and its URL does not ask for an encrypted and verified connection',
      {},
      { hint: 'append sslmode=verify-full to the URL' },
    );
  }
  const settings = Object.entries(SESSION).map(([name, value]) => `-c ${name}=${value}`);
  parsed.searchParams.set('options', [parsed.searchParams.get('options') ?? '', ...settings].join(' ').trim());
  return {
    // URLSearchParams writes a blank as +, which PostgreSQL's own form of URL does not know.
    connectionString: parsed.href.replaceAll('+', '%20'),
    application_name: 'kimitsu',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
}

/** Of `pg`: each of them checks the certificate of the server. */
const ENCRYPTED = ['require', 'verify-ca', 'verify-full'];

/** B2-4-1: names are sealed there, but levels, reasons that people typed and the password are not. */
function isEncrypted({ searchParams }: URL): boolean {
  const modes = searchParams.getAll('sslmode');
  // Both take back what `sslmode` asks for.
  const weakened = searchParams.has('ssl') || searchParams.has('uselibpqcompat');
  return !weakened && modes.length === 1 && ENCRYPTED.includes(modes[0]!);
}

function parsedUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && isPostgresUrl(url) && parsed.pathname.length > 1) return parsed;
  throw new Fault(
    'usage',
    'config/catalogue-url',
    'the URL of the catalogue cannot be read',
    {},
    { hint: 'write it as postgres://USER@HOST:PORT/DATABASE and give the password by PGPASSWORD or ~/.pgpass' },
  );
}
