import type { ChainReport } from '../audit/verify.js';
import { japaneseTime, type Output } from './print.js';

const PROBLEMS: Readonly<Record<ChainReport['problems'][number]['code'], string>> = {
  'audit/altered': '内容が記録時のハッシュと一致しません。改変されています',
  'audit/broken-link': '直前の記録につながっていません',
  'audit/missing': '記録が欠落しています',
  'audit/out-of-order': '順序が入れ替わっているか、重複しています',
  'audit/truncated': '控えられた末尾の記録がありません。末尾が切り詰められています',
  'audit/other-history': '控えられた末尾の記録と異なります',
  'checkpoint/unreadable': '照合点として読み取れないか、署名が合いません',
  'checkpoint/other-service': '別の業務の照合点です',
  'checkpoint/broken-link': '直前の照合点につながっていません。削除、重複又は順序の入替えがあります',
  'checkpoint/contradicts': '照合点が示す記録と、監査ログの記録が異なります',
  'checkpoint/truncated': '照合点が示す記録がありません。末尾が切り詰められています',
  'checkpoint/missing': '監査ログに残る照合点が、照合点のファイルにありません',
  'checkpoint/other-key': '最後の照合点が、この作業フォルダーの署名鍵によるものではありません',
  'checkpoint/held-not-in-log': '指定された照合点が示す記録が、この監査ログにありません',
  'checkpoint/held-not-in-series': '指定された照合点が、この作業フォルダーの照合点の中にありません',
};

/** What `audit verify` has found. */
export function sayChain(report: ChainReport, output: Output): void {
  const { entries, head, problems, problemCount } = report;
  output.say(`監査ログ ${count(entries)}件`);
  if (head) output.say(`末尾のハッシュ値 ${head.hash}（第${head.seq}件）`);
  sayCheckpoints(report, output);
  for (const problem of problems) {
    const checkpoint = 'checkpoint' in problem ? `照合点第${problem.checkpoint}号` : undefined;
    const place = [checkpoint, problem.seq > 0 ? `第${problem.seq}件` : undefined].filter(Boolean).join('、');
    output.warn(`  ${place}: ${PROBLEMS[problem.code]} [${problem.code}]`);
  }
  if (problemCount > problems.length) output.warn(`  ほかに${count(problemCount - problems.length)}件あります。`);
  output.say(problemCount === 0 ? '改変は見つかりませんでした。' : '改変が見つかりました。');
}

function sayCheckpoints({ checkpoints, entries }: ChainReport, output: Output): void {
  if (!checkpoints) return;
  const { count: number, last, keys, keyCompared, unsigned } = checkpoints;
  if (!last) {
    if (entries > 0) output.say('署名された照合点はまだありません。ハッシュの連鎖だけを確認しました。');
    return;
  }
  output.say(
    `署名された照合点 ${count(number)}個（最後は第${last.number}号、${japaneseTime(last.at)}、第${last.seq}件まで）`,
  );
  output.say(`照合点の署名鍵の指紋 ${keys.join('、')}`);
  if (!keyCompared) output.say('署名鍵がないため、誰の署名かは確認していません。--pin で公開鍵を指定してください。');
  if (unsigned > 0) output.say(`最後の照合点より後の${count(unsigned)}件は、まだ署名されていません。`);
}

const count = (value: number): string => value.toLocaleString('ja-JP');
