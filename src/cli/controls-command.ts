import { forPrograms } from '../app/controls/control-data.js';
import { type ControlReport, controlReport } from '../app/controls/control-report.js';
import { STANDINGS, standingName } from '../app/controls/standing-names.js';
import { checkReportName, writeControlReport } from '../app/controls/write-control-report.js';
import { withCatalogue } from '../app/open-catalogue.js';
import { japaneseTime } from '../base/japanese-time.js';
import type { RegisterCommand } from './command.js';
import { faultWording } from './faults-ja.js';
import type { Output } from './print.js';

/** `report controls`: how each of the prefecture's requirements stands here. */
export const registerControls: RegisterCommand = (report, action) => {
  report
    .command('controls')
    .description('府の情報セキュリティ対策の要求事項ごとに、この作業フォルダーでの実施状況と証跡を示します')
    .option('--output <file>', '報告書を書き出します（.pdf 又は .html）。通信も外部ファイルも要りません')
    .action(
      action(async ({ dir, output }, { output: file }: { output?: string }) => {
        if (file !== undefined) checkReportName(file);
        return withCatalogue(dir, async (open) => {
          const made = await controlReport(open, { faultWording });
          if (file !== undefined) await writeControlReport(made, file);
          sayControls(made, output);
          if (file !== undefined) output.say(`書き出しました: ${file}`);
          output.result(forPrograms(made));
          return 0;
        });
      }),
    );
};

function sayControls({ annexes, counts }: ControlReport, output: Output): void {
  for (const { titleJa, controls } of annexes) {
    output.say(titleJa);
    output.table(
      ['番号', '要求事項', '状況', '最新の証跡'],
      controls.map(({ about, standing, evidence: [newest] }) => [
        about.id,
        about.title,
        standingName(standing),
        newest ? japaneseTime(newest.at) : '―',
      ]),
    );
    for (const { about, standing, evidence, missing } of controls) {
      if (standing !== 'met') output.say(`  ${about.id}  満たす条件: ${about.satisfiedBy}`);
      for (const { words } of evidence) output.say(`  ${about.id}  ${words[1]}`);
      for (const [, japanese] of missing) output.say(`  ${about.id}  → ${japanese}`);
    }
    output.say();
  }
  output.say(STANDINGS.map(([standing, name]) => `${name} ${counts[standing]}件`).join('、'));
}
