import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { detectLines } from '../../app/detect-lines.js';
import { openDetector } from '../../app/detector.js';
import { examineFile } from '../../app/examine-file.js';
import { unreadable } from '../../app/unreadable.js';
import { errnoOf, Fault } from '../../base/fault.js';
import { levelName } from '../../base/level.js';
import type { ExplainingDetector } from '../../classify/detector.js';
import type { ListedRecord } from '../../examine/record-lists.js';
import type { RegisterCommand } from '../command.js';
import { EXPLANATION_HEADER, explanationRow, type PlacedExplanation } from '../explanation-ja.js';
import { locatorText } from '../locator-ja.js';
import type { Output } from '../print.js';
import { reasonText } from '../reasons-ja.js';
import { typeName } from '../type-names-ja.js';

export const registerDetect: RegisterCommand = (program, action) => {
  program
    .command('detect [files...]')
    .description('作業フォルダーなしで、ファイル又は標準入力に含まれる個人情報等を検出します')
    .option('--explain', '見つけた箇所ごとに、点数とその理由を示します（値そのものは出しません）')
    .option('--jsonl', '標準入力の各行 {"id","text"} を調べ、同じ順に JSON を1行ずつ出します')
    .action(
      action(
        async ({ output, signal }, files: string[], { jsonl, explain }: { jsonl?: boolean; explain?: boolean }) => {
          if (jsonl) {
            if (files.length > 0)
              throw new Fault('usage', 'detect/jsonl-and-files', '--jsonl reads standard input and takes no files');
            const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
            await detectLines(lines, write, { explain: explain ?? false });
            return 0;
          }
          const { detector } = await openDetector();
          const inputs = files.length > 0 ? files : ['-'];
          const results = [];
          for (const file of inputs) {
            signal.throwIfAborted();
            const content = file === '-' ? process.stdin : readable(file, output);
            const watched = watching(detector);
            const result = await examineFile(
              content,
              file === '-' ? 'stdin' : basename(file),
              detector,
              explain ? watched.examined : undefined,
            );
            results.push({
              file: file === '-' ? '-' : file,
              ...result,
              ...(explain ? { explanations: watched.explanations } : {}),
            });
            output.say(`${file === '-' ? '標準入力' : file}: ${levelName(result.contentLevel)}`);
            if (result.findings.length > 0)
              output.table(
                ['種類', '件数', '確からしさ', '例（伏せ字）', '規則'],
                result.findings.map(({ type, count, maxScore, sample, rule }) => [
                  typeName(type),
                  count,
                  `${maxScore}%`,
                  sample,
                  rule,
                ]),
                [1, 2],
              );
            else output.say('  個人情報等は検出されませんでした。');
            if (watched.explanations.length > 0)
              output.table(EXPLANATION_HEADER, watched.explanations.map(explanationRow));
            if (watched.more() > 0) output.warn(`  ほか ${watched.more()} 箇所の理由は省略しました`);
            for (const { code, locator } of result.review)
              output.warn(
                `  確認が必要: ${reasonText(code)} [${code}]${locator === undefined ? '' : `（${locatorText(locator)}）`}`,
              );
          }
          output.result(results);
          return 0;
        },
      ),
    );
};

/** Explanations kept of one file; the rest is counted. */
const MOST_EXPLAINED = 1000;

/** Keeps of each record why its places scored what they did. */
function watching(detector: ExplainingDetector) {
  const explanations: PlacedExplanation[] = [];
  let seen = 0;
  const examined = ({ locator, fields }: ListedRecord): void => {
    for (const [at, explained] of detector.explainRecord(fields).entries()) {
      seen += explained.length;
      const kept = explained.slice(0, MOST_EXPLAINED - explanations.length);
      explanations.push(...kept.map((one) => ({ locator, ...(fields.length > 1 ? { field: at + 1 } : {}), ...one })));
    }
  };
  return { examined, explanations, more: () => seen - explanations.length };
}

/**
 * The name is shown on the screen, to whoever has typed it, and is not in the error: it may be personal.
 *
 * @throws {Fault} usage `file/unreadable`, `detect/is-folder`
 */
async function* readable(file: string, output: Output): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file);
  } catch (cause) {
    output.warn(`${file}:`);
    if (errnoOf(cause) !== 'EISDIR') throw unreadable(cause);
    const hint = 'name the files, for example FOLDER/*';
    throw new Fault('usage', 'detect/is-folder', 'this is a folder', {}, { hint });
  }
}

/** Waits for whoever reads slowly. */
async function write(answers: readonly string[]): Promise<void> {
  if (answers.length > 0 && !process.stdout.write(answers.map((answer) => `${answer}\n`).join('')))
    await new Promise((resolve) => process.stdout.once('drain', resolve));
}
