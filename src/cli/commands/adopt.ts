import type { Check } from '../../app/access/admission.js';
import { type Adoptable, adopt, adoptable, assertReason } from '../../app/ownership/adopt.js';
import type { RegisterCommand } from '../command.js';
import { confirm } from '../confirm.js';
import type { Output } from '../print.js';

interface AdoptOptions {
  dryRun?: boolean;
  reason?: string;
  confirm?: string;
}

/** What can be told before the code is used up. */
const checkOf =
  ({ dryRun, reason = '' }: AdoptOptions): Check =>
  async () => {
    if (!dryRun) assertReason(reason);
  };

const WARNING =
  '引き継いだ鍵及び保存場所は、この作業フォルダーの計画による消去の対象になります。引き継ぐ相手の作業フォルダーは、以後使えません。';

const COPIED =
  'この作業フォルダーは、複写され、又は復元されたものです。元の作業フォルダーが今後使われないことを確認してください。引き継ぐと新しい識別子となり、元の作業フォルダーからは、共有する鍵及び保存場所を使えなくなります。';

export const registerAdopt: RegisterCommand = (program, action) => {
  program
    .command('adopt')
    .description('廃止した作業フォルダーの鍵及び保存場所を、この作業フォルダーに引き継ぎます（復元又は移設の後）')
    .option('--dry-run', '引き継がれるものを表示するだけで、何も変更しません')
    .option('--reason <text>', '引継ぎの理由')
    .option(
      '--confirm <hash>',
      '対話による入力ができないとき、入力に代えて --dry-run で表示されたハッシュ値を指定します',
    )
    .action(
      action(async ({ withWorkspace, output }, options: AdoptOptions) =>
        withWorkspace({ lock: 'exclusive', check: checkOf(options) }, async (workspace) => {
          const found = await adoptable(workspace);
          show(found, output);
          const { own, keys, places, copied, hash } = found;
          if (options.dryRun) {
            if (copied || keys.length + places.length > 0) output.say(nextCommand(hash, options.reason));
            output.say('試行のため、何も変更していません。');
            output.result({ own, keys, places, copied, hash, dryRun: true });
            return 0;
          }
          if (copied || keys.length + places.length > 0)
            await confirm(
              { planHash: hash, given: options.confirm, warning: WARNING, act: 'adopt' },
              workspace,
              output,
            );
          await adopt(workspace, found, options.reason ?? '');
          output.say('引き継ぎました。classify により、記録を調べ直してください。');
          output.result({ own, keys, places, copied, hash });
          return 0;
        }),
      ),
    );
};

/** What is typed next; a reason that a shell would read otherwise is left to be filled in. */
function nextCommand(hash: string, reason = ''): string {
  const given = reason.trim() === '' || /['\p{Cc}]/u.test(reason) ? '<理由>' : `'${reason}'`;
  return `引き継ぐときは、次のとおり実行してください: kimitsu adopt --reason ${given} --confirm ${hash}`;
}

function show({ own, keys, places, copied, hash }: Adoptable, output: Output): void {
  output.say(`この作業フォルダー: ${own}`);
  if (copied) output.say(COPIED);
  for (const { alias, kmsKeyId, from } of keys) output.say(`  鍵 ${alias || kmsKeyId}: ${from ?? '所有者の記載なし'}`);
  for (const { bucket, prefix, workspace, service } of places)
    output.say(`  保存場所 ${bucket}/${prefix}: ${workspace}（service.id ${service}）`);
  if (copied || keys.length + places.length > 0) output.say(`ハッシュ値: ${hash}`);
}
