import { ruleTitle } from '../app/watch/rule-words.js';
import type { Watched } from '../app/watch/watch-access.js';
import { japaneseTime, type Output } from './print.js';

const TYPES = { audit: '監査ログ', 's3-access-log': 'S3 アクセスログ', cloudtrail: 'CloudTrail' } as const;
const SEVERITIES = { serious: '要対応', notice: '参考' } as const;

/** What a run of the watch has read and found. */
export function sayWatched({ fresh, grown, sources, rulesNotApplied }: Watched, output: Output): void {
  output.table(
    ['ログ', '種類', 'ファイル', '操作', '読取り不能', '照合済のログ', '署名（有効/不一致/不明）'],
    sources.map(({ id, type, logs, events, problems, failed, digests }) => [
      id,
      TYPES[type],
      logs,
      events,
      problems + failed,
      digests?.logsVerified ?? '－',
      digests ? `${digests.signatures.valid}/${digests.signatures.invalid}/${digests.signatures.unknown}` : '－',
    ]),
    [2, 3, 4, 5],
  );
  const rows = [...fresh.map((one) => ['新規', one] as const), ...grown.map((one) => ['継続', one] as const)];
  if (rows.length === 0) output.say('新たに検知したものはありません。');
  else
    output.table(
      ['区分', '', '内容', '主体又はログ', '最初の日時', '件数', '証拠'],
      rows.map(([change, { severity, rule, principal, firstAt, count, evidence }]) => [
        SEVERITIES[severity],
        change,
        ruleTitle(rule),
        principal,
        japaneseTime(firstAt),
        count,
        evidence[0] ? `${evidence[0].file}:${evidence[0].position}` : '',
      ]),
      [5],
    );
  if (rulesNotApplied.length > 0) {
    const titles = rulesNotApplied.map((rule) => `「${ruleTitle(rule)}」`).join('');
    output.warn(`${titles}は、判断の基準（watch.principals、watch.networks）がないため確認していません。`);
  }
  for (const { id, digests } of sources) {
    if (!digests) continue;
    if (digests.signatures.unknown > 0)
      output.warn(
        `${id}: ダイジェスト${digests.signatures.unknown}件の署名は、公開鍵又は署名がなく確認できません（不明）。`,
      );
    if (digests.logsUnknown > 0)
      output.warn(
        `${id}: ダイジェストに記載されたログ${digests.logsUnknown}件は、今回読んでいないため照合していません（不明）。`,
      );
    if (digests.chainsBegunMidway > 0)
      output.warn(
        `${id}: ${digests.chainsBegunMidway}件の連鎖は途中から始まっています。それより前は確認できません（不明）。`,
      );
    if (digests.digests === 0 && digests.logsVerified === 0) output.say(`${id}: 新しいダイジェストはありません。`);
  }
}
