import { checkExcerpt } from './audit-excerpt.js';
import { toHex } from './bytes.js';
import { partsOf } from './delivery-parts.js';
import { inventoryRoot } from './inventory-root.js';
import { verifyFile } from './verify-file.js';
import { MAX_ZIP_BYTES, ZipRejected, zipEntries } from './zip-archive.js';

/** All that is unpacked, largest file of it (one is in memory at a time), and largest that is held. */
const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024;
const MAX_FILE_BYTES = 512 * 1024 * 1024;
const MAX_HELD_BYTES = 32 * 1024 * 1024;
const MAX_HELD_FILES = 8;
/** Certificates, timestamps and revocations, all at the top. */
const HELD = /^[^/]+\.(?:pdf|jws|tsr)$/;

/**
 * Verifies a delivery (ZIP) as a whole: the certificate in both forms with the timestamp and the revocation beside it,
 * the hash of every piece of evidence that it names, its inventory, and the excerpt of the audit log. Same verdicts as
 * the command line. Holds one file at a time.
 *
 * @param {Blob} blob
 * @param {object} expected - as for `verifyFile`
 */
export async function verifyDelivery(blob, expected = {}) {
  const checks = [];
  const note = (id, holds, good, bad) => checks.push({ id, state: holds ? 'pass' : 'fail', text: holds ? good : bad });
  let files;
  try {
    if (blob.size > MAX_ZIP_BYTES) return tooLarge();
    const entries = await zipEntries(blob);
    const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
    if (unpacked > MAX_UNPACKED_BYTES || entries.some(({ size }) => size > MAX_FILE_BYTES)) return tooLarge();
    files = await readFiles(entries);
  } catch (error) {
    if (!(error instanceof ZipRejected)) throw error;
    note('archive', false, '', error.message);
    return { format: 'zip', verdict: 'invalid', checks, parts: [] };
  }
  const name = nameOf([...files.keys()]);
  const [jws, pdf] = [files.get(`${name}.jws`)?.content, files.get(`${name}.pdf`)?.content];
  if (name === undefined || !jws || !pdf) {
    note(
      'archive',
      false,
      '',
      'ZIPファイルの中に、同じ名前の廃棄証明書（PDF及び署名付きデータ）が一組だけありません。',
    );
    return { format: 'zip', verdict: 'invalid', checks, parts: partsOf(files, { name, checks }) };
  }
  note('archive', true, `${files.size}個のファイルがあり、壊れているものはありません。`, '');
  const signed = await verifyFile(jws, { ...companionsOf(files, name), ...definedOf(expected) });
  const printed = await verifyFile(pdf, expected);
  const printedChecks = printed.checks.filter(({ id }) => id.startsWith('pdf-'));
  const bothHold = printedChecks.length > 0 && printedChecks.every(({ state }) => state === 'pass');
  const same = signed.certificate !== undefined && bothHold && signed.sha256 === printed.sha256;
  note(
    'both-forms',
    same,
    'PDFと署名付きデータは、同じ証明書です。',
    'PDFと署名付きデータが同じ証明書ではないか、PDFの電子署名が正しくありません。',
  );
  if (signed.certificate) await checkContents(signed, files, name, note);
  const sound = checks.every(({ state }) => state === 'pass') && signed.verdict === 'valid';
  const verdict = signed.verdict === 'unreadable' ? 'unreadable' : sound ? 'valid' : 'invalid';
  const { proven, timestampedAt, ...rest } = signed;
  const all = [...checks, ...printedChecks, ...signed.checks];
  return {
    ...rest,
    ...(verdict === 'valid' && proven ? { proven } : {}),
    ...(timestampedAt ? { timestampedAt } : {}),
    verdict,
    format: 'zip',
    checks: all,
    parts: partsOf(files, { name, checks: all, certificate: signed.certificate, signedBy: signed.signedBy }),
  };
}

