import { bad, type Check, ok } from './check.js';

/** Variables that take protection away from the process, with the values that do. */
const WEAKENING: readonly { name: string; weakens: RegExp }[] = [
  // Whoever stands between would be taken for the store, the key service or the database.
  { name: 'NODE_TLS_REJECT_UNAUTHORIZED', weakens: /^0$/ },
  // A debugger reads keys and records out of memory.
  { name: 'NODE_OPTIONS', weakens: /--inspect|--tls-min-v1\.[01]\b|--heapsnapshot|--report-on/ },
  // Every session key of TLS in a file.
  { name: 'SSLKEYLOGFILE', weakens: /./ },
];

/** B1-1-3: what this process was started with. The scheduler's may differ: run `doctor` as it is run. */
export function environment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
  options: readonly string[] = process.execArgv,
): Check {
  const id = 'host/environment';
  const found = WEAKENING.filter(({ name, weakens }) => weakens.test(variables[name] ?? '')).map(({ name }) => name);
  if (options.some((option) => option.startsWith('--inspect') || option.startsWith('--tls-keylog'))) found.push('node');
  if (found.length === 0)
    return ok(id, ['nothing that weakens the process', '保護を弱める環境変数及び起動の指定はありません']);
  const names = found.join(', ');
  return bad(
    id,
    [`weakened by ${names}`, `保護を弱める指定があります（${names}）`],
    ['remove it and start again', '指定を取り除き、もう一度起動してください'],
  );
}
