import { withCatalogue } from '../../app/open-catalogue.js';
import { lyingAfterEnd } from '../../app/status/after-end.js';
import { statusOf } from '../../app/status/status.js';
import type { RegisterCommand } from '../command.js';
import { sayInventory, sayReview } from '../inventory-table.js';
import {
  sayAfterEnd,
  sayCertificates,
  sayCertificatesDue,
  sayCheckpoint,
  sayPlans,
  sayRunning,
  sayRuns,
  saySchedule,
  sayWaitingAlerts,
  sayWaitingKeys,
} from '../status-text.js';

export const registerStatus: RegisterCommand = (program, action) => {
  program
    .command('status')
    .description('記録の状態、実行中及び最近の処理、計画、鍵の待機期間、廃棄証明書及び監査ログの照合点を表示します')
    .action(
      action(async ({ dir, output }) =>
        withCatalogue(dir, async (open) => {
          const known = await statusOf(open);
          const afterEnd = await lyingAfterEnd(open, known.ended);
          const status = { ...known, ...(afterEnd === undefined ? {} : { afterEnd }) };
          sayInventory(status.inventory, open.config, output);
          sayReview(status.inventory, output);
          sayAfterEnd(afterEnd, output);
          sayRunning(status, output);
          sayRuns(status, output);
          saySchedule(status, output);
          sayPlans(status, output);
          sayWaitingKeys(status, output);
          sayCertificates(status, output);
          sayCertificatesDue(status, output);
          sayCheckpoint(status, output);
          sayWaitingAlerts(status, output);
          output.result(status);
          return 0;
        }),
      ),
    );
};
