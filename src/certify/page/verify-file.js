import { decodeBase64url, sameBytes, toHex, toLatin1 } from './bytes.js';
import { readCanonical } from './canonical-parser.js';
import { incoherenceOf } from './certificate-coherence.js';
import { misfitOf, SCHEMA_NAME } from './certificate-shape.js';
import { checkProof } from './inclusion-proof.js';
import { checkRevocation, checkSuccession } from './later-document.js';
import { verifyPdf } from './pdf-verify.js';
import { fingerprintOf, importPublicKey } from './public-key-text.js';
import { openSignedData, signatureHolds } from './signed-data.js';
import { checkTimestamp } from './timestamp.js';

export const MAX_FILE_BYTES = 32 * 1024 * 1024;

const PDF_CHECKS = ['pdf-signature', 'pdf-attachments'];
const CHECKS = ['form', 'header', 'payload', 'schema', 'key', 'signature', 'consistency', 'pin', 'audit-head'];
/** Made only when the reader brings what they look at. */
const COMPANION_CHECKS = {
  proof: ['proof-form', 'proof-certificate', 'proof-object', 'proof-path'],
  revocation: ['revocation'],
  successor: ['succession'],
  timestamp: ['timestamp'],
};
/** What may stay unknown in a valid certificate, because it needs what the reader brings. */
const MAY_BE_UNKNOWN = new Set(['pin', 'audit-head', 'timestamp']);

/** What is wrong with a PDF, by the check of `verifyPdf`. */
const PDF_PROBLEMS = {
  frame: 'PDFの前後に余分なデータがあるか、途中で切れています。',
  structure: 'PDFの構造を読み取れません。壊れているか、書き換えられています。',
  attachments: 'PDFに、署名付きデータと記載データが一つずつ添付されていません。',
  'byte-range': 'PDFの電子署名がないか、ファイル全体を対象としていません。署名の後に書き加えられた可能性があります。',
  container: 'PDFの電子署名が壊れているか、発行者が用いる形式のものではありません。',
  'signer-certificate': 'PDFの電子署名に付された証明書が、発行者が用いる形式のものではありません。',
  digest: 'PDFが、署名の後に書き換えられています。',
  signature: 'PDFの電子署名が、その内容と一致しません。',
  'signer-key': 'PDFと、添付された署名付きデータとで、署名した鍵が異なります。',
};

/**
 * Verifies a certificate with nothing but WebCrypto. Same verdicts as the command line.
 *
 * @param {Uint8Array} bytes
 * @param {{ pin?: string, expectedHead?: string, proof?: Uint8Array, revocation?: Uint8Array, successor?: Uint8Array,
 *   timestamp?: Uint8Array, authority?: object }}
 *   expected - fingerprint of the issuer's key; hash of the audit log's last entry; an inclusion proof; a revocation and
 *   another certificate as signed data; a timestamp (RFC 3161); the certificate of its authority
 */
export async function verifyFile(bytes, expected = {}) {
  if (bytes.length > MAX_FILE_BYTES) {
    return unreadable('ファイルが大きすぎます（32MiBを超えています）。廃棄証明書ではありません。');
  }
  const format = formatOf(bytes);
  if (toLatin1(bytes.subarray(0, 4)) === 'PK\u0003\u0004') {
    return unreadable('ZIPファイルです。展開し、中の廃棄証明書（PDF）を選んでください。');
  }
  if (format === 'unknown') {
    return unreadable('廃棄証明書のファイル（PDF又は署名付きデータ）ではありません。ファイルを選び直してください。');
  }
  const checks = new Map();
  const note = (id, state, text) => checks.set(id, { id, state, text });
  const { sha256, jws, ...outcome } = await verifiersByFormat[format](bytes, expected, note);
  const { certificate, signedBy } = outcome;
  const shown = certificate && (await checkCompanions({ certificate, signedBy, sha256, jws }, expected, note));
  const brought = Object.keys(COMPANION_CHECKS).filter((name) => expected[name]);
  const ids = [
    ...(format === 'pdf' ? PDF_CHECKS : []),
    ...CHECKS,
    ...brought.flatMap((name) => COMPANION_CHECKS[name]),
  ];
  const listed = ids.map(
    (id) => checks.get(id) ?? { id, state: 'unknown', text: 'ここまでの確認で止まったため、確認していません。' },
  );
  const holds = listed.every(({ id, state }) => state === 'pass' || (state === 'unknown' && MAY_BE_UNKNOWN.has(id)));
  return {
    format,
    verdict: outcome.unreadable ? 'unreadable' : holds ? 'valid' : 'invalid',
    checks: listed,
    ...outcome,
    sha256,
    ...(holds ? shown : {}),
  };
}

