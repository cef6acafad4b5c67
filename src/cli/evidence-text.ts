import type { EvidenceCheck, EvidenceCheckId } from '../app/evidence/evidence-check.js';
import type { EvidenceVerification } from '../app/evidence/verify-evidence-file.js';
import type { EvidenceProblemCode } from '../audit/verify-evidence.js';
import { japaneseTime, type Output } from './print.js';

const CHECKS: Readonly<Record<EvidenceCheckId, string>> = {
  form: '証拠の書出しの形式',
  entries: '記録のハッシュ及び連鎖',
  manifest: '目録と内容の一致',
  signature: '電子署名',
  pin: '署名した者の鍵との照合',
  checkpoints: '照合点',
  chain: '書き出した時の監査ログの状態',
  'expected-head': '控えられたハッシュとの照合',
  'held-checkpoint': '保管された照合点との照合',
};

const STATES: Readonly<Record<EvidenceCheck['state'], string>> = { pass: '適合', fail: '不適合', unknown: '未確認' };

const VERDICTS: Readonly<Record<EvidenceVerification['verdict'], string>> = {
  valid: '有効です。署名の後に変更されていません。',
  invalid: '有効ではありません。この書出しを、証拠として扱わないでください。',
  unreadable: '読み取れません。監査ログの証拠の書出しではないか、対応していない版です。',
};

const PROBLEMS: Readonly<Record<EvidenceProblemCode, string>> = {
  'evidence/unreadable': '証拠の書出しの行として読み取れません',
  'evidence/altered': '記録の内容が、記録時のハッシュと一致しません。改変されています',
  'evidence/broken': '直前の記録につながっていません。欠落又は順序の入替えがあります',
  'evidence/mismatch': '目録が、書き出された内容と一致しません。行の追加、削除又は改変があります',
  'evidence/no-manifest': '目録がありません。途中で切れています',
  'evidence/newer': 'この版の kimitsu より新しい様式です。新しい版の kimitsu で確認してください',
  'evidence/bad-checkpoint': '照合点として読み取れないか、この監査ログのものではありません',
  'evidence/not-signed': '署名がありません',
  'evidence/bad-signature': '署名が目録と一致しません',
};

/** Why a check failed that no line of the pack tells of. */
const FAILED: Readonly<Partial<Record<EvidenceCheckId, string>>> = {
  form: '監査ログの証拠の書出し（kimitsu audit export の出力）ではありません。ファイルを選び直してください。',
  signature: '署名がないか、署名が内容と一致しません。',
  pin: '指定された鍵による署名ではありません。別の者が署名しています。',
  chain: '書き出した時に、監査ログの連鎖が既に切れていました。',
  'expected-head': '控えられたハッシュの記録が、この書出しにありません。',
  'held-checkpoint': '保管された照合点が示す記録と、この書出しの記録が異なるか、その記録がありません。',
};

/** As many lines with problems as people read. */
const SHOWN = 20;

/** What holds of any export that fits itself, whoever has signed it. */
const UNPINNED = '署名は正しく、署名の後に変更されていません。ただし、署名した者が発行者であるかは、確認していません。';

/** What `audit verify --pack` has found: the verdict first, then what it rests on. */
export function sayEvidence(report: EvidenceVerification, output: Output): void {
  const { verdict, checks, problems } = report;
  const isUnpinned = verdict === 'valid' && checks.some(({ id, state }) => id === 'pin' && state === 'unknown');
  output.say(`判定: ${isUnpinned ? UNPINNED : VERDICTS[verdict]}`);
  for (const { id, state } of checks)
    if (state === 'fail' && (id !== 'form' || problems.length === 0) && FAILED[id]) output.say(`理由: ${FAILED[id]}`);
  for (const { line, code } of problems.slice(0, SHOWN))
    output.warn(`  ${line > 0 ? `${line.toLocaleString('ja-JP')}行目: ` : ''}${PROBLEMS[code]} [${code}]`);
  if (problems.length > SHOWN)
    output.warn(`  ほかに${(problems.length - SHOWN).toLocaleString('ja-JP')}件以上あります。`);
  output.table(
    ['確認した事項', '結果'],
    checks.map(({ id, state }) => [CHECKS[id], STATES[state]]),
  );
  if (verdict === 'valid') sayContents(report, output);
}

function sayContents({ checks, manifest, signedBy, lastCheckpoint }: EvidenceVerification, output: Output): void {
  const isUnknown = (id: EvidenceCheckId) => checks.some((check) => check.id === id && check.state === 'unknown');
  output.say(`署名鍵の指紋: ${signedBy}`);
  if (isUnknown('pin'))
    output.say('発行者の公開鍵（--pin）が指定されていないため、署名した者が誰であるかは確認していません。');
  if (manifest) {
    const { range, entries, gaps, exportedAt, subjects } = manifest;
    output.say(`書き出した日時: ${japaneseTime(exportedAt)}`);
    output.say(
      `範囲: 第${count(range.fromSeq)}件から第${count(range.toSeq)}件まで（記録${count(entries)}件、省略した箇所${count(gaps)}か所）`,
    );
    if (subjects) output.say(`対象: ${subjects.join('、')}に関するものだけ`);
    if (range.fromSeq > 1) output.say(`第${count(range.fromSeq)}件より前の記録は、この書出しに含まれていません。`);
  }
  if (lastCheckpoint) {
    const { number, seq, at } = lastCheckpoint;
    output.say(`最後の照合点: 第${count(number)}号、${japaneseTime(at)}、第${count(seq)}件まで`);
  }
  if (isUnknown('checkpoints'))
    output.say('照合点がないか、署名鍵の異なる照合点があります。署名鍵を変更した経緯を、発行者に確認してください。');
  if (isUnknown('expected-head') || isUnknown('held-checkpoint'))
    output.say(
      '控えられた記録は、この書出しの範囲にないため、照合できませんでした。全ての範囲の書出しを求めてください。',
    );
}

const count = (value: number): string => value.toLocaleString('ja-JP');
