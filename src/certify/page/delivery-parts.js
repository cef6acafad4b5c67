const OUTSIDE = '証明書に記載のないファイルです。内容は確認していません。';

/**
 * What is to be said of each file of a delivery, and of each that the certificate names and that is not there.
 *
 * @param {Map<string, { sha256: string, bytes: number }>} files
 * @param {{ name?: string, checks: object[], certificate?: object }} result
 * @returns {{ name: string, bytes?: number, state: string, text: string }[]}
 */
export function partsOf(files, { name, checks, certificate }) {
  const stateOf = (id) => checks.find((check) => check.id === id)?.state ?? 'unknown';
  const judged = (state, pass, fail) => ({ state, text: { pass, fail, unknown: '確認していません。' }[state] });
  const evidence = new Map((certificate?.evidence ?? []).map((item) => [`evidence/${item.name}`, item]));
  const own = (one, { sha256, bytes }) => {
    const named = evidence.get(one);
    if (named) {
      const same = named.sha256 === sha256 && named.bytes === bytes;
      const root = one.endsWith('.inventory.jsonl') ? stateOf('inventory') : 'pass';
      return judged(
        same && root === 'pass' ? 'pass' : 'fail',
        '証明書に記載された証拠と一致します。',
        '証明書に記載された証拠と異なります。',
      );
    }
    if (one === `${name}.jws`) return judged(signatureState(checks), '署名を確認しました。', '署名を確認できません。');
    if (one === `${name}.pdf`)
      return judged(
        stateOf('both-forms'),
        '電子署名を確認しました。添付されたデータは、署名付きデータと同じものです。',
        '電子署名を確認できないか、添付されたデータが、署名付きデータと同じものではありません。',
      );
    if (one === `${name}.tsr`)
      return {
        ...judged(stateOf('timestamp'), 'タイムスタンプを確認しました。', 'タイムスタンプを確認できません。'),
        ...(stateOf('timestamp') === 'unknown' ? { text: '署名した時刻認証局は未確認です。' } : {}),
      };
    if (one.endsWith('.revocation.jws'))
      return judged(
        stateOf('revocation'),
        '別の証明書の取消し通知です。',
        '取消し通知です。証明書は有効ではありません。',
      );
    if (one === `evidence/${name}.audit.jsonl`)
      return judged(stateOf('audit-excerpt'), '発行者の署名と連鎖を確認しました。', '監査ログの抜粋を確認できません。');
    return { state: 'unknown', text: OUTSIDE };
  };
  const rows = [...files].map(([one, file]) => ({ name: one, bytes: file.bytes, ...own(one, file) }));
  for (const one of evidence.keys())
    if (!files.has(one)) rows.push({ name: one, state: 'fail', text: '証明書に記載されていますが、ありません。' });
  return rows.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Of the signed data alone: form, key, signature and content, without what was brought beside it. */
function signatureState(checks) {
  const ids = new Set(['form', 'header', 'payload', 'schema', 'key', 'signature', 'consistency']);
  const own = checks.filter(({ id }) => ids.has(id));
  if (own.some(({ state }) => state === 'fail')) return 'fail';
  return own.length > 0 && own.every(({ state }) => state === 'pass') ? 'pass' : 'unknown';
}