/** What was chosen beside the certificate. @returns the proof and the time, once they hold */
async function checkCompanions(subject, { proof, revocation, successor, timestamp, authority }, note) {
  if (revocation) await checkRevocation(revocation, subject, note);
  if (successor) await checkSuccession(successor, subject, note);
  const timestampedAt = timestamp && subject.jws && (await checkTimestamp(timestamp, subject, authority, note));
  const proven = proof && (await checkProof(proof, subject, note));
  return { ...(proven ? { proven } : {}), ...(timestampedAt ? { timestampedAt } : {}) };
}

const verifiersByFormat = { pdf: verifyPdfFile, jws: verifySignedData, json: verifyBareJson };

async function verifySignedData(bytes, expected, note) {
  const opened = openSignedData(bytes);
  const reached = ['form', 'header', 'payload'];
  const texts = [
    '署名付きデータ（JWS）として正しい形式です。',
    '署名の方式と文書の種類は、廃棄証明書のものです。',
    '記載内容は、定められた書式です。',
  ];
  for (const [index, id] of reached.entries()) {
    if (opened.problem?.check === id) {
      note(id, 'fail', opened.problem.text);
      return {};
    }
    note(id, 'pass', texts[index]);
  }
  const read = readCertificate(opened.document, note);
  if (!read.certificate) return read;
  const signedBy = await checkSigner(opened, read.certificate, note);
  checkContent(read.certificate, expected, note);
  if (signedBy) checkPin(signedBy, expected, note);
  const sha256 = await hashOf(opened.payload);
  return { certificate: read.certificate, sha256, jws: bytes, ...(signedBy ? { signedBy } : {}) };
}

async function verifyBareJson(bytes, expected, note) {
  const content = readCanonical(bytes);
  if (!content) {
    note('payload', 'fail', '記載内容が、定められた書式（正規形のJSON）ではありません。');
    return {};
  }
  note('payload', 'pass', '記載内容は、定められた書式です。');
  note('signature', 'fail', '署名がありません。記載内容だけのデータでは、誰が作成したものか確認できません。');
  const read = readCertificate(content.value, note);
  if (!read.certificate) return read;
  checkContent(read.certificate, expected, note);
  return { ...read, sha256: await hashOf(bytes) };
}

/** The signed data that a certificate's PDF carries; other bytes as they are. */
export async function signedDataOf(bytes) {
  if (formatOf(bytes) !== 'pdf') return bytes;
  const { problem, jws } = await verifyPdf(bytes);
  // Whatever is not a certificate then fails as the later one that it was said to be.
  return problem === undefined ? jws : new Uint8Array();
}

async function verifyPdfFile(bytes, expected, note) {
  const { problem, json, jws } = await verifyPdf(bytes);
  if (problem === undefined) {
    note(
      'pdf-signature',
      'pass',
      'PDFの電子署名はファイル全体を対象とし、その内容と一致します。PDFは、署名の後に変更されていません。',
    );
  } else note('pdf-signature', 'fail', PDF_PROBLEMS[problem]);
  if (!json || !jws) return {};
  const payload = decodeBase64url(toLatin1(jws).split('.')[1] ?? '');
  if (payload && sameBytes(payload, json)) {
    note('pdf-attachments', 'pass', 'PDFに添付された署名付きデータと記載データは、同じ内容です。');
  } else {
    note('pdf-attachments', 'fail', 'PDFに添付された記載データが、署名付きデータの内容と異なります。');
  }
  return verifySignedData(jws, expected, note);
}

