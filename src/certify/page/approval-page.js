import { agreedView } from './agreed-view.js';
import { certificateView } from './certificate-view.js';
import { element, section } from './elements.js';
import { makeOfficerKey, openOfficerKey, publicPem, SHORTEST_PASSPHRASE } from './officer-key.js';
import { readSubject } from './plan-reader.js';
import { planView } from './plan-view.js';
import { readPin } from './public-key-text.js';
import { signDocument } from './sign-document.js';
import { checksView, verdictView } from './verdict-view.js';
import { MAX_FILE_BYTES, verifyFile } from './verify-file.js';

const byId = (id) => document.getElementById(id);
const say = (text) => {
  byId('status').textContent = text;
};

/** The key that is open, and what is shown: a plan, an agreed document, or a certificate that is valid. */
let key;
let subject;
/** Counts choices, so that a slow one never becomes the subject of a later one. */
let latest = 0;

for (const event of ['dragover', 'drop']) document.addEventListener(event, (dragged) => dragged.preventDefault());
byId('make-key').addEventListener('submit', (event) => perform(event, makeKey));
byId('open-key').addEventListener('submit', (event) => perform(event, openKey));
byId('file').addEventListener('change', () => perform(undefined, showFile));
byId('pin').addEventListener('change', () => perform(undefined, showFile));
byId('approve').addEventListener('submit', (event) => perform(event, approve));
byId('refuse').addEventListener('submit', (event) => perform(event, refuse));
byId('accept').addEventListener('submit', (event) => perform(event, accept));
if (!globalThis.crypto?.subtle)
  say('このブラウザーでは使えません（暗号機能が使えません）。別のブラウザーで開いてください。');

async function perform(event, act) {
  event?.preventDefault();
  try {
    await act();
  } catch {
    // Nothing half-done is saved; the reason is in what was given.
    say('処理できませんでした。入力とファイルを確認して、もう一度行ってください。');
  }
}

async function makeKey() {
  const [approver, role, passphrase, again] = ['approver', 'role', 'new-passphrase', 'again'].map(
    (id) => byId(id).value,
  );
  if (!approver.trim() || !role.trim()) return say('承認者の職名又は氏名と、識別名を入力してください。');
  if ([...passphrase].length < SHORTEST_PASSPHRASE)
    return say(`パスフレーズは、${SHORTEST_PASSPHRASE}文字以上にしてください。`);
  if (passphrase !== again) return say('二つのパスフレーズが一致しません。');
  say('署名鍵を作っています…');
  const made = await makeOfficerKey(approver.trim(), role.trim(), passphrase);
  save('officer-key.json', made.file);
  await useKey(made.key);
  for (const id of ['new-passphrase', 'again']) byId(id).value = '';
  return say('署名鍵を作り、保存しました。公開鍵を受注者に渡し、指紋を別の方法（書面、電話等）で伝えてください。');
}

async function openKey() {
  const [file] = byId('key-file').files;
  if (!file) return say('署名鍵のファイルを選んでください。');
  say('署名鍵を開いています…');
  const opened = await openOfficerKey(await file.slice(0, 65536).text(), byId('passphrase').value);
  byId('passphrase').value = '';
  if (opened === 'not-a-key') return say('署名鍵のファイルではありません。');
  if (opened === 'wrong-passphrase') return say('パスフレーズが違うか、ファイルが書き換えられています。');
  await useKey(opened);
  return say('署名鍵を開きました。');
}

async function useKey(opened) {
  key = opened;
  byId('key-owner').textContent = `${key.approver}（${key.role}）`;
  byId('key-fingerprint').textContent = key.fingerprint;
  byId('key-pem').textContent = await publicPem(key.publicJwk);
  byId('key-shown').hidden = false;
}

byId('save-public').addEventListener('click', () => save('officer.pub.pem', byId('key-pem').textContent));

