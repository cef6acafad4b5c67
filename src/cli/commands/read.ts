import { readRecord } from '../../app/read-record.js';
import type { RegisterCommand } from '../command.js';
import { humanBytes, type Output } from '../print.js';

interface Options {
  purpose: string;
  output?: string;
  range?: string;
}

export const registerRead: RegisterCommand = (program, action) => {
  program
    .command('read <key>')
    .description('保護された記録を1件、平文で取り出します。目的は監査ログに残ります')
    .requiredOption('--purpose <text>', '閲覧の目的（個人情報を書かないでください）')
    .option('--output <file>', '出力先。なければ標準出力に出します')
    .option('--range <first-last>', '取り出す範囲（平文のバイト位置、0から。例：0-1023、1024-、-512）')
    .action(
      action(async ({ withWorkspace, output, signal }, key: string, options: Options) =>
        withWorkspace({ lock: 'shared' }, async (workspace) => {
          const onIncomplete = (given: number): void =>
            output.warn(`${humanBytes(given)}を標準出力に出したところで終わりました。記録の全体ではありません。`);
          const { bytes, ...read } = await readRecord(workspace, { key, ...options, onIncomplete }, signal);
          if (options.output !== undefined) {
            output.say(
              `${options.output} に出力しました（${humanBytes(bytes)}）。取扱いが終わり次第、削除してください。`,
            );
            output.result({ ...read, bytes, output: options.output });
          } else if (process.stdout.isTTY) hintAt(read.charset, output);
          return 0;
        }),
      ),
    );
};

/** As people and iconv call what the catalogue calls by its name for browsers. */
const CHARSETS: Readonly<Record<string, string>> = {
  shift_jis: 'CP932',
  'euc-jp': 'EUC-JP',
  'iso-2022-jp': 'ISO-2022-JP',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
};

/** Of a text that a screen shows as something else. */
function hintAt(charset: string | undefined, output: Output): void {
  const name = CHARSETS[charset ?? ''];
  if (name === undefined) return;
  output.warn(
    `この記録の文字コードは、${name} です。文字化けするときは、このコマンドの後に「| iconv -f ${name} -t UTF-8」を付けるか、--output でファイルに取り出し、その文字コードを扱えるソフトで開いてください。`,
  );
}
