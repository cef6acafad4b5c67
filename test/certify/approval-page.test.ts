import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInput, samplePlan } from '../../fixtures/certificate/sample.js';
import { AGREEMENT } from '../../src/app/documents/versions.js';
import { verifiedApproval } from '../../src/app/end-of-service/approval-check.js';
import { canonicalHash, canonicalJson } from '../../src/base/canonical-json.js';
import { systemClock } from '../../src/base/clock.js';
import { ACCEPTANCE_TYP, acceptanceSchema } from '../../src/certify/acceptance.js';
import { verifyApproval } from '../../src/certify/approval.js';
import { buildCertificate } from '../../src/certify/certificate.js';
import { signCertificate, thumbprint } from '../../src/certify/jws.js';
import { openOfficerDocument, type PinnedOfficer } from '../../src/certify/officer-signature.js';
import { readPublicKey } from '../../src/certify/public-key.js';
import { REFUSAL_TYP, refusalSchema } from '../../src/certify/refusal.js';
import { approvalPage } from '../../src/certify/verify-page.js';
import type { AgreedDocument } from '../../src/documents/agreed/content.js';
import { renderAgreedPdf } from '../../src/documents/agreed/render-pdf.js';
import { renderTerminationPlan } from '../../src/documents/termination-plan.js';
import { CHROMIUM, Chromium } from './chromium.js';
import { newSigner } from './keys.js';

const PASSPHRASE = '見本の長いパスフレーズ１２３';
const plan = samplePlan();
const signer = newSigner();
const certificate = buildCertificate(sampleInput(signer.publicJwk));

const agreed: AgreedDocument = {
  schema: 'kimitsu/agreed-document/1',
  number: 'sample-B2-1-1',
  version: 2,
  createdAt: '2027-03-01T01:00:00.000Z',
  createdBy: '運用責任者',
  content: {
    schema: 'kimitsu/agreed-content/1',
    id: 'boundary',
    title: '責任分界表（見本）',
    nature: 'agreement',
    controls: ['B2-1-1'],
    basis: ['別紙２ １（１）'],
    parties: plan.parties,
    verifier: '検証担当',
    purpose: '責任の分界を定める。',
    blocks: [
      { is: 'heading', text: '<b>見出し</b>' },
      { is: 'subheading', text: '小見出し' },
      { is: 'paragraph', text: '一つの段落である。' },
      { is: 'steps', items: [{ text: '一つ目の手順', line: 'kimitsu status' }] },
      {
        is: 'table',
        columns: [
          { title: '左', share: 1 },
          { title: '右', share: 1 },
        ],
        rows: [['甲', '乙']],
      },
      { is: 'facts', rows: [['項目', '内容']] },
    ],
    open: [{ what: '決まっていない事項', where: 'kimitsu.yaml' }],
    attachments: [],
  },
  since: { version: 1, createdAt: '2027-02-01T01:00:00.000Z', hash: '0'.repeat(64), agreed: true },
  changes: [{ section: '１', kind: 'added', text: '加えた行' }],
};

