import { certificateView } from './certificate-view.js';
import { MAX_FILES, verifyChosen } from './chosen-files.js';
import { partsView } from './delivery-view.js';
import { provenView } from './proven-view.js';
import { readPin } from './public-key-text.js';
import { checksView, verdictView } from './verdict-view.js';
import { MAX_FILE_BYTES } from './verify-file.js';
import { readCertificateFile } from './x509.js';

const byId = (id) => document.getElementById(id);
const [fileInput, drop, pinInput, headInput, authorityInput, status, result] = [
  'file',
  'drop',
  'pin',
  'head',
  'authority',
  'status',
  'result',
].map(byId);

let chosen = [];
/** Counts runs, so that a slow one never overwrites the result of a later choice. */
let latest = 0;

fileInput.addEventListener('change', () => choose(fileInput.files));
pinInput.addEventListener('change', check);
headInput.addEventListener('change', check);
authorityInput.addEventListener('change', check);

// A file dropped beside the field must not replace the page.
for (const event of ['dragover', 'drop']) document.addEventListener(event, (dragged) => dragged.preventDefault());
for (const event of ['dragover', 'dragenter']) drop.addEventListener(event, () => drop.classList.add('over'));
for (const event of ['dragleave', 'drop']) drop.addEventListener(event, () => drop.classList.remove('over'));
document.addEventListener('drop', (dropped) => choose(dropped.dataTransfer?.files));

function choose(files) {
  if (!files || files.length === 0) return;
  if (files.length > MAX_FILES) {
    status.textContent = '一度に確認できるファイルは、八つまでです。選び直してください。';
    return;
  }
  chosen = [...files];
  check();
}

async function check() {
  const run = ++latest;
  const expected = await readExpected();
  if (chosen.length === 0 || !expected || run !== latest) return;
  result.replaceChildren();
  if (!globalThis.crypto?.subtle) {
    status.textContent = 'このブラウザーでは確認できません（暗号機能が使えません）。別のブラウザーで開いてください。';
    return;
  }
  status.textContent = '確認しています…';
  try {
    const files = await Promise.all(chosen.map(readChosen));
    const results = await verifyChosen(files, expected);
    if (run === latest) show(results);
  } catch {
    // Without a result nothing is shown as valid.
    if (run === latest) status.textContent = 'ファイルを読み取れませんでした。もう一度選んでください。';
  }
}

/** A ZIP file stays on the disk. One byte more than allowed shows that another is too large, without reading gigabytes. */
async function readChosen(file) {
  const read = async (length) => new Uint8Array(await file.slice(0, length).arrayBuffer());
  const head = await read(4);
  const isArchive = String.fromCharCode(...head) === 'PK\u0003\u0004';
  return isArchive
    ? { name: file.name, bytes: head, archive: file }
    : { name: file.name, bytes: await read(MAX_FILE_BYTES + 1) };
}

function show(results) {
  result.replaceChildren(...results.flatMap(({ name, verified }) => resultView(name, verified)));
  status.textContent = '確認が終わりました。';
  result.focus();
}

function resultView(name, verified) {
  const contents = verified.verdict === 'valid' ? certificateView(verified.certificate) : [];
  const proven = verified.proven ? [provenView(verified.proven)] : [];
  const parts = verified.parts?.length > 0 ? [partsView(verified.parts)] : [];
  return [verdictView(name, verified), checksView(verified), ...parts, ...proven, ...contents];
}

/** What the reader typed; undefined while something typed cannot be read, so it is never silently left out. */
async function readExpected() {
  const pin = pinInput.value.trim() === '' ? undefined : await readPin(pinInput.value);
  const head = headInput.value.trim().toLowerCase();
  const pinWrong = pinInput.value.trim() !== '' && pin === undefined;
  const headWrong = head !== '' && !/^[0-9a-f]{64}$/.test(head);
  mark(pinInput, 'pin-wrong', pinWrong);
  mark(headInput, 'head-wrong', headWrong);
  const pem = authorityInput.value.trim();
  const authority = pem === '' ? undefined : readCertificateFile(new TextEncoder().encode(pem));
  const authorityWrong = pem !== '' && authority === undefined;
  mark(authorityInput, 'authority-wrong', authorityWrong);
  if (pinWrong || headWrong || authorityWrong) {
    result.replaceChildren();
    status.textContent = '入力した値を直してください。';
    return undefined;
  }
  return { pin, expectedHead: head || undefined, authority };
}

function mark(input, messageId, wrong) {
  input.setAttribute('aria-invalid', String(wrong));
  byId(messageId).hidden = !wrong;
}
