import { SingleBar } from 'cli-progress';
import { printable } from './printable.js';
import { laidOut } from './table.js';

export { japaneseTime } from '../base/japanese-time.js';

/** Where a command writes: people's text or one JSON value on stdout; progress and warnings on stderr. */
export interface Output {
  readonly json: boolean;
  /** One line for people; nothing with --json. */
  say(line?: string): void;
  table(header: readonly string[], rows: readonly (readonly (string | number)[])[], numeric?: readonly number[]): void;
  /** The machine's result; nothing without --json. */
  result(value: unknown): void;
  warn(line: string): void;
  /** A bar on stderr; none when stderr is not a terminal. */
  progress(label: string): Progress;
}

export interface Progress {
  update(finished: number, planned: number): void;
  stop(): void;
}

export function createOutput(json: boolean, stdout = process.stdout, stderr = process.stderr): Output {
  return {
    json,
    say(line = '') {
      if (!json) stdout.write(`${printable(line)}\n`);
    },
    table(header, rows, numeric = []) {
      if (json) return;
      const cells = rows.map((row) =>
        row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('ja-JP') : printable(cell))),
      );
      stdout.write(`${laidOut(header, cells, numeric, stdout.isTTY ? stdout.columns : undefined)}\n`);
    },
    result(value) {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
    warn(line) {
      stderr.write(`${printable(line)}\n`);
    },
    progress(label) {
      if (!stderr.isTTY) return { update() {}, stop() {} };
      const bar = new SingleBar({
        format: `${label} {bar} {value}/{total}`,
        stream: stderr,
        hideCursor: true,
        clearOnComplete: true,
        stopOnComplete: false,
      });
      let started = false;
      return {
        update(finished, planned) {
          if (!started) bar.start(planned, finished);
          started = true;
          bar.setTotal(planned);
          bar.update(finished);
        },
        stop() {
          if (started) bar.stop();
        },
      };
    },
  };
}

const UNITS = ['バイト', 'kB', 'MB', 'GB', 'TB'];

/** 1,536 → `1.5 kB`, as the documents count. */
export function humanBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}
