import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../../base/fault.js';
import type { AccountDisposalRecord } from '../../dispose/account-disposal.js';
import type { AnyPlan } from '../end-of-service/approvals.js';
import type { OpenDocuments } from './open-documents.js';

/** A document that another command makes, with its latest instance. */
export interface OtherDocument {
  id: OtherId;
  title: string;
  controls: string[];
  /** Command that makes it. */
  command: string;
  latest: { number: string; createdAt: string; file: string | undefined } | undefined;
}

export type OtherId =
  | 'encryption-report'
  | 'key-lifecycle-report'
  | 'termination-plan'
  | 'migration-plan'
  | 'account-disposal-report';

/** 報告書 and 計画書 beside the agreed documents. */
export async function otherDocuments({
  dir,
  catalog,
}: Pick<OpenDocuments, 'dir' | 'catalog'>): Promise<OtherDocument[]> {
  const plans = (await catalog.documents('plan')).map(({ body }) => (body as unknown as { plan: AnyPlan }).plan);
  const latestPlan = (schema: AnyPlan['schema']) => plans.findLast((plan) => plan.schema === schema);
  const disposal = (await catalog.documents('account-disposal')).at(-1)?.body as unknown as
    | AccountDisposalRecord
    | undefined;
  const [certificates, planFiles] = [await filesIn(join(dir, 'certificates')), await filesIn(join(dir, 'plans'))];
  const ofPlan = (plan: AnyPlan | undefined): OtherDocument['latest'] =>
    plan && {
      number: plan.planId,
      createdAt: plan.createdAt,
      file: planFiles.includes(`${plan.planId}.pdf`) ? join(dir, 'plans', `${plan.planId}.pdf`) : undefined,
    };
  return [
    {
      id: 'encryption-report',
      title: '暗号化・鍵管理報告書',
      controls: ['B2-4-1'],
      command: 'keys report',
      latest: await latestReport(dir, 'encryption-report'),
    },
    {
      id: 'key-lifecycle-report',
      title: '鍵ライフサイクル報告書',
      controls: ['B2-4-2'],
      command: 'keys report',
      latest: await latestReport(dir, 'key-lifecycle-report'),
    },
    {
      id: 'termination-plan',
      title: '終了計画書',
      controls: ['B3-1-1', 'B3-2-2', 'B3-2-3'],
      command: 'plan disposal',
      latest: ofPlan(latestPlan('kimitsu/disposal-plan/1')),
    },
    {
      id: 'migration-plan',
      title: '移行計画書',
      controls: ['B3-1-1', 'B3-2-3'],
      command: 'plan migration',
      latest: ofPlan(latestPlan('kimitsu/migration-plan/1')),
    },
    {
      id: 'account-disposal-report',
      title: 'アカウント廃棄報告書',
      controls: ['B3-3-1', 'B3-3-2', 'B3-3-3'],
      command: 'accounts report',
      latest: disposal && {
        number: disposal.disposalId,
        createdAt: disposal.endedAt ?? disposal.startedAt,
        file: certificates.includes(`${disposal.disposalId}.pdf`)
          ? join(dir, 'certificates', `${disposal.disposalId}.pdf`)
          : undefined,
      },
    },
  ];
}

/** Reports are files alone: `<name>-20260401.pdf`, a second of that day `<name>-20260401-2.pdf`. */
async function latestReport(dir: string, name: string): Promise<OtherDocument['latest']> {
  const pattern = new RegExp(`^${name}-(\\d{4})(\\d{2})(\\d{2})(?:-(\\d+))?\\.pdf$`);
  const found = (await filesIn(join(dir, 'reports')))
    .flatMap((file) => {
      const [, year, month, day, nth = '1'] = pattern.exec(file) ?? [];
      return day === undefined ? [] : [{ file, day: `${year}-${month}-${day}`, nth: Number(nth) }];
    })
    .sort((a, b) => a.day.localeCompare(b.day) || a.nth - b.nth)
    .at(-1);
  if (!found) return undefined;
  const { file, day } = found;
  return { number: file.replace(/\.pdf$/, ''), createdAt: `${day}T00:00:00+09:00`, file: join(dir, 'reports', file) };
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    return [];
  }
}
