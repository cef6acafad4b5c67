/**
 * Whether the numbers, states and times of a certificate fit together.
 *
 * @param {import('../certificate-schema.js').CertificateDocument} certificate - of the right shape
 * @returns {string | undefined} in Japanese, the first thing that contradicts another
 */
export function incoherenceOf(certificate) {
  const { scope, keys, verification, exceptions, times, people, stage } = certificate;
  const { lines, total, planned } = scope;
  for (const member of ['objects', 'records', 'versions', 'bytes', 'plaintextBefore']) {
    if (lines.reduce((sum, line) => sum + line[member], 0) !== total[member]) return '内訳の件数と合計が合いません。';
  }
  for (const verdict of ['PASS', 'FAIL', 'UNKNOWN', 'DELETED']) {
    const sum = lines.reduce((all, line) => all + (line.verdicts[verdict] ?? 0), 0);
    if (sum !== (total.verdicts[verdict] ?? 0)) return '判定の内訳と合計が合いません。';
  }
  const left = planned.versions - total.versions;
  if (planned.objects - total.objects !== exceptions.length || left < exceptions.length) {
    return '計画の件数が、消去した件数と対象外の件数の合計に一致しません。';
  }
  if (exceptions.length === 0 && left !== 0) return '計画の件数と消去した件数が一致しません。';
  if (verification.versionsListedAfter > left) return '消去後の一覧に、対象外としていない版が残っています。';
  if (certificate.inventory.count !== total.versions) return '消去目録の件数と消去した件数が一致しません。';
  if (certificate.plaintextHistory.objectsBefore !== total.plaintextBefore) return '平文の履歴の件数が合いません。';

  const { destroyed, altered, unreadable } = verification.outcomes;
  const unavailable = verification.outcomes['store-unavailable'];
  if (destroyed + altered + unreadable + unavailable !== verification.probed) return '検証の件数が合いません。';
  if (altered > 0 || total.verdicts.FAIL > 0) return '不合格の判定があるのに証明書が発行されています。';
  if (keys.unit.some((unit) => unit.canary.outcomeAfter !== 'destroyed')) {
    return '鍵の消去を確認できていないものがあります。';
  }
  const { canaries } = verification;
  if (canaries.total !== keys.unit.length || canaries.destroyed !== canaries.total) {
    return '確認用データの件数が鍵の数と合いません。';
  }
  // A plan of keys alone is shown by its canaries.
  const gone = total.verdicts.PASS + (total.verdicts.DELETED ?? 0);
  const shown = total.versions > 0 ? gone > 0 : verification.canaries.total > 0;
  const unsure = unreadable + unavailable + total.verdicts.UNKNOWN > 0 || !shown;
  if (unsure && verification.overall === 'PASS')
    return '確認できないものがあるのに、全体の判定が PASS とされています。';

  for (const key of keys.kms) {
    if ((key.state === 'destroyed') !== 'destroyedAt' in key) return '鍵の状態と消滅の日時が合いません。';
    const claimed = key.state === 'destroyed' ? ['destroyed'] : ['refused', 'destroyed'];
    if ('canary' in key && !claimed.includes(key.canary.outcomeAfter))
      return '鍵の状態と確認用データの復号の結果が合いません。';
    if (stage === 'final' && key.state !== 'destroyed') return '待機中の鍵があるのに、確定の証明書とされています。';
  }
  if (stage === 'final' && !('completedAt' in times)) return '完了の日時がないのに、確定の証明書とされています。';
  if (certificate.traceability.some(({ item }, index) => item !== index + 1))
    return '確認事項の番号が正しくありません。';
  if (times.startedAt > times.verifiedAt || times.verifiedAt > certificate.issuedAt) return '日時の前後が合いません。';
  const distinct = new Set([people.executed.by, people.verified.by, people.approved.by]).size === 3;
  if (distinct !== (people.separation === 'separate')) return '実施者、検証者及び承認者の記載が合いません。';
  return undefined;
}