async function showFile() {
  const run = ++latest;
  subject = undefined;
  for (const id of ['approve', 'refuse', 'accept']) byId(id).hidden = true;
  byId('result').replaceChildren();
  const [file] = byId('file').files;
  if (!file) return;
  const bytes = new Uint8Array(await file.slice(0, MAX_FILE_BYTES + 1).arrayBuffer());
  const read = bytes.length > MAX_FILE_BYTES ? undefined : await readSubject(bytes);
  if (run !== latest) return;
  if (!read) {
    await showCertificate(file.name, bytes, run);
    return;
  }
  byId('result').replaceChildren(...(read.plan ? planView(read) : agreedView(read)));
  subject = read;
  byId('approve').hidden = false;
  // A document that is not agreed to is made anew; only a plan is stopped by a refusal.
  byId('refuse').hidden = !read.plan;
  say(read.plan ? '計画の内容を確認してください。' : '文書の内容を確認してください。');
}

async function showCertificate(name, bytes, run) {
  const typed = byId('pin').value.trim();
  const pin = typed === '' ? undefined : await readPin(typed);
  if (typed !== '' && pin === undefined) return say('発行者の鍵の指紋又は公開鍵として読み取れません。');
  const verified = await verifyFile(bytes, { pin });
  if (run !== latest) return undefined;
  const valid = verified.verdict === 'valid';
  const contents = valid ? certificateView(verified.certificate) : [];
  byId('result').replaceChildren(verdictView(name, verified), checksView(verified), ...contents);
  if (!valid) return say('計画、合意する文書及び有効な廃棄証明書のいずれでもありません。');
  subject = { certificate: verified.certificate, sha256: verified.sha256, pinned: pin !== undefined };
  byId('checked-issuer-key').checked = subject.pinned;
  byId('checked-issuer-key').disabled = !subject.pinned;
  byId('accept').hidden = false;
  return say('証明書の内容を確認してください。');
}

async function approve() {
  if (!key) return say('先に、署名鍵を開いてください。');
  const day = byId('expires').value;
  const expires = day === '' ? undefined : new Date(`${day}T23:59:59+09:00`).toISOString();
  await signed('approval', 'kimitsu-approval+jws', {
    schema: 'kimitsu/approval/1',
    planHash: subject.hash,
    decision: 'approved',
    expires,
  });
  return say('署名した承認を保存しました。このファイルを受注者に渡してください。');
}

async function refuse() {
  if (!key) return say('先に、署名鍵を開いてください。');
  const reason = byId('reason').value.trim();
  if (reason === '') return say('承認しない理由を入力してください。');
  await signed('refusal', 'kimitsu-refusal+jws', {
    schema: 'kimitsu/refusal/1',
    planHash: subject.hash,
    decision: 'refused',
    reason,
  });
  return say('署名した不承認を保存しました。このファイルを受注者に渡してください。');
}

async function accept() {
  if (!key) return say('先に、署名鍵を開いてください。');
  const { number, version, auditHead } = subject.certificate;
  const read = ['scope', 'remaining'].filter((name) => byId(`checked-${name}`).checked);
  await signed('acceptance', 'kimitsu-acceptance+jws', {
    schema: 'kimitsu/acceptance/1',
    certificate: { number, version, sha256: subject.sha256 },
    // The page has checked the signature itself, and the issuer's key when one was brought.
    checked: ['signature', ...(subject.pinned ? ['issuer-key'] : []), ...read],
    auditHead,
  });
  return say('署名した受領を保存しました。このファイルを受注者に渡してください。');
}

async function signed(kind, type, content) {
  const name = nameOf(subject);
  const document = { ...content, approver: key.approver, role: key.role, at: new Date().toISOString() };
  save(`${name}.${kind}.jws`, await signDocument(document, type, key));
  byId('result').append(section('保存した文書', element('p', { class: 'mono' }, `${name}.${kind}.jws`)));
}

/** As kimitsu names what is signed. */
function nameOf({ plan, document, certificate }) {
  return plan?.planId ?? (document ? `${document.number}-v${document.version}` : certificate.number);
}

/** Into the folder for downloads. Nothing leaves the computer. */
function save(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
