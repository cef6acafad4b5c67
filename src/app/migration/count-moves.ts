import { LEVELS, type Level } from '../../base/level.js';
import type { LeftBehindLine, LeftBehindReason, MigrationLine } from '../../migrate/plan.js';
import { levelOf, type Moving, type SurveyPorts, survey } from '../../migrate/survey.js';
import type { SystemSettings } from '../../run/ports.js';

/** Counts what moves and what stays; together they are everything that the store holds in these systems. */
export async function countMoves(
  systems: readonly SystemSettings[],
  moving: Moving,
  ports: SurveyPorts,
): Promise<{ moved: MigrationLine[]; leftBehind: LeftBehindLine[] }> {
  const moved: MigrationLine[] = [];
  const leftBehind: LeftBehindLine[] = [];
  for (const system of systems) {
    const lines = new Map<Level, MigrationLine>();
    const reasons = new Map<LeftBehindReason, number>();
    for await (const item of survey(system, moving, ports)) {
      if (!item.moves) {
        reasons.set(item.reason, (reasons.get(item.reason) ?? 0) + 1);
        continue;
      }
      const level = levelOf(item);
      const line = lines.get(level) ?? emptyLine(system, level);
      lines.set(level, line);
      line.versions += 1;
      line.bytes += item.version.size;
      if (!item.current) continue;
      line.objects += 1;
      const { 1: one = 0, 2: two = 0, 3: three = 0 } = item.object.classification?.records ?? {};
      line.records += one + two + three;
    }
    for (const level of LEVELS) moved.push(...(lines.get(level) ? [lines.get(level) as MigrationLine] : []));
    for (const [reason, versions] of [...reasons].sort()) leftBehind.push({ system: system.id, reason, versions });
  }
  return { moved, leftBehind };
}

function emptyLine({ id, name }: SystemSettings, level: Level): MigrationLine {
  return { system: id, systemName: name, level, objects: 0, records: 0, versions: 0, bytes: 0 };
}