describe('approval.html', () => {
  it('is one file: nothing from outside, no connection, and a script that compiles', async () => {
    const html = await approvalPage();
    const outside = /https?:|\bsrc=|<link|@import|\burl\(|fetch\(|XMLHttpRequest|WebSocket|innerHTML|\{\{\w+\}\}/;
    expect(outside.exec(html)?.[0]).toBeUndefined();
    expect(html).toContain("default-src 'none'; script-src 'sha256-");
    expect(html).not.toContain('unsafe-inline');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(new Script(/<script[^>]*>([\s\S]*?)<\/script>/.exec(html)![1]!)).toBeInstanceOf(Script);
    expect(await approvalPage()).toBe(html);
  });
});

describe.skipIf(!CHROMIUM)('B3-2-3: approval.html in Chromium (skipped where there is none)', () => {
  let folder: string;
  let browser: Chromium;
  let officer: PinnedOfficer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kimitsu-approval-'));
    await writeFile(join(folder, 'approval.html'), await approvalPage());
    await writeFile(join(folder, 'plan.json'), canonicalJson(plan));
    await writeFile(join(folder, 'plan.pdf'), await renderTerminationPlan(plan, canonicalHash(plan)));
    await writeFile(join(folder, 'certificate.jws'), await signCertificate(certificate, signer));
    browser = await Chromium.start();
    await browser.downloadTo(folder);
    await browser.open(`file://${folder}/approval.html`);
    // A key is made once, as an officer does.
    await type('approver', '情報政策課長');
    await type('role', 'joho-seisaku');
    await type('new-passphrase', PASSPHRASE);
    await type('again', PASSPHRASE);
    const saved = browser.downloaded();
    await submit('make-key', '公開鍵を受注者に渡し');
    expect(await saved).toBe(join(folder, 'officer-key.json'));
    const pem = (await browser.evaluate(`document.getElementById('key-pem').textContent`)) as string;
    officer = { id: 'joho-seisaku', name: '情報政策課長', key: readPublicKey(pem) };
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  const type = (id: string, value: string) =>
    browser.evaluate(`document.getElementById(${JSON.stringify(id)}).value = ${JSON.stringify(value)}`);
  /** Waits until the page says so; `act` is what makes it say it. */
  async function until(sentence: string, act: () => Promise<unknown>): Promise<void> {
    await browser.evaluate(`window.told = new Promise((resolve) => {
      const status = document.getElementById('status');
      status.textContent = '';
      new MutationObserver(() => status.textContent.includes(${JSON.stringify(sentence)}) && resolve())
        .observe(status, { childList: true, characterData: true, subtree: true });
    }); undefined`);
    await act();
    await browser.evaluate('window.told');
  }
  const submit = (form: string, sentence: string) =>
    until(sentence, () => browser.evaluate(`document.getElementById('${form}').requestSubmit()`));
  const choose = (file: string, sentence: string) =>
    until(sentence, () => browser.chooseFile('#file', join(folder, file)));
  const shown = async () => (await browser.evaluate(`document.querySelector('main').innerText`)) as string;

  it('keeps the key encrypted, in a file that says nothing of it in clear', async () => {
    const file = JSON.parse(await readFile(join(folder, 'officer-key.json'), 'utf8'));
    expect(file.kdf).toMatchObject({ name: 'PBKDF2-SHA256', iterations: 600_000 });
    expect(file.cipher.name).toBe('AES-256-GCM');
    expect(file.publicKey).not.toHaveProperty('d');
    expect(JSON.stringify(file)).not.toContain(PASSPHRASE);
    expect(await shown()).toContain(officer.key.fingerprint);
  });

  it.each(['plan.json', 'plan.pdf'])(
    'shows %s with its hash, and signs an approval that kimitsu takes',
    async (file) => {
      await choose(file, '計画の内容を確認してください');
      const text = await shown();
      for (const part of [
        plan.planId,
        canonicalHash(plan),
        '電話交換機PBX',
        '暗号化消去及び全版の削除',
        '7日',
        '例外はありません',
      ])
        expect(text).toContain(part);
      const saved = browser.downloaded();
      await submit('approve', '署名した承認を保存しました');
      const jws = await readFile(await saved, 'utf8');
      const approval = verifyApproval(jws, { keys: [officer.key], planHash: canonicalHash(plan), now: new Date() });
      expect(approval).toMatchObject({ decision: 'approved', approver: '情報政策課長', role: 'joho-seisaku' });
      await rm(await saved);
    },
  );

  it('shows every member of a plan, also of a migration and those that it does not know', async () => {
    const { exceptions: _e, keys: _k, methods: _m, ...common } = plan;
    const migration = {
      ...common,
      schema: 'kimitsu/migration-plan/1',
      receiver: { name: '次期受託者見本', contact: '見本' },
      packages: [{ system: 'pbx', name: 'bag-pbx', source: 'pbx' }],
      something: 'まだ知られていない項目',
      disappeared: [{ system: 'pbx', versions: 3, reason: 'inventory/not-in-store' }],
    };
    await writeFile(join(folder, 'migration.json'), canonicalJson(migration));
    await choose('migration.json', '計画の内容を確認してください');
    const text = await shown();
    for (const part of ['移行計画書', '次期受託者見本', 'bag-pbx', 'まだ知られていない項目', canonicalHash(migration)])
      expect(text).toContain(part);
    expect(text.split('失われていたもの')[1]).toMatch(/電話交換機PBX\s+3\s+inventory/);
  });

  it.each(['document.json', 'document.pdf'])(
    'shows an agreed document (%s) with all it says, and signs an agreement that kimitsu takes',
    async (file) => {
      const pdf = file.endsWith('.pdf') ? await renderAgreedPdf(agreed) : undefined;
      await writeFile(join(folder, file), pdf ?? canonicalJson(agreed));
      await choose(file, '文書の内容を確認してください');
      const text = await shown();
      for (const part of [
        canonicalHash(agreed),
        agreed.number,
        '<b>見出し</b>',
        '一つ目の手順',
        'kimitsu status',
        '甲',
        '決まっていない事項',
        '加えた行',
        '（１）',
      ])
        expect(text).toContain(part);
      expect(await browser.evaluate(`document.getElementById('refuse').hidden`)).toBe(true);
      const saved = browser.downloaded();
      await submit('approve', '署名した承認を保存しました');
      const jws = await readFile(await saved, 'utf8');
      expect(basename(await saved)).toBe(`${agreed.number}-v${agreed.version}.approval.jws`);
      const rules = { clock: systemClock, service: AGREEMENT };
      expect(verifiedApproval({ jws }, agreed, [officer], rules)).toMatchObject({ approverId: 'joho-seisaku' });
      await rm(await saved);
    },
  );

  it('shows what it does not know of an agreed document as it is', async () => {
    const blocks = [...agreed.content.blocks, { is: 'picture', name: '未知の種類' }];
    const newer = { ...agreed, note: '未知の項目', content: { ...agreed.content, blocks } };
    await writeFile(join(folder, 'newer.json'), canonicalJson(newer));
    await choose('newer.json', '文書の内容を確認してください');
    const text = await shown();
    for (const part of ['未知の種類', '未知の項目', canonicalHash(newer)]) expect(text).toContain(part);
  });

  it('takes no agreed document whose bytes are not those that are signed', async () => {
    await writeFile(join(folder, 'pretty.json'), JSON.stringify(agreed, null, 2));
    await choose('pretty.json', 'いずれでもありません');
    expect(await browser.evaluate(`document.getElementById('approve').hidden`)).toBe(true);
  });

  it('signs a refusal with its reason, and none without', async () => {
    await choose('plan.json', '計画の内容を確認してください');
    await submit('refuse', '理由を入力してください');
    await type('reason', '対象にない記録がある。');
    const saved = browser.downloaded();
    await submit('refuse', '署名した不承認を保存しました');
    const refusal = openOfficerDocument(await readFile(await saved, 'utf8'), REFUSAL_TYP, refusalSchema, [officer]);
    expect(refusal).toMatchObject({ planHash: canonicalHash(plan), reason: '対象にない記録がある。' });
  });

  it('signs the acceptance of a certificate that is valid, and says what was checked', async () => {
    await type('pin', thumbprint(signer.publicJwk));
    await choose('certificate.jws', '証明書の内容を確認してください');
    await browser.evaluate(`document.getElementById('checked-scope').checked = true`);
    const saved = browser.downloaded();
    await submit('accept', '署名した受領を保存しました');
    const jws = await readFile(await saved, 'utf8');
    expect(openOfficerDocument(jws, ACCEPTANCE_TYP, acceptanceSchema, [officer])).toMatchObject({
      certificate: { number: certificate.number, version: 1, sha256: canonicalHash(certificate) },
      checked: ['signature', 'issuer-key', 'scope'],
      auditHead: certificate.auditHead,
    });
  });

  it('offers no signature for a certificate that was altered, or a file that is neither', async () => {
    const jws = await readFile(join(folder, 'certificate.jws'), 'utf8');
    await writeFile(join(folder, 'altered.jws'), `${jws.slice(0, -9)}AAAAAAAAA`);
    await writeFile(join(folder, 'other.json'), '{"schema":"kimitsu/disposal-plan/1"}');
    for (const file of ['altered.jws', 'other.json']) {
      await choose(file, 'いずれでもありません');
      for (const form of ['approve', 'refuse', 'accept'])
        expect(await browser.evaluate(`document.getElementById('${form}').hidden`)).toBe(true);
    }
  });

  it('opens the key file again with its passphrase, and with no other, and no altered file', async () => {
    await browser.open(`file://${folder}/approval.html`);
    await submit('open-key', '署名鍵のファイルを選んでください');
    const open = async (file: string, passphrase: string, sentence: string) => {
      await browser.chooseFile('#key-file', join(folder, file));
      await type('passphrase', passphrase);
      await submit('open-key', sentence);
    };
    await open('officer-key.json', 'another passphrase', 'パスフレーズが違うか');
    const file = JSON.parse(await readFile(join(folder, 'officer-key.json'), 'utf8'));
    await writeFile(join(folder, 'renamed.json'), canonicalJson({ ...file, approver: '別の者' }));
    await open('renamed.json', PASSPHRASE, 'パスフレーズが違うか');
    await writeFile(join(folder, 'weak.json'), canonicalJson({ ...file, kdf: { ...file.kdf, iterations: 1000 } }));
    await open('weak.json', PASSPHRASE, '署名鍵のファイルではありません');
    await open('officer-key.json', PASSPHRASE, '署名鍵を開きました');
    expect(await shown()).toContain(officer.key.fingerprint);
    expect(await browser.evaluate(`document.getElementById('passphrase').value`)).toBe('');
  });

  it('does not make a key under a short or mistyped passphrase, and signs nothing without a key', async () => {
    await browser.open(`file://${folder}/approval.html`);
    await type('approver', '課長');
    await type('role', 'kacho');
    await type('new-passphrase', 'short');
    await submit('make-key', '12文字以上');
    await type('new-passphrase', PASSPHRASE);
    await type('again', `${PASSPHRASE}x`);
    await submit('make-key', '一致しません');
    await choose('plan.json', '計画の内容を確認してください');
    await submit('approve', '先に、署名鍵を開いてください');
  });

  it('asks nobody: no request, no error, every field named', async () => {
    // Pictures of the browser's own for its date field come as `data:`.
    expect(browser.requests.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
    expect(browser.errors).toEqual([]);
    const named = `[...document.querySelectorAll('input, textarea')].every((field) => field.labels.length === 1)`;
    expect(await browser.evaluate(named)).toBe(true);
  });
});
