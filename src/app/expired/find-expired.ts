import { japaneseDay } from '../../base/japanese-day.js';
import type { Level } from '../../base/level.js';
import { type RetentionRule, retainedUntil } from '../../dispose/retention.js';
import { isAt } from '../../dispose/selection.js';
import { Frozen } from '../../inventory/frozen.js';
import { placeOf } from '../../inventory/place.js';
import type { JobPorts } from '../../run/ports.js';
import { holdsInForce } from '../end-of-service/holds.js';
import type { RunRequest } from '../run-options.js';

/** Objects of one system, level and month that need not be kept any longer. */
export interface ExpiredLine {
  system: string;
  level: Level;
  /** `YYYY-MM`. */
  period: string;
  /** The latest day on which one of them had to be kept, `YYYY-MM-DD`, and what demanded it. */
  retainedUntil: string;
  basis: string;
  objects: number;
  records: number;
  bytes: number;
  /** Of these objects, the ones that a hold keeps all the same. */
  held: number;
}

export interface Expired {
  /** The day in Japan by which was counted. */
  asOf: string;
  lines: ExpiredLine[];
  examined: number;
  /** No retention rule fits them: whether they may go is not for kimitsu to say. */
  withoutRule: number;
}

interface Needs extends Pick<JobPorts, 'catalog' | 'clock'> {
  service: { systems: readonly { id: string }[]; retention: readonly RetentionRule[] };
}

const STEP = 500;

/**
 * B3-2-1: what is stored although its retention period has passed, by system, level and month; the same rule that
 * `plan disposal --expired` selects by. What an erasure is already destroying is left out.
 */
export async function findExpired(
  { catalog, service, clock }: Needs,
  { signal, onProgress }: Pick<RunRequest, 'signal' | 'onProgress'> = {},
): Promise<Expired> {
  const asOf = japaneseDay(clock.now());
  const [holds, frozen] = [await holdsInForce(catalog), await Frozen.in(catalog)];
  const lines = new Map<string, ExpiredLine>();
  let examined = 0;
  let withoutRule = 0;
  for await (const object of catalog.objects({ states: ['found', 'classified', 'protected'] })) {
    if (signal?.aborted) break;
    examined += 1;
    if (examined % STEP === 0) onProgress?.({ planned: examined, finished: examined });
    const place = placeOf(object);
    const retained = retainedUntil(place, service.retention);
    if (!retained) withoutRule += 1;
    if (!retained || retained.day >= asOf || frozen.has(place)) continue;
    const { system, level, period } = place;
    const id = `${system}/${level}/${period}`;
    const start = { retainedUntil: retained.day, basis: retained.basis, objects: 0, records: 0, bytes: 0, held: 0 };
    const line = lines.get(id) ?? { system, level, period, ...start };
    if (retained.day > line.retainedUntil) Object.assign(line, { retainedUntil: retained.day, basis: retained.basis });
    line.objects += 1;
    line.records += recordsOf(object.classification?.records);
    line.bytes += object.size;
    if (holds.some(({ filter }) => isAt(place, filter))) line.held += 1;
    lines.set(id, line);
  }
  const order = service.systems.map(({ id }) => id);
  return {
    asOf,
    examined,
    withoutRule,
    lines: [...lines.values()].sort(
      (a, b) =>
        order.indexOf(a.system) - order.indexOf(b.system) ||
        b.level - a.level ||
        Number(a.period > b.period) - Number(a.period < b.period),
    ),
  };
}

const recordsOf = (records: Record<Level, number> | undefined): number =>
  records === undefined ? 0 : records[1] + records[2] + records[3];
