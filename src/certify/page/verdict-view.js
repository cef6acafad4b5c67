import { element, factTable, mono, section } from './elements.js';

const TITLES = {
  archive: 'ZIPファイルの形式',
  'both-forms': 'PDFと署名付きデータの同一性',
  evidence: '証拠のハッシュ',
  inventory: '消去目録',
  'audit-excerpt': '監査ログの抜粋',
  'pdf-signature': 'PDFの電子署名',
  'pdf-attachments': 'PDFの添付データ',
  form: 'データの形式',
  header: '署名の方式と文書の種類',
  payload: '記載内容の書式',
  schema: '証明書の様式',
  key: '署名に使われた鍵',
  signature: '電子署名',
  consistency: '記載内容の整合',
  pin: '発行者の鍵との照合',
  'audit-head': '監査ログの控えとの照合',
  'proof-form': '包含証明の様式',
  'proof-certificate': '包含証明の対象の証明書',
  'proof-object': '包含証明の対象の記録',
  'proof-path': '消去目録への包含',
  revocation: '取消しの有無',
  succession: '後の証明書の有無',
  timestamp: 'タイムスタンプ',
};

export const STATES = { pass: '○ 確認', fail: '× 不適合', unknown: '－ 未確認' };

const UNITS = { pdf: 'このPDF及び添付された署名付きデータは、', zip: 'ZIPファイルの中の証明書は、' };

/** What can be said in one sentence, never more than was checked. */
function headline({ verdict, format, checks, certificate }) {
  if (verdict === 'unreadable')
    return {
      tone: 'bad',
      title: 'このページでは読み取れないファイルです',
      text: '証明書が正しいとも、正しくないとも言えません。',
    };
  const failed = checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
  if (failed.length > 0 && failed.every((id) => id === 'revocation' || id === 'succession'))
    return {
      tone: 'bad',
      title: 'この証明書は、現在有効なものではありません',
      text: '取り消されているか、後の証明書に置き換えられています。この証明書を、廃棄の証拠として扱わないでください。',
    };
  if (verdict === 'invalid')
    return {
      tone: 'bad',
      title: '有効な廃棄証明書として確認できませんでした',
      text: 'この証明書を、廃棄の証拠として扱わないでください。発行者に再発行を求めてください。',
    };
  const pinned = checks.some(({ id, state }) => id === 'pin' && state === 'pass');
  const unit = UNITS[format] ?? 'この証明書は、';
  if (certificate.predecessor?.relation === 'revokes') {
    return {
      tone: 'open',
      title: '以前の証明書を取り消す通知です',
      text: `${unit}署名の後に変更されていません。証明書 ${certificate.predecessor.number} は取り消されています。`,
    };
  }
  if (!pinned)
    return {
      tone: 'open',
      title: '署名は正しいものです（発行者の鍵は未照合）',
      text: `${unit}署名の後に変更されていません。ただし、署名した者が発行者本人であるかは、鍵の指紋を照合するまで確認できません。`,
    };
  return {
    tone: 'good',
    title: '発行者が署名した廃棄証明書です',
    text: `${unit}照合した発行者の鍵で署名されており、署名の後に変更されていません。`,
  };
}

/** The verdict first, then its reasons. */
export function verdictView(fileName, result) {
  const { tone, title, text } = headline(result);
  const box = element('section', { class: `verdict ${tone}`, 'aria-labelledby': 'verdict-title' });
  box.append(element('h2', { id: 'verdict-title' }, title), element('p', {}, text));
  for (const note of warnings(result)) box.append(element('p', {}, note));
  for (const { text: reason } of result.checks.filter(({ state }) => state === 'fail')) {
    box.append(element('p', { class: 'wrong' }, reason));
  }
  const rows = [
    ['ファイル名', fileName],
    ['署名した鍵の指紋', result.signedBy && mono(result.signedBy)],
  ];
  box.append(factTable('確認したファイル', rows));
  return box;
}

function warnings({ verdict, format, certificate }) {
  if (verdict !== 'valid') return [];
  const notes = [];
  if (format !== 'jws')
    notes.push(
      'PDFの紙面の文字が記載データと同じであることまでは、確認していません。記載内容は、この下に表示するものを正としてください。',
    );
  if (certificate.stage === 'interim')
    notes.push('暫定の証明書です。鍵の待機期間が満了し、鍵の消滅が確認された後に、確定の証明書が発行されます。');
  if (certificate.verification.overall === 'UNKNOWN')
    notes.push('検証の一部に、結果を確認できなかったもの（UNKNOWN）があります。「検証」を確認してください。');
  return notes;
}

export function checksView({ checks }) {
  const body = element('tbody');
  for (const { id, state, text } of checks) {
    const mark = element('td', { class: `state ${state}` }, STATES[state]);
    body.append(element('tr', {}, element('th', { scope: 'row' }, TITLES[id]), mark, element('td', {}, text)));
  }
  const heads = ['事項', '結果', '説明'].map((name) => element('th', { scope: 'col', class: 'short' }, name));
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body);
  return section('２　確認した事項', element('div', { class: 'scroll' }, table));
}
