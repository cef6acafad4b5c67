import { levelName } from '../base/level.js';
import type { PackageReport } from '../migrate/package/verify.js';
import { humanBytes, type Output } from './print.js';

type Code = PackageReport['problems'][number]['code'];

/** What `verifyPackage` found, in Japanese. */
export const PROBLEMS: Readonly<Record<Code, string>> = {
  declaration: 'BagIt の宣言が正しくありません',
  unreadable: '読み取れません',
  missing: '欠落しています',
  altered: '改変されています',
  extra: '目録にないファイルです',
  duplicate: '重複しています',
  unexpected: '目録に記載できない名称です',
  'unsafe-path': '移行データの外を指しています',
  'not-a-file': '通常のファイルではありません（リンク等）',
  oxum: '件数又は容量（Payload-Oxum）が一致しません',
  profile: 'BagIt プロファイルに反しています',
  'record-missing': '記録一覧に記載がありません',
  'record-differs': '記録一覧の内容と一致しません',
  'record-without-file': '記録一覧にありますが、ファイルがありません',
  'level-count': '機密性別の件数が一致しません',
  'plan-differs': '同封の移行計画と一致しません',
};

const VERDICTS: Readonly<Record<PackageReport['verdict'], string>> = {
  valid: '合格（欠落、過剰及び改変はありません）',
  invalid: '不合格',
  unreadable: '移行データとして読み取れません',
};

/** The receiver's report; names what is wrong. */
export function sayPackageReport(report: PackageReport, output: Output): void {
  output.say(`判定  ${VERDICTS[report.verdict]}`);
  if (report.name !== undefined) output.say(`移行データ  ${report.name}`);
  if (report.planHash !== undefined) output.say(`計画のハッシュ値  ${report.planHash}`);
  if (report.tagManifest !== undefined) output.say(`移行データのハッシュ値  ${report.tagManifest}`);
  if (report.levels.length > 0)
    output.table(
      ['機密性', '件数', '容量'],
      [
        ...report.levels.map(({ level, objects, bytes }) => [levelName(level), objects, humanBytes(bytes)]),
        ['計', report.objects, humanBytes(report.bytes)],
      ],
      [1, 2],
    );
  for (const { code, about } of report.problems) output.say(`  ${printable(about)}: ${PROBLEMS[code]}`);
  if (report.verdict === 'unreadable')
    output.say('  → 移行データは、システムごとに一つのフォルダーです。bagit.txt のあるフォルダーを指定してください。');
  const more = report.problemCount - report.problems.length;
  if (more > 0) output.say(`  ほか${more.toLocaleString('ja-JP')}件`);
}

/** A name from a package must not steer the terminal. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
