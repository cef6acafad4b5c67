import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInput } from '../../fixtures/certificate/sample.js';
import type { Vector } from '../../fixtures/certificate/vector.js';
import { canonicalJson } from '../../src/base/canonical-json.js';
import { packageRoot } from '../../src/base/package-root.js';
import { buildCertificate } from '../../src/certify/certificate.js';
import { signCertificate } from '../../src/certify/jws.js';
import { signPdf } from '../../src/certify/pades-sign.js';
import { verifyPage } from '../../src/certify/verify-page.js';
import { renderDisposalCertificate } from '../../src/documents/disposal-certificate.js';
import { stride } from '../support/thorough.js';
import { CHROMIUM, Chromium } from './chromium.js';
import { newSigner } from './keys.js';

async function samplePdf(): Promise<Uint8Array> {
  const signer = newSigner();
  const certificate = buildCertificate(sampleInput(signer.publicJwk));
  const json = Buffer.from(canonicalJson(certificate), 'utf8');
  const rendered = await renderDisposalCertificate(certificate, {
    json,
    jws: await signCertificate(certificate, signer),
  });
  return signPdf(rendered, signer, { signedAt: new Date(certificate.issuedAt) });
}

const fixtures = join(packageRoot(), 'fixtures/certificate');
const vector = (name: string) => join(fixtures, 'vectors', name);
const index: Omit<Vector, 'bytes'>[] = JSON.parse(readFileSync(vector('index.json'), 'utf8'));
/** Where the page is asked another thing: a ZIP is a delivery, and of two certificates each is looked at by itself. */
const OTHERWISE: Record<string, string> = { 'zip.bin': 'invalid', 'revocation-not-one.jws': 'valid' };
const part = (html: string, tag: string) => new RegExp(`<${tag}[^>]*>([^]*?)</${tag}>`).exec(html)![1]!;
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

