import { join } from 'node:path';
import { dyingErasure, lived } from '../processes.js';
import { say } from '../tally.js';
import { PreparedPart } from './part-of-service.js';
import { SCENARIOS } from './scenarios.js';
import { type Outcome, STAGES, type Stage } from './whole-service.js';

export interface ErasureSummary {
  hits: number;
  changes: number;
  changeKills: number;
  twoAtOnce: number;
  different: number;
  /** False when a process that had to die lived, or the undisturbed service left something behind. */
  clean: boolean;
}

interface Request {
  parent: string;
  next: () => number;
  kills: number;
  changes: string;
}

/** Kills erasures, of a part and of everything, and compares how they end with the truth. */
export async function killErasures({ parent, next, kills, changes }: Request): Promise<ErasureSummary> {
  const summary = { hits: 0, changes: 0, changeKills: 0, twoAtOnce: 0, different: 0, clean: true };
  const judge = async (what: string, disturbed: () => Promise<{ wrong: string[]; note?: string }>): Promise<void> => {
    const started = performance.now();
    const { wrong, note = '' } = await disturbed().catch((error: unknown) => ({
      wrong: [threw(error)],
      note: '',
    }));
    if (wrong.length > 0) summary.different += 1;
    const verdict = wrong.length === 0 ? 'as it must be' : `WRONG: ${wrong.join(', ')}`;
    say(`${what}${note}: ${verdict}`, (performance.now() - started) / 1000);
  };

  /** What was to be disturbed could not be made. The rest is tried all the same: a night ends with its summary. */
  const unprepared = (error: unknown): undefined => {
    summary.different += 1;
    say(`WRONG: ${threw(error)}`);
  };

  const parts: PreparedPart[] = [];
  for (const scenario of SCENARIOS) {
    say(`${scenario.name}: an undisturbed service …`);
    const part = await PreparedPart.make(scenario).catch(unprepared);
    if (!part) continue;
    parts.push(part);
    summary.changes += part.changes;
    for (const at of chosen(part.changes, changes))
      for (const when of ['before', 'after'])
        await judge(`${scenario.name}, killed ${when} change ${at} of ${part.changes}`, async () => ({
          wrong: await part.afterwards(async (dir) => {
            const { killed } = await dyingErasure(dir, part.planId, at, when);
            if (killed) summary.changeKills += 1;
            else summary.clean = false;
          }),
        }));
    await judge(`${scenario.name}, two processes at once`, async () => ({
      wrong: await part.afterwards((dir) => part.twoAtOnce(dir)),
    }));
    summary.twoAtOnce += 1;
  }

  const inParts = Math.floor((kills * 2) / 3);
  for (let kill = 0; kill < inParts && parts.length > 0; kill++) {
    const part = parts[kill % parts.length] as PreparedPart;
    const killAfter = Math.round(part.milliseconds * (0.3 + 0.7 * next()));
    await judge(`${part.scenario.name}, killed after ${killAfter} ms`, async () => {
      let killed = false;
      const wrong = await part.afterwards(async (dir) => {
        ({ killed } = await part.erase(dir, { killAfter }));
      });
      summary.hits += killed ? 1 : 0;
      return { wrong, note: finishedUnless(killed) };
    });
  }

  if (kills - inParts === 0) return summary;
  say('the whole service: an undisturbed one …');
  const undisturbed = await lived(join(parent, 'undisturbed')).catch(unprepared);
  if (!undisturbed) return summary;
  for (let kill = 0; kill < kills - inParts; kill++) {
    const stage = STAGES[kill % STAGES.length] as Stage;
    const after = Math.round((undisturbed.took[stage] ?? 1000) * (0.15 + 0.85 * next()));
    await judge(`the whole service, ${stage} killed after ${after} ms`, async () => {
      const { outcome, killed } = await lived(join(parent, String(kill)), { stage, after });
      summary.hits += killed ? 1 : 0;
      const different = (Object.keys(outcome) as (keyof Outcome)[]).filter(
        (name) => outcome[name] !== undisturbed.outcome[name],
      );
      const wrong = different.map((name) => `${name}: ${outcome[name]} instead of ${undisturbed.outcome[name]}`);
      return { wrong, note: finishedUnless(killed) };
    });
  }
  if (undisturbed.outcome.auditProblems > 0 || undisturbed.outcome.remaining > 0) summary.clean = false;
  return summary;
}

const threw = (error: unknown): string => `threw: ${error instanceof Error ? error.stack : error}`;
const finishedUnless = (killed: boolean): string => (killed ? '' : ' (had finished)');

/** Numbers of the changes to kill at: all, or so many evenly. */
export function chosen(changes: number, wanted: string): number[] {
  const all = Array.from({ length: changes }, (_, at) => at + 1);
  if (wanted === 'all') return all;
  const step = Math.max(1, changes / Number(wanted));
  return all.filter((at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}
