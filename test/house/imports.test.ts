import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from './source-files.js';

/**
 * Who may know whom: each room lists the rooms below it. The same table stands in docs/architecture.md.
 * `text`, `classify` and `dispose` are pure: no I/O, no ports but their types.
 */
const PURE = ['base', 'text', 'classify', 'dispose'];
const LOWER = ['base', 'ports', ...PURE];
const ROOMS: Record<string, string[]> = {
  base: [],
  ports: ['base'],
  text: ['base'],
  classify: ['base', 'text'],
  dispose: ['base'],
  records: LOWER,
  protect: LOWER,
  certify: LOWER,
  audit: LOWER,
  access: LOWER,
  documents: [...LOWER, 'certify', 'migrate', 'watch'],
  examine: [...LOWER, 'records'],
  run: [...LOWER, 'audit', 'records', 'protect', 'examine'],
  inventory: [...LOWER, 'records', 'protect', 'run'],
  migrate: [...LOWER, 'protect', 'certify', 'run'],
  watch: LOWER,
  adapters: ['base', 'ports', 'adapters', 'protect'],
  config: ['base'],
  alerts: ['base'],
  'supply-chain': ['base'],
  classifiers: ['base', 'text', 'classify', 'classifiers'],
  jobs: [
    ...LOWER,
    'records',
    'protect',
    'certify',
    'audit',
    'access',
    'documents',
    'examine',
    'run',
    'inventory',
    'migrate',
    'watch',
    'jobs',
  ],
};
/** These may know every room. */
const ABOVE_ALL = ['app', 'bench', 'fixtures'];
/** Commands act through `app` alone and ask `access` who may; what they print may be typed by any room. */
const CLI = ['app', 'access', 'base', 'config', 'cli'];

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' ? second : first;
}

/** A scope (`@aws-sdk/`) stands for everything in it, a name for itself and the files below it. */
const isOf = (library: string, specifier: string): boolean =>
  library.endsWith('/') ? specifier.startsWith(library) : specifier === library || specifier.startsWith(`${library}/`);

describe('imports go one way', () => {
  const files = sourceFiles('src', 'classifiers', 'jobs', 'bench', 'supply-chain');

  it.each(files.map((file) => [file.path, file] as const))('%s', (path, file) => {
    const room = roomOf(path);
    if (ABOVE_ALL.includes(room)) return;
    const allowed = new Set([room, ...(room === 'cli' ? CLI : (ROOMS[room] ?? []))]);
    const wrong = importsOf(file)
      .filter(({ specifier, typeOnly }) => specifier.startsWith('.') && !(room === 'cli' && typeOnly))
      .map(({ specifier }) => roomOf(posix.join(posix.dirname(path), specifier)))
      .filter((target) => !allowed.has(target));
    expect(wrong).toEqual([]);
  });

  it('knows every room of src', () => {
    const rooms = new Set(files.map(({ path }) => roomOf(path)));
    for (const room of rooms) expect([...Object.keys(ROOMS), ...ABOVE_ALL, 'cli']).toContain(room);
  });

  it.each`
    library           | room
    ${'@aws-sdk/'}    | ${'src/adapters/aws/'}
    ${'kuromojin'}    | ${'src/text/'}
    ${'libsql'}       | ${'src/adapters/sql/'}
    ${'kysely'}       | ${'src/adapters/sql/'}
    ${'pg'}           | ${'src/adapters/sql/'}
    ${'pg-boss'}      | ${'src/adapters/queue/'}
    ${'@aws-crypto/'} | ${'src/protect/'}
    ${'commander'}    | ${'src/cli/'}
    ${'nodemailer'}   | ${'src/alerts/'}
    ${'pino'}         | ${'src/app/logging/'}
    ${'croner'}       | ${'src/base/'}
    ${'otplib'}       | ${'src/access/'}
    ${'@holiday-jp/'} | ${'src/watch/'}
  `('$library is imported only below $room', ({ library, room }) => {
    const outside = files
      .filter((file) => importsOf(file).some(({ specifier }) => isOf(library, specifier)))
      .map(({ path }) => path)
      .filter((path) => !path.startsWith(room) && !path.startsWith('bench/'));
    expect(outside).toEqual([]);
  });

  it('nothing imports a test', () => {
    const guilty = files.filter((file) => importsOf(file).some(({ specifier }) => /(^|\/)test\//.test(specifier)));
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });
});
