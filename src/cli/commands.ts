import type { RegisterCommand } from './command.js';
import { registerAccess } from './commands/access.js';
import { registerAccounts } from './commands/accounts.js';
import { registerAdopt } from './commands/adopt.js';
import { registerApprove } from './commands/approve.js';
import { registerAudit } from './commands/audit.js';
import { registerCatalog } from './commands/catalog.js';
import { registerCertificate } from './commands/certificate.js';
import { registerClassify } from './commands/classify.js';
import { registerDemo } from './commands/demo.js';
import { registerDetect } from './commands/detect.js';
import { registerDoctor } from './commands/doctor.js';
import { registerDocuments } from './commands/documents.js';
import { registerEnforce } from './commands/enforce.js';
import { registerErase } from './commands/erase.js';
import { registerFindExpired } from './commands/find-expired.js';
import { registerHold } from './commands/hold.js';
import { registerInit } from './commands/init.js';
import { registerKeys } from './commands/keys.js';
import { registerMigrate } from './commands/migrate.js';
import { registerPlan } from './commands/plan.js';
import { registerRead } from './commands/read.js';
import { registerReport } from './commands/report.js';
import { registerReview } from './commands/review.js';
import { registerSchedule } from './commands/schedule.js';
import { registerStatus } from './commands/status.js';
import { registerWatchAccess } from './commands/watch-access.js';
import { registerWorker } from './commands/worker.js';

/** In the order a service lives through them, as `--help` shows them. */
export const COMMANDS: readonly RegisterCommand[] = [
  registerDemo,
  registerInit,
  registerAdopt,
  registerDetect,
  registerClassify,
  registerReview,
  registerEnforce,
  registerKeys,
  registerRead,
  registerFindExpired,
  registerHold,
  registerPlan,
  registerApprove,
  registerMigrate,
  registerErase,
  registerCertificate,
  registerAccounts,
  registerAccess,
  registerAudit,
  registerSchedule,
  registerWatchAccess,
  registerStatus,
  registerCatalog,
  registerWorker,
  registerReport,
  registerDocuments,
  registerDoctor,
];
