import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classify } from '../../../src/app/classify.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import type { MadePlan } from '../../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { asOriginal } from '../../support/as-original.js';
import { copyOf, type SmallService, smallService } from '../../support/small-service.js';

export const NAME = '架空山 花子';
export const MEMO = 'memo/0901234567_架空山.txt';

export interface ErasedService extends SmallService {
  made: MadePlan;
  /** A new folder outside the workspace. */
  outside: string;
}

type Erased = SmallService & { made: MadePlan };

let usual: Promise<Erased> | undefined;

/** A small service whose plan was approved and erased; its KMS keys still wait. Nobody in it is real. */
export async function erasedService(change?: (yaml: string) => string): Promise<ErasedService> {
  const outside = await mkdtemp(join(tmpdir(), 'kimitsu-outside-'));
  if (change) return { ...(await erased(change)), outside };
  // Several files begin with it: it is erased once, and each has a copy.
  usual ??= erased();
  const { made } = await usual;
  const copy = await copyOf(await usual);
  await asOriginal(copy.dir);
  return { ...copy, made, outside };
}

async function erased(change?: (yaml: string) => string): Promise<Erased> {
  const service = await smallService(
    {
      [`pbx/${MEMO}`]: `${NAME}様より、税の納付について。折返し 090-1234-5678`,
      'pbx/memo/0002.txt': '架空川 次郎様より、転居の届出について。',
      'inquiry-form/public/faq.txt': '窓口の受付時間は、平日の午前９時から午後５時30分までです。',
    },
    change,
  );
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace));
  const made = await service.open((workspace) => planDisposal(workspace));
  await service.open((workspace) => approvePlan(workspace, made.plan.planId, service.keyFile));
  await service.open((workspace) => erasePlan(workspace, made.plan));
  return { ...service, made: { plan: made.plan, hash: made.hash } };
}
