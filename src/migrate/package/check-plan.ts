import { z } from 'zod';
import { sha256Hex } from '../../base/bytes.js';
import { LEVELS, type Level } from '../../base/level.js';
import { type BagInfo, bagInfoValue } from './bag-info.js';
import type { LevelCount } from './counts.js';
import type { PackageFiles } from './files.js';
import type { Problems } from './problems.js';
import { smallText, UnreadableText } from './text-file.js';

const PLAN = 'metadata/migration-plan.json';
const LIMIT = 16 * 1024 * 1024;

/** Of the migration plan, what a package can be held to. */
const CarriedPlan = z.object({
  schema: z.literal('kimitsu/migration-plan/1'),
  receiver: z.object({ name: z.string(), fingerprint: z.string() }),
  protection: z.object({ mode: z.string() }),
  moved: z.array(z.object({ system: z.string(), level: z.number(), versions: z.number() })),
  packages: z.array(z.object({ system: z.string(), name: z.string() })),
});

/**
 * Holds a package against the plan inside: the plan has the hash that `bag-info.txt` states, and announces this package,
 * this receiver, this protection and so many records of each level. Whoever leaves records out has to alter the plan,
 * whose hash the prefecture has approved.
 *
 * @returns thumbprint of the key that is to sign the acceptance; undefined when the plan cannot be read
 */
export async function checkPlan(
  files: PackageFiles,
  info: BagInfo,
  levels: readonly LevelCount[],
  problems: Problems,
): Promise<string | undefined> {
  const text = await planText(files, problems);
  if (text === undefined) return undefined;
  const differs = (about: string): void => problems.add('plan-differs', about);
  if (sha256Hex(text) !== bagInfoValue(info, 'Kimitsu-Plan-Hash')) differs('Kimitsu-Plan-Hash');
  const plan = parsed(text);
  if (!plan) {
    problems.add('unreadable', PLAN);
    return undefined;
  }
  const system = bagInfoValue(info, 'Kimitsu-System');
  const name = bagInfoValue(info, 'External-Identifier');
  if (!plan.packages.some((one) => one.system === system && one.name === name)) differs('External-Identifier');
  if (oneLine(plan.receiver.name) !== bagInfoValue(info, 'Kimitsu-Receiver')) differs('Kimitsu-Receiver');
  if (plan.protection.mode !== bagInfoValue(info, 'Kimitsu-Protection')) differs('Kimitsu-Protection');
  for (const level of LEVELS) {
    const planned = plannedOf(plan, system, level);
    const counted = levels.find((line) => line.level === level)?.objects ?? 0;
    if (planned !== counted) differs(`${level}: ${planned} / ${counted}`);
  }
  return plan.receiver.fingerprint;
}

async function planText(files: PackageFiles, problems: Problems): Promise<string | undefined> {
  try {
    return await smallText(files, PLAN, LIMIT); // that it is missing, the profile says
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    problems.add('unreadable', PLAN);
    return undefined;
  }
}

function parsed(text: string): z.infer<typeof CarriedPlan> | undefined {
  try {
    return CarriedPlan.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function plannedOf({ moved }: z.infer<typeof CarriedPlan>, system: string | undefined, level: Level): number {
  return moved
    .filter((line) => line.system === system && line.level === level)
    .reduce((sum, { versions }) => sum + versions, 0);
}

/** As `formatBagInfo` writes a value. */
const oneLine = (value: string): string => value.replace(/\s+/gu, ' ').trim();
