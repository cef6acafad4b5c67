import type { RegisterCommand } from './command.js';

/**
 * In the order a service lives through them, as `--help` shows them. Each is loaded when it is asked for: what all of them
 * bring with them takes ten times as long as what one needs.
 */
const COMMANDS: Readonly<Record<string, () => Promise<RegisterCommand>>> = {
  demo: async () => (await import('./commands/demo.js')).registerDemo,
  init: async () => (await import('./commands/init.js')).registerInit,
  adopt: async () => (await import('./commands/adopt.js')).registerAdopt,
  detect: async () => (await import('./commands/detect.js')).registerDetect,
  classify: async () => (await import('./commands/classify.js')).registerClassify,
  review: async () => (await import('./commands/review.js')).registerReview,
  enforce: async () => (await import('./commands/enforce.js')).registerEnforce,
  keys: async () => (await import('./commands/keys.js')).registerKeys,
  read: async () => (await import('./commands/read.js')).registerRead,
  'find-expired': async () => (await import('./commands/find-expired.js')).registerFindExpired,
  hold: async () => (await import('./commands/hold.js')).registerHold,
  plan: async () => (await import('./commands/plan.js')).registerPlan,
  approve: async () => (await import('./commands/approve.js')).registerApprove,
  migrate: async () => (await import('./commands/migrate.js')).registerMigrate,
  erase: async () => (await import('./commands/erase.js')).registerErase,
  certificate: async () => (await import('./commands/certificate.js')).registerCertificate,
  accounts: async () => (await import('./commands/accounts.js')).registerAccounts,
  access: async () => (await import('./commands/access.js')).registerAccess,
  audit: async () => (await import('./commands/audit.js')).registerAudit,
  schedule: async () => (await import('./commands/schedule.js')).registerSchedule,
  'watch-access': async () => (await import('./commands/watch-access.js')).registerWatchAccess,
  status: async () => (await import('./commands/status.js')).registerStatus,
  catalog: async () => (await import('./commands/catalog.js')).registerCatalog,
  worker: async () => (await import('./commands/worker.js')).registerWorker,
  report: async () => (await import('./commands/report.js')).registerReport,
  documents: async () => (await import('./commands/documents.js')).registerDocuments,
  doctor: async () => (await import('./commands/doctor.js')).registerDoctor,
};

export const isCommand = (name: string): boolean => Object.hasOwn(COMMANDS, name);

/** @param names - of commands; all of them when absent */
export function commandsFor(names: readonly string[] = Object.keys(COMMANDS)): Promise<RegisterCommand[]> {
  return Promise.all(names.filter(isCommand).map((name) => COMMANDS[name]!()));
}
