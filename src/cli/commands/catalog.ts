import { moveCatalogOf } from '../../app/move-catalog.js';
import { assertNotCopied } from '../../app/ownership/catalogue-file.js';
import type { RegisterCommand } from '../command.js';

export const registerCatalog: RegisterCommand = (program, action) => {
  const catalog = program.command('catalog').description('目録の移行');

  catalog
    .command('migrate')
    .description('組み込みの目録を PostgreSQL に移行します')
    .requiredOption('--to <url>', '移行先（postgres://利用者@ホスト/データベース）。パスワードは PGPASSWORD に置きます')
    .action(
      action(async ({ withWorkspace, output }, { to }: { to: string }) => {
        // The move opens both catalogues by itself.
        const { actor, ...workspace } = await withWorkspace({}, async ({ dir, config, ports }) => {
          // Once it is in PostgreSQL, nothing tells any more that it was a copy.
          await assertNotCopied(ports.catalog, { dir, config, ports });
          return { dir, catalogue: config.catalogue, actor: ports.actor };
        });
        const moved = await moveCatalogOf(workspace, to, actor);
        const count = (rows: number) => `${rows.toLocaleString('ja-JP')}件`;
        const { objects, versions, decisions, documents, audit } = moved.rows;
        output.say('目録を PostgreSQL に移行しました。全ての行を読み直し、元の目録と一致することを確認しました。');
        output.say(
          `  ファイル ${count(objects)}、版 ${count(versions)}、分類の判断 ${count(decisions)}、文書 ${count(documents)}、監査ログ ${count(audit)}`,
        );
        output.say('kimitsu.yaml の catalogue に移行先の URL を指定してください（パスワードは記入しないでください）。');
        output.say('特権運用者を登録しているときは、続けて kimitsu access accept により、この変更を承認してください。');
        output.warn(
          `元の目録（${moved.original}）は残してあり、以後は使用できません。伏せ字の名称等を含むため、移行先を確認した後、削除してください。残っているときは、業務の終了の際に上書きして消去します。`,
        );
        output.result(moved);
        return 0;
      }),
    );
};
