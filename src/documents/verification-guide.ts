import { createHash } from 'node:crypto';
import type { CertificateDocument } from '../certify/certificate.js';
import { eraDate } from './wording.js';

export interface GuideFiles {
  /** Without ending: `<name>.pdf`, `<name>.jws`. */
  name: string;
  /** Everything that stands in the delivery, by name. */
  all: readonly string[];
}

/** 確認の手引き: one page that tells an officer how to check what was delivered. A self-contained HTML document. */
export function verificationGuide(certificate: CertificateDocument, { name, all }: GuideFiles): string {
  const has = (file: string) => all.includes(file);
  const rows = all.map((file) => [file, describe(file, name)] as const);
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE, 'utf8').digest('base64')}'`;
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>廃棄証明書 確認の手引き</title>
<style>${STYLE}</style>
</head>
<body>
<h1>廃棄証明書 確認の手引き</h1>
<p>${text(certificate.recipient.name)}　御中</p>
<p>${text(certificate.issuer.name)}が${text(eraDate(certificate.issuedAt))}に発行した廃棄証明書（番号 ${text(certificate.number)}、第${certificate.version}版）を確認する手順です。確認は、お手元の端末だけで行うことができ、インターネットへの接続は要りません。</p>
<h2>１　手順</h2>
<ol>
<li>このフォルダーの「verify.html」をダブルクリックして、ブラウザーで開きます。</li>
<li>受け取った ZIP ファイルを、そのまま選びます。証明書、計画、承認、消去目録及び監査ログの抜粋が互いに一致することが、一度に確認されます。${has(`${name}.tsr`) ? '時刻認証局の証明書の欄にその証明書を入力すると、タイムスタンプも確認されます。' : ''}${has(`${name}.revocation.jws`) ? 'この証明書は取り消されています。取消しの理由を確認してください。' : ''}</li>
<li>「発行者の鍵の指紋」の欄に、書面又は電話により受注者から受け取った指紋を入力します。このフォルダーの中の鍵からではなく、必ず別の方法で受け取ったものを用いてください。</li>
<li>「発行者が署名した廃棄証明書です」と表示されることを確認します。これ以外の表示のときは、廃棄の証拠として扱わず、受注者に照会してください。</li>
<li>表示された内容が、承認された計画（${text(certificate.plan.planId)}）の内容と一致することを確認します。対象の件数、対象外としたもの、残るもの及び証明書の限界を、特に確認してください。</li>
</ol>
<h2>２　より詳しい確認</h2>
<p>専門の担当者は、次の確認を行うことができます。</p>
<ul>
<li>kimitsu の検証コマンド（certificate verify）にこの ZIP ファイルを指定すると、同じ確認を、このページとは別のプログラムで行うことができます。</li>
<li>この ZIP ファイルを保管しておくと、後日、受注者の監査ログがこの時点から書き換えられていないことの確認（kimitsu audit verify --checkpoint）に用いることができます。</li>
<li>証明書に記載された値（SHA-256）と、「evidence」フォルダーの各ファイルの値を、OpenSSL 等の一般のソフトウェアで照合できます。</li>
<li>特定の記録が消去されたことを確認したいときは、受注者に「包含証明」の提出を求め、証明書と一緒に verify.html で開いてください。ほかの記録の名前が明らかになることはありません。</li>
</ul>
<h2>３　受け取ったファイル</h2>
<table>
<thead><tr><th scope="col">ファイル</th><th scope="col">内容</th></tr></thead>
<tbody>
${rows.map(([file, what]) => `<tr><td class="file">${text(file)}</td><td>${what}</td></tr>`).join('\n')}
</tbody>
</table>
<h2>４　御留意いただきたいこと</h2>
<ul>
<li>証明書は、受注者が実施し、記録し、検証した結果です。廃棄の作業そのものを、これらのファイルから直接確認することはできません。</li>
<li>廃棄の完了を受け入れるかどうかは、発注者において判断してください。</li>
<li>${certificate.stage === 'interim' ? '暫定の証明書です。鍵の待機期間が満了し、鍵の消滅が確認された後に、確定の証明書が発行されます。それまでは、廃棄は完了していません。' : '確定の証明書です。これより前の暫定の証明書に代わるものです。'}</li>
</ul>
</body>
</html>
`;
}

function describe(file: string, name: string): string {
  if (file === `${name}.pdf`) return '廃棄証明書（電子署名付きPDF）';
  if (file === `${name}.jws`) return '廃棄証明書の正本（署名付きデータ）';
  if (file === `${name}.tsr`) return 'タイムスタンプ（証明書が存在した時刻を第三者が示すもの）';
  if (file === `${name}.revocation.jws`) return '取消し通知（この証明書は取り消されています）';
  if (file === 'verify.html') return '証明書を確認するページ';
  if (file === 'approval.html') return '計画の承認及び証明書の受領を記録するページ';
  if (file === 'issuer.pub.pem') return '発行者の公開鍵（指紋を別の方法で照合するまでは、信頼の根拠になりません）';
  if (file.endsWith('.inventory.jsonl'))
    return '消去目録（記録の名前は、秘密の値を加えて求めたハッシュ値に置き換えています）';
  if (file.endsWith('.audit.jsonl')) return '監査ログの抜粋（署名付き。省略した範囲を明示しています）';
  if (file.endsWith('.letter.json')) return '承認書（書面）の記録';
  if (file.includes('.letter.')) return '承認書（書面）の写し';
  if (file.endsWith('.jws')) return '計画の承認（府の署名付きデータ）';
  if (file.endsWith('.pdf')) return '終了計画書';
  if (file.endsWith('.json')) return '終了計画書（データ）';
  return 'この手引き';
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value: string): string => value.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

const STYLE = `
body { max-width: 52rem; margin: 2rem auto; padding: 0 1.5rem; color: #1b1f24; font: 1rem/1.75 "Yu Gothic UI", "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, sans-serif; }
h1 { font-size: 1.5rem; }
h2 { margin-top: 1.5rem; padding-left: 0.6rem; border-left: 0.3rem solid #17406d; font-size: 1.15rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.95rem; }
th, td { padding: 0.3rem 0.6rem; border: 1px solid #c3c9d1; text-align: left; vertical-align: top; }
thead th { background: #e6ebf1; }
.file { font-family: ui-monospace, Consolas, "Noto Sans Mono CJK JP", monospace; overflow-wrap: anywhere; }
@media print { body { margin: 0; font-size: 9.5pt; } }
`;
