import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { enforce } from '../../src/app/enforce.js';
import { type MadeMigrationPlan, planMigration } from '../../src/app/migration/make-plan.js';
import { type SmallService, smallService } from './small-service.js';

export interface MigratingService extends SmallService {
  made: MadeMigrationPlan;
  /** Folder that the packages go to. */
  handover: string;
  /** The receiver's private key for the acceptance, PEM, P-256. */
  receiverKeyFile: string;
  /** RSA, for the payload, where it is protected by one; empty otherwise. */
  receiverRsaKey: string;
}

const acceptance = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let rsa: KeyPairKeyObjectResult | undefined;
/** Made once, and only where it is asked for: it takes two seconds. */
function payloadKey(): KeyPairKeyObjectResult {
  rsa ??= generateKeyPairSync('rsa', { modulusLength: 3072 });
  return rsa;
}
const pem = { type: 'spki', format: 'pem' } as const;

export interface MigratingOptions {
  files: Record<string, string | Uint8Array>;
  protection?: 'none' | 'raw-rsa';
  history?: boolean;
  approve?: boolean;
  system?: string;
  /** Called when everything is protected and before the plan is made. */
  before?(service: SmallService): Promise<void>;
}

/** A service with protected records and a migration plan, approved unless told otherwise. Nobody in it is real. */
export async function migratingService(options: MigratingOptions): Promise<MigratingService> {
  const { files, protection = 'none', history = false, approve = true } = options;
  // Commands live in the present, the service's clock does not.
  const service = await smallService(files, (yaml) => yaml.replace('approvalDays: 180', 'approvalDays: 730'));
  const handover = await mkdtemp(join(tmpdir(), 'kimitsu-handover-'));
  await writeFile(join(service.dir, 'receiver.pub.pem'), acceptance.publicKey.export(pem));
  const payload = protection === 'raw-rsa' ? payloadKey() : undefined;
  if (payload) await writeFile(join(service.dir, 'receiver-rsa.pub.pem'), payload.publicKey.export(pem));
  const receiverKeyFile = join(handover, '..', `${handover.split('/').at(-1)}.pem`);
  await writeFile(receiverKeyFile, acceptance.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  await appendFile(join(service.dir, 'kimitsu.yaml'), migrationYaml(handover, protection, history));
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace));
  await options.before?.(service);
  const made = await service.open((workspace) => planMigration(workspace, options.system));
  if (approve) await service.open((workspace) => approvePlan(workspace, made.plan.planId, service.keyFile));
  const receiverRsaKey = payload?.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() ?? '';
  return { ...service, made, handover, receiverKeyFile, receiverRsaKey };
}

function migrationYaml(folder: string, protection: 'none' | 'raw-rsa', history: boolean): string {
  const rsa = protection === 'raw-rsa' ? '\n    publicKey: receiver-rsa.pub.pem' : '';
  return `
migration:
  receiver:
    name: 架空の次期受託者（試験用）
    office: 引継ぎ担当
    contact: 06-0000-0000（試験用）
    publicKey: receiver.pub.pem
  form: bagit
  destination:
    type: folder
    folder: ${folder}
  protection:
    type: ${protection}${rsa}
  history: ${history}
  schedule:
    from: 2026-04-01
    until: 2026-04-30
`;
}