async function readFiles(entries) {
  const files = new Map();
  let held = 0;
  for (const entry of entries) {
    const isHeld = HELD.test(entry.name);
    if (isHeld && ++held > MAX_HELD_FILES) throw new ZipRejected('ZIPファイルの中に、証明書が多すぎます。');
    if (isHeld && entry.size > MAX_HELD_BYTES) throw new ZipRejected('ZIPファイルの中の証明書が大きすぎます。');
    const bytes = await entry.unpack();
    const file = { sha256: await hashOf(bytes), bytes: bytes.length };
    if (isHeld || entry.name.endsWith('.audit.jsonl') || entry.name === 'issuer.pub.pem') file.content = bytes;
    if (entry.name.endsWith('.inventory.jsonl')) {
      file.inventory = await inventoryRoot(bytes);
      if (!file.inventory) throw new ZipRejected('ZIPファイルの中の消去目録に、消去目録のものではない行があります。');
    }
    files.set(entry.name, file);
  }
  return files;
}

/** The one name that stands at the top as `<name>.jws`. */
function nameOf(names) {
  const found = names.filter((one) => /^[^/]+\.jws$/.test(one) && !one.endsWith('.revocation.jws'));
  return found.length === 1 ? found[0].slice(0, -'.jws'.length) : undefined;
}

/** Any revocation counts: one under a changed name must not pass by. */
function companionsOf(files, name) {
  const revocation = [...files].find(([one]) => one.endsWith('.revocation.jws') && !one.includes('/'))?.[1].content;
  return { timestamp: files.get(`${name}.tsr`)?.content, revocation };
}

/** What the reader brings goes before what lies in the archive. */
const definedOf = (expected) => Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined));

async function checkContents({ certificate, sha256 }, files, name, note) {
  const { evidence, plan, approval, inventory } = certificate;
  const wrong = evidence.filter((item) => !isThere(files, item));
  const named = new Set(evidence.map((item) => item.sha256));
  note(
    'evidence',
    wrong.length === 0 && named.has(plan.sha256) && named.has(approval.sha256),
    `証明書に記載された${evidence.length}個の証拠のハッシュは、ZIPファイルの中のものと一致します。`,
    `証明書に記載された証拠のうち${wrong.length}個がないか異なります。又は、計画及び承認が証拠に含まれていません。`,
  );
  const [listed, ...more] = [...files.values()].flatMap((file) => file.inventory ?? []);
  const leads =
    listed !== undefined &&
    more.length === 0 &&
    toHex(listed.root) === inventory.root &&
    listed.count === inventory.count;
  note(
    'inventory',
    leads,
    `消去目録の${inventory.count.toLocaleString('ja-JP')}行は、証明書に記載された目録と一致します。`,
    '消去目録が、証明書に記載されたものと一致しません。',
  );
  const excerpt = await checkExcerpt(files.get(`evidence/${name}.audit.jsonl`)?.content, { certificate, sha256 });
  const covers = excerpt.checkpoint
    ? `署名された照合点（第${excerpt.checkpoint.number}号）が、第${excerpt.checkpoint.head.seq}項までを裏付けています。`
    : '';
  note(
    'audit-excerpt',
    excerpt.problem === undefined,
    `監査ログの抜粋は発行者が署名したもので、改変はありません（省略した箇所は${excerpt.gaps}か所）。${covers}`,
    excerpt.problem,
  );
}

const isThere = (files, { name, sha256, bytes }) => {
  const file = files.get(`evidence/${name}`);
  return file?.sha256 === sha256 && file.bytes === bytes;
};

const hashOf = async (bytes) => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

function tooLarge() {
  const text =
    'ファイルが大きすぎるため、このページでは確認できません。展開して中の廃棄証明書を選ぶか、kimitsu の検証コマンドで確認してください。';
  return { format: 'zip', verdict: 'unreadable', checks: [{ id: 'archive', state: 'fail', text }], parts: [] };
}