function readCertificate(document, note) {
  if (misfitOf(document) === '') {
    note('schema', 'pass', '廃棄証明書として必要な項目がそろっています。');
    return { certificate: document };
  }
  const schema = String(document?.schema);
  if (/^kimitsu\/disposal-certificate\/([2-9]|[1-9]\d{1,5})$/.test(schema)) {
    note(
      'schema',
      'unknown',
      'このページより新しい様式の証明書です。発行者から、新しい確認ページを受け取ってください。',
    );
    return { unreadable: true };
  }
  note('schema', 'fail', `廃棄証明書の様式（${SCHEMA_NAME}）に合わない項目があります。`);
  return {};
}

async function checkSigner(opened, certificate, note) {
  const jwk = certificate.issuerKey;
  const fingerprint = await fingerprintOf(jwk);
  if (fingerprint !== opened.kid || !(await importPublicKey(jwk))) {
    note('key', 'fail', '証明書に記載された鍵が、署名に使われた鍵と異なります。');
    return undefined;
  }
  note('key', 'pass', '証明書に記載された鍵は、署名に使われた鍵と同じものです。');
  if (!(await signatureHolds(opened, jwk))) {
    note('signature', 'fail', '署名が記載内容と一致しません。発行後に書き換えられたか、署名が偽造されています。');
    return undefined;
  }
  note('signature', 'pass', '署名は記載内容と一致します。記載内容は、署名の後に変更されていません。');
  return fingerprint;
}

function checkContent(certificate, { expectedHead }, note) {
  const wrong = incoherenceOf(certificate);
  if (wrong) note('consistency', 'fail', wrong);
  else note('consistency', 'pass', '件数、判定、状態及び日時の記載に、互いに矛盾するものはありません。');
  const { seq, hash } = certificate.auditHead;
  if (!expectedHead)
    note(
      'audit-head',
      'unknown',
      `監査ログのハッシュの控えが入力されていないため、照合していません。証明書の記載は、第${seq}項、${hash} です。`,
    );
  else if (expectedHead === hash) note('audit-head', 'pass', `監査ログの末尾（第${seq}項）は、控えと一致します。`);
  else note('audit-head', 'fail', `監査ログの末尾（第${seq}項）が、控えと一致しません。`);
}

function checkPin(signedBy, { pin }, note) {
  if (!pin)
    note(
      'pin',
      'unknown',
      '発行者の鍵の指紋が入力されていないため、誰の鍵による署名かは確認していません。「署名した鍵の指紋」を、発行者から別の方法（書面、電話等）で受け取ったものと照合してください。',
    );
  else if (pin === signedBy) note('pin', 'pass', '署名した鍵は、入力された発行者の鍵と一致します。');
  else note('pin', 'fail', '署名した鍵は、入力された発行者の鍵ではありません。別の者が署名しています。');
}

async function hashOf(bytes) {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

export function formatOf(bytes) {
  const head = toLatin1(bytes.subarray(0, 1024));
  if (head.startsWith('%PDF-')) return 'pdf';
  if (/^[\s\u00ef\u00bb\u00bf]*\{/.test(head)) return 'json';
  const inAlphabet = head.replace(/[^A-Za-z0-9_.-]/g, '').length;
  return head.includes('.') && inAlphabet >= head.length * 0.9 ? 'jws' : 'unknown';
}

function unreadable(text) {
  return { format: 'unknown', verdict: 'unreadable', checks: [{ id: 'form', state: 'fail', text }] };
}
