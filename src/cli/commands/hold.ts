import { assertInForce, holdsOf, placeHold, releaseHold } from '../../app/end-of-service/holds.js';
import { unknownObjects } from '../../app/end-of-service/known-objects.js';
import { tooLateToHold } from '../../app/end-of-service/too-late-to-hold.js';
import type { RegisterCommand } from '../command.js';
import { type FilterOptions, filterOf, withFilterOptions } from '../place-options.js';
import { japaneseTime } from '../print.js';

interface PlaceOptions extends FilterOptions {
  reason: string;
}

interface ReleaseOptions {
  by: string;
  confirmedBy: string;
  reason: string;
}

export const registerHold: RegisterCommand = (program, action) => {
  const hold = program.command('hold').description('訴訟、開示請求等による記録の保全（消去の対象から除きます）');

  withFilterOptions(hold.command('place').description('記録を保全します。以後、どの計画でも消去されません'))
    .requiredOption('--reason <text>', '保全の理由。計画書及び証明書に載ります（個人情報を書かないでください）')
    .action(
      action(async ({ withWorkspace, output }, options: PlaceOptions) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const placed = await placeHold(workspace, filterOf(options), options.reason);
          output.say(`保全しました: ${placed.holdId}（対象: ${filterText(placed.filter)}）`);
          if (Object.keys(placed.filter).length === 0)
            output.warn(
              '対象を限定していないため、全てのシステムの全ての記録を、今後届くものも含めて保全しています。解除するまで、どの記録も消去できません。意図しないときは、kimitsu hold release で解除し、対象を限定してください。',
            );
          const unknown = await unknownObjects(placed.filter, workspace.ports.catalog);
          if (unknown.length > 0)
            output.warn(
              `ただし、次の識別子の記録は、まだ目録にありません。識別子に誤りがないかを確認してください: ${unknown.join('、')}`,
            );
          const tooLate = await tooLateToHold(workspace.ports.catalog, placed.filter);
          if (tooLate > 0)
            output.say(
              `ただし、${tooLate}件は、鍵の消去を始めた計画の対象であり、保全できません。消去は続行されます。`,
            );
          output.result({ ...placed, tooLate, unknown });
          return tooLate > 0 ? 1 : 0;
        }),
      ),
    );

  hold
    .command('list')
    .description('保全を一覧します')
    .action(
      action(async ({ withWorkspace, output }) =>
        withWorkspace({}, async ({ ports }) => {
          const holds = await holdsOf(ports.catalog);
          output.table(
            ['番号', '対象', '理由', '開始', '解除'],
            holds.map(({ holdId, filter, reason, placedAt, released }) => [
              holdId,
              filterText(filter),
              reason,
              japaneseTime(placedAt),
              released ? `${japaneseTime(released.at)} ${released.reason}` : '',
            ]),
          );
          output.result(holds);
          return 0;
        }),
      ),
    );

  hold
    .command('release <id>')
    .description('保全を解除します。二人で行います')
    .requiredOption('--by <name>', '解除する者')
    .requiredOption('--confirmed-by <name>', '確認した別の者')
    .requiredOption('--reason <text>', '解除の理由')
    .action(
      action(async ({ withWorkspace, output }, id: string, options: ReleaseOptions) =>
        withWorkspace({ lock: 'exclusive', check: ({ catalog }) => assertInForce(catalog, id) }, async (workspace) => {
          const released = await releaseHold(workspace, id, options);
          output.say(`保全を解除しました: ${id}`);
          output.result(released);
          return 0;
        }),
      ),
    );
};

function filterText({ systems, levels, from, to, objectIds }: Parameters<typeof placeHold>[1]): string {
  const parts = [
    systems?.join('、'),
    levels && `機密性${levels.join('、')}`,
    (from ?? to) && `${from ?? ''}～${to ?? ''}`,
    objectIds && `${objectIds.length}件`,
  ].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? parts.join(' ') : '全て';
}