describe('verify.html', () => {
  it('is one file: nothing from outside, and a policy that admits its own script and style only', async () => {
    const html = await verifyPage();
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
    expect(policy).toBe(
      `default-src 'none'; script-src ${sha256(part(html, 'script'))}; style-src ${sha256(part(html, 'style'))}; base-uri 'none'; form-action 'none'`,
    );
    const outside = /https?:|\bsrc=|<link|@import|\burl\(|fetch\(|XMLHttpRequest|WebSocket|innerHTML|\{\{\w+\}\}/;
    expect(outside.exec(html)?.[0]).toBeUndefined();
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('holds a script that compiles as one piece', async () => {
    expect(new Script(part(await verifyPage(), 'script'))).toBeInstanceOf(Script);
  });

  it('is the same every time', async () => expect(await verifyPage()).toBe(await verifyPage()));
});

describe.skipIf(!CHROMIUM)('verify.html in Chromium (skipped where there is none)', () => {
  let folder: string;
  let browser: Chromium;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kimitsu-page-'));
    await writeFile(join(folder, 'verify.html'), await verifyPage());
    browser = await Chromium.start();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  /** Opens the page afresh, chooses the file, and gives what the page then shows. */
  async function shown(file: string | string[], pin = '', head = ''): Promise<string> {
    await browser.open(`file://${folder}/verify.html`);
    await browser.evaluate(`document.getElementById('pin').value = ${JSON.stringify(pin)}`);
    await browser.evaluate(`document.getElementById('head').value = ${JSON.stringify(head)}`);
    const done = browser.evaluate(`new Promise((resolve) => {
      const status = document.getElementById('status');
      new MutationObserver(() => /終わりました|ませんでした|できません|直して/.test(status.textContent) && resolve())
        .observe(status, { childList: true, characterData: true, subtree: true });
    })`);
    await browser.chooseFile('#file', ...[file].flat());
    await done;
    return (await browser.evaluate(`document.querySelector('main').innerText`)) as string;
  }

  it('shows a certificate by a pinned key as proven, from a file, without a single request', async () => {
    const pin = await readFile(join(fixtures, 'test-keys/issuer.public.pem'), 'utf8');
    const text = await shown(vector('final.jws'), pin);
    expect(text).toContain('発行者が署名した廃棄証明書です');
    expect(text).toContain('見本-2027-0001');
    expect(text).toContain('令和9年4月8日');
    expect(browser.requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
    expect(browser.requests.every((url) => url.endsWith('/verify.html'))).toBe(true);
    expect(browser.errors).toEqual([]);
  });

  it.each([
    ['final.jws', '署名は正しいものです（発行者の鍵は未照合）'],
    ['interim.jws', '暫定の証明書です'],
    ['unknown-verdict.jws', 'UNKNOWN（確認できなかったものがある）'],
    ['revokes.jws', '以前の証明書を取り消す通知です'],
    ['altered-count.jws', '署名が記載内容と一致しません'],
    ['alg-none.jws', '署名の方式が、認められたもの（ES256）ではありません'],
    ['high-s.jws', '有効な廃棄証明書として確認できませんでした'],
    ['bare.json', '署名がありません'],
    ['newer-schema.jws', 'このページでは読み取れないファイルです'],
    ['text.bin', 'このページでは読み取れないファイルです'],
  ])('says of %s: %s', async (name, sentence) => expect(await shown(vector(name))).toContain(sentence));

  it('checks the signature of a PDF as a whole, and says that it has not compared the printed text', async () => {
    const file = join(folder, 'certificate.pdf');
    const pdf = Buffer.from(await samplePdf());
    await writeFile(file, pdf);
    const text = await shown(file);
    expect(text).toContain('このPDF及び添付された署名付きデータは、署名の後に変更されていません');
    expect(text).toContain('PDFの電子署名はファイル全体を対象とし、その内容と一致します');
    expect(text).toContain('PDFの紙面の文字が記載データと同じであることまでは、確認していません');
    expect(text).toContain('見本-2027-0001');
    pdf[pdf.indexOf('%PDF-1.7\n') + 11]! ^= 1;
    await writeFile(file, pdf);
    const altered = await shown(file);
    expect(altered).toContain('PDFが、署名の後に書き換えられています');
    expect(altered).not.toContain('見本-2027-0001');
  });

  it('comes to the verdict of every vector in a real browser', async () => {
    const alone = index.filter(({ successor }) => successor === undefined);
    const chosen = alone.filter(({ file }, at) => file.endsWith('.pdf') || at % stride(20) === 0);
    expect(chosen.length).toBeGreaterThan(15);
    const found: string[] = [];
    for (const { file, pin, expectedHead, proof, revocation, timestamp, authority, ...expected } of chosen) {
      const brought = [proof, revocation, timestamp, authority].filter((name) => name !== undefined);
      const key = pin && (await readFile(join(fixtures, `test-keys/${pin}.public.pem`), 'utf8'));
      await shown([file, ...brought].map(vector), key, expectedHead);
      const { tone, title } = (await browser.evaluate(`(() => {
        const box = document.querySelector('.verdict');
        return { tone: box.className, title: box.querySelector('h2').textContent };
      })()`)) as { tone: string; title: string };
      const verdict = !tone.includes('bad') ? 'valid' : title.includes('読み取れない') ? 'unreadable' : 'invalid';
      if (verdict !== (OTHERWISE[file] ?? expected.verdict)) found.push(`${file}: ${verdict}`);
    }
    expect(found).toEqual([]);
    expect(browser.errors).toEqual([]);
  });

  it.each(['authority', 'rsa', 'p384'])(
    'checks the signature of a timestamp by an authority (%s) whose certificate is given',
    async (name) => {
      const stamp = vector(`companions/${name === 'authority' ? 'final' : name}.tsr`);
      const text = await shown([vector('final.jws'), stamp, vector(`companions/${name}.pem`)]);
      expect(text).toContain('署名したのは、入力された時刻認証局です');
      expect(text).toContain('令和9年4月8日 10:00');
      expect(browser.errors).toEqual([]);
    },
  );

  it('says of a timestamp without the certificate of its authority what is proven and what is not', async () => {
    const text = await shown([vector('final.jws'), vector('companions/pss.tsr')]);
    expect(text).toContain('署名は、その内容と一致します');
    expect(text).toContain('時刻認証局の証明書が入力されていないため、確認していません');
    const altered = await shown([vector('final.jws'), vector('companions/altered-time.tsr')]);
    expect(altered).toContain('時刻が、署名の後に書き換えられています');
    expect(altered).toContain('有効な廃棄証明書として確認できませんでした');
  });

  it('takes the certificate of the authority as pasted text, and says when it is none', async () => {
    const pem = await readFile(vector('companions/authority.pem'), 'utf8');
    const paste = async (text: string) =>
      browser.evaluate(`(() => {
        const field = document.getElementById('authority');
        field.value = ${JSON.stringify(text)};
        field.dispatchEvent(new Event('change'));
      })()`);
    await browser.open(`file://${folder}/verify.html`);
    await paste('-----BEGIN CERTIFICATE-----');
    expect(await browser.evaluate(`document.getElementById('authority-wrong').hidden`)).toBe(false);
    await paste(pem);
    const done = browser.evaluate(`new Promise((resolve) => {
      const status = document.getElementById('status');
      new MutationObserver(() => /終わりました/.test(status.textContent) && resolve()).observe(status, { childList: true });
    })`);
    await browser.chooseFile('#file', vector('final.jws'), vector('companions/chain.tsr'));
    await done;
    expect(await browser.evaluate(`document.getElementById('result').innerText`)).toContain(
      '署名したのは、入力された時刻認証局ではありません',
    );
  });

  it('B1-1-1: shows the account that began the erasure', async () => {
    expect(await shown(vector('begun-by.jws'))).toMatch(
      /消去を開始したアカウント\s*account-0{23}a（本人確認：パスワード及び認証アプリの確認コード）/,
    );
  });

  it('shows nothing of what an altered certificate says', async () => {
    expect(await shown(vector('altered-count.jws'))).not.toContain('見本-2027-0001');
  });

  it('shows which record a proof beside the certificate is about', async () => {
    const text = await shown([vector('companions/proof.json'), vector('proof.jws')]);
    expect(text).toContain('包含証明で確認した記録');
    expect(text).toContain('見本/04.wav');
    expect(browser.errors).toEqual([]);
    const wrong = await shown([vector('proof-wrong-path.jws'), vector('companions/proof-wrong-path.json')]);
    expect(wrong).toContain('消去目録に含まれることを確認できません');
    expect(wrong).not.toContain('見本/04.wav');
  });

  it('says of a revoked certificate that it is not valid, with the reason', async () => {
    const text = await shown([vector('final.jws'), vector('companions/revoked.jws')]);
    expect(text).toContain('この証明書は、現在有効なものではありません');
    expect(text).toContain('対象の件数に誤りがあったため（見本）');
    expect(text).not.toContain('証明書の内容');
  });

  it('says of an interim certificate beside its final one which of them counts', async () => {
    const text = await shown([vector('replayed-interim.jws'), vector('companions/replayed-interim.jws')]);
    expect(text).toContain('確定の証明書が発行されています');
    expect(text).toContain('署名は正しいものです（発行者の鍵は未照合）');
  });

  it('does not take a proof or a revocation alone for a certificate', async () => {
    for (const name of ['companions/proof.json', 'companions/revoked.jws'])
      expect(await shown(vector(name))).toContain('有効な廃棄証明書として確認できませんでした');
  });

  it("refuses the issuer's name on a stranger's certificate once the key is pinned", async () => {
    const pin = await readFile(join(fixtures, 'test-keys/issuer.public.pem'), 'utf8');
    expect(await shown(vector('stranger.jws'), pin)).toContain('入力された発行者の鍵ではありません');
  });

  it('does not go on with a fingerprint that cannot be read', async () => {
    const text = await shown(vector('final.jws'), 'abc');
    expect(text).toContain('公開鍵として読み取れません');
    expect(text).not.toContain('署名は正しいものです');
  });

  it('takes a dropped file, and shows its name as text only', async () => {
    await browser.open(`file://${folder}/verify.html`);
    const content = JSON.stringify(await readFile(vector('final.jws'), 'utf8'));
    await browser.evaluate(`new Promise((resolve) => {
      const status = document.getElementById('status');
      new MutationObserver(() => /終わりました/.test(status.textContent) && resolve())
        .observe(status, { childList: true, subtree: true });
      const data = new DataTransfer();
      data.items.add(new File([${content}], '<img src=x onerror=alert(1)>.jws'));
      document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    })`);
    expect(await browser.evaluate(`document.getElementById('result').innerText`)).toContain(
      '<img src=x onerror=alert(1)>.jws',
    );
    expect(await browser.evaluate(`document.querySelectorAll('img').length`)).toBe(0);
  });

  it('stays within its width at 200 % zoom, and says all in words where colours are forced', async () => {
    await browser.send('Emulation.setDeviceMetricsOverride', {
      width: 640,
      height: 450,
      deviceScaleFactor: 2,
      mobile: false,
    });
    await browser.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    const text = await shown(vector('final.jws'));
    expect(text).toContain('○ 確認');
    expect(text).toContain('－ 未確認');
    const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await browser.evaluate(over)).toBe(0);
    const narrowest = `Math.min(...[...document.querySelectorAll('.scroll tbody td:first-child')].map((cell) => cell.clientWidth))`;
    expect(await browser.evaluate(narrowest)).toBeGreaterThan(40);
    await browser.send('Emulation.clearDeviceMetricsOverride');
    await browser.send('Emulation.setEmulatedMedia', { features: [] });
  });

  it('names every field and moves the focus to the result', async () => {
    await shown(vector('final.jws'));
    expect(await browser.evaluate('document.activeElement.id')).toBe('result');
    expect(
      await browser.evaluate(
        `[...document.querySelectorAll('input, textarea')].every((field) => field.labels.length === 1)`,
      ),
    ).toBe(true);
    expect(
      await browser.evaluate(
        `[...document.querySelectorAll('#result section')].every((part) => document.getElementById(part.getAttribute('aria-labelledby')))`,
      ),
    ).toBe(true);
  });
});
