import { decideReview, explainObject, listReview } from '../../app/review.js';
import { Fault } from '../../base/fault.js';
import { levelName } from '../../base/level.js';
import type { RegisterCommand } from '../command.js';
import { levelText, stateText } from '../inventory-table.js';
import { locatorText } from '../locator-ja.js';
import { reasonText } from '../reasons-ja.js';
import { typeName } from '../type-names-ja.js';

/** What a part of the reasons is about. */
const SOURCES = {
  kind: '記録の種類（別紙４）',
  content: '内容',
  name: 'ファイル名',
  metadata: 'メタデータ',
  unread: '読み取れない部分',
  review: '人による決定',
} as const;

interface DecideOptions {
  level: string;
  reason: string;
  by: string;
  confirmedBy?: string;
}

export const registerReview: RegisterCommand = (program, action) => {
  const review = program.command('review').description('確認が必要な記録を一覧し、機密性を決定します');

  review
    .command('list')
    .description('確認が必要な記録を一覧します')
    .option('--show-names', 'ファイル名を伏せずに表示します（個人情報を含むことがあります。監査ログに残ります）')
    .action(
      action(async ({ withWorkspace, output }, { showNames }: { showNames?: boolean }) =>
        withWorkspace({}, async (workspace) => {
          const items = await listReview(workspace, showNames ?? false);
          output.say(`確認が必要な記録: ${items.length.toLocaleString('ja-JP')}件`);
          if (items.length > 0)
            output.table(
              ['ID', 'システム', 'ファイル', '機密性', '理由'],
              items.map((item) => [
                item.objectId,
                item.system,
                item.name,
                levelName(item.level),
                [...new Set(item.reasons.map(({ code }) => reasonText(code)))].join('\n'),
              ]),
            );
          if (items.length > 0) {
            output.say(
              "内容を見る: kimitsu read ID --purpose '閲覧の目的'（平文を表示します。目的は監査ログに残ります）",
            );
            output.say("区分を決める: kimitsu review decide ID --level 区分 --reason '理由' --by 決定者");
          }
          output.result(items);
          return 0;
        }),
      ),
    );

  review
    .command('show <id>')
    .description('一つの記録について、機密性の根拠を表示します（値は表示しません）')
    .action(
      action(async ({ withWorkspace, output }, id: string) =>
        withWorkspace({}, async (workspace) => {
          const { maskedKey, system, state, classification } = await explainObject(workspace, id);
          output.say(`${id}  ${system}  ${maskedKey}`);
          output.say(`機密性: ${levelText(classification?.level)}（${stateText(state, classification?.level)}）`);
          output.table(
            ['根拠', '機密性', '規則'],
            (classification?.because ?? []).map(({ source, level, rule }) => [SOURCES[source], levelName(level), rule]),
          );
          output.table(
            ['検出した種類', '件数', '確からしさ', '例（伏せ字）', '規則'],
            (classification?.findings ?? []).map((found) => [
              typeName(found.type),
              found.count,
              `${found.maxScore}%`,
              found.sample,
              found.rule,
            ]),
            [1, 2],
          );
          for (const { code, locator } of classification?.review ?? [])
            output.say(`要確認: ${reasonText(code)}${locator === undefined ? '' : `（${locatorText(locator)}）`}`);
          output.result({ objectId: id, system, maskedKey, state, classification });
          return 0;
        }),
      ),
    );

  review
    .command('decide <id>')
    .description('記録の機密性を決定します。引き下げるには、別の確認者が必要です')
    .requiredOption('--level <1|2|3>', '決定する機密性')
    .requiredOption('--reason <text>', '理由（個人情報を書かないでください）')
    .requiredOption('--by <name>', '決定する者')
    .option('--confirmed-by <name>', '確認する者（引下げのときは必須）')
    .action(
      action(async ({ withWorkspace, output }, id: string, options: DecideOptions) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const level = Number(options.level);
          if (level !== 1 && level !== 2 && level !== 3)
            throw new Fault('usage', 'review/bad-level', 'the level is 1, 2 or 3', {}, { hint: '--level 1, 2 or 3' });
          const decision = await decideReview(workspace, {
            objectId: id,
            level,
            reason: options.reason,
            decidedBy: options.by,
            confirmedBy: options.confirmedBy,
          });
          output.say(`${id} を${levelName(level)}に決定しました。内容が変わるまで、再分類の後も維持されます。`);
          output.result(decision);
          return 0;
        }),
      ),
    );
};
