import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { acknowledge } from '../../../src/app/documents/acknowledge.js';
import { approveDocument } from '../../../src/app/documents/approve.js';
import { listDocuments } from '../../../src/app/documents/list.js';
import { type OpenDocuments, withDocuments } from '../../../src/app/documents/open-documents.js';
import { recordScan } from '../../../src/app/documents/record-scan.js';
import { renderDocuments } from '../../../src/app/documents/render.js';
import { withdrawAgreement } from '../../../src/app/documents/withdraw.js';
import { privateKey } from '../../../src/app/private-key.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { APPROVAL_SCHEMA, signApproval } from '../../../src/certify/approval.js';
import { signerOf } from '../../../src/certify/signing-key.js';
import { faultText } from '../../../src/cli/faults-ja.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const wording = (code: string) => faultText({ code, kind: 'bug' });
const MEMBERS = '\ndocuments:\n  training: { members: [運用担当Ａ, 運用担当Ｂ] }\n';

let service: SmallService;

beforeEach(async () => {
  service = await smallService({}, (yaml) => yaml + MEMBERS);
});

const open = <T>(work: (open: OpenDocuments) => Promise<T>): Promise<T> =>
  withDocuments(service.dir, { lock: 'exclusive', clock: service.clock, actor: 'operator:test' }, work);
const render = (...ids: string[]) => open((documents) => renderDocuments(documents, ids, wording));
const listed = async (id: string) =>
  (await open((documents) => listDocuments(documents, wording))).documents.find((one) => one.id === id)!;
const edit = async (change: (yaml: string) => string): Promise<void> => {
  const file = join(service.dir, 'kimitsu.yaml');
  await writeFile(file, change(await readFile(file, 'utf8')));
};
const actions = () =>
  open(async ({ catalog }) => {
    const found: string[] = [];
    for await (const { action, subject } of catalog.auditEntries()) found.push(`${action} ${subject}`);
    return found;
  });
const later = (ms: number): void => service.clock.set(new Date(service.clock.now().getTime() + ms));

describe('versions', () => {
  it('unchanged content keeps number, version, hash and bytes, whenever it is rendered', async () => {
    const [first] = await render('contacts');
    const bytes = await readFile(first!.pdf);
    later(3 * DAY_MS);
    const [second] = await render('test-centre-B2-1-3');
    expect(second).toMatchObject({ number: 'test-centre-B2-1-3', version: 1, hash: first!.hash, made: false });
    expect(Buffer.compare(bytes, await readFile(second!.pdf))).toBe(0);
    expect(
      createHash('sha256')
        .update(await readFile(second!.json))
        .digest('hex'),
    ).toBe(first!.hash);
    expect(await actions()).toEqual(['document.issued test-centre-B2-1-3-v1']);
  });

  it('changed content makes the next version, whose changes count from the one agreed to', async () => {
    await render('contacts');
    await open((documents) => approveDocument(documents, 'contacts', { key: service.keyFile }));
    expect(await listed('contacts')).toMatchObject({ state: 'agreed', agreed: { version: 1, form: 'signature' } });
    for (const phone of ['000-0000-0001', '000-0000-0002']) {
      await edit(
        (yaml) =>
          `${yaml.replace(/\n {2}contacts: \[\{.*\n$/, '\n')}  contacts: [{ organisation: contractor, role: 運用責任者, phone: ${phone}, order: 1 }]\n`,
      );
      expect(await listed('contacts')).toMatchObject({ state: 'changed', agreed: { version: 1 } });
      later(60_000);
      await render('contacts');
    }
    const document = await listed('contacts');
    expect(document).toMatchObject({ state: 'not-agreed', version: 3, agreed: { version: 1 } });
    const { changes, since } = JSON.parse(
      await readFile(join(service.dir, 'documents/test-centre-B2-1-3-v3.json'), 'utf8'),
    );
    expect(since).toMatchObject({ version: 1, agreed: true });
    expect(JSON.stringify(changes)).toContain('000-0000-0002');
    expect(JSON.stringify(changes)).not.toContain('000-0000-0001');
    expect(await readdir(join(service.dir, 'documents'))).toHaveLength(9);
  });

  it('a version that was altered in the catalogue is refused', async () => {
    await render('boundary');
    await open(async ({ catalog }) => {
      const [stored] = await catalog.documents('agreed-document', 'boundary');
      const body = JSON.parse(JSON.stringify(stored!.body).replace('全て受注者が負う', '全て府が負う'));
      await catalog.saveDocument({ ...stored!, body }, []);
    });
    await expect(listed('boundary')).rejects.toMatchObject({ kind: 'integrity', code: 'documents/altered' });
  });

  it('needs neither store nor key service: a service that is not approved is named instead', async () => {
    await edit((yaml) =>
      yaml
        .replace('type: local                 # 組み込みの保管庫', 'type: s3\n  region: ap-northeast-1 #')
        .replace(/\n {2}root: data.*/, ''),
    );
    const [services] = await render('services');
    expect(services!.open).toBeGreaterThan(0);
    expect(await readFile(services!.markdown, 'utf8')).toContain('承認を受けたサービスの一覧にない');
  });
});

describe('B2-1-1: agreement', () => {
  const letter = {
    number: '情政第1号',
    date: '2026-04-01',
    approver: '府民お問合せ担当課長',
    recordedBy: '運用担当Ａ',
    confirmedBy: '検証担当',
  };

  it('by a letter that two people record; the scan is kept', async () => {
    await render('vulnerability');
    const file = join(service.dir, 'letter.pdf');
    await writeFile(file, 'invented scan');
    await open((documents) => approveDocument(documents, 'vulnerability', { letter: { file, ...letter } }));
    expect(await listed('vulnerability')).toMatchObject({
      state: 'agreed',
      agreed: { form: 'letter', approver: '府民お問合せ担当課長' },
    });
    expect(await readdir(join(service.dir, 'approvals'))).toEqual(['test-centre-B2-5-1-v1.letter.pdf']);
  });

  it('lasts: what was approved stays so after the time in which a plan has to be carried out', async () => {
    await render('vulnerability');
    await open((documents) => approveDocument(documents, 'vulnerability', { key: service.keyFile }));
    later(1000 * DAY_MS);
    expect(await listed('vulnerability')).toMatchObject({ state: 'agreed' });
  });

  it('ends on the day that the prefecture has named itself', async () => {
    const [written] = await render('threats');
    const approval = {
      planHash: written!.hash,
      decision: 'approved',
      approver: '府民お問合せ担当課長',
      role: 'kacho',
    } as const;
    const file = join(service.dir, 'threats.jws');
    const [at, expires] = ['2026-04-01T03:00:00.000Z', '2026-05-01T00:00:00.000Z'];
    const signer = signerOf(await privateKey(service.keyFile));
    await writeFile(file, await signApproval({ schema: APPROVAL_SCHEMA, ...approval, at, expires }, signer));
    await open((documents) => approveDocument(documents, 'threats', { jws: file }));
    expect(await listed('threats')).toMatchObject({ state: 'agreed' });
    later(60 * DAY_MS);
    expect(await listed('threats')).toMatchObject({ state: 'not-agreed' });
  });

  it.each`
    why                                        | code
    ${'a key that is not pinned'}              | ${'approval/unknown-key'}
    ${'an approval of another version'}        | ${'approval/other-plan'}
    ${'a letter that one person has recorded'} | ${'approval/second-person'}
  `('is refused with $code: $why', async ({ code }) => {
    await render('vulnerability', 'boundary');
    const file = join(service.dir, 'other.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await open((documents) => approveDocument(documents, 'boundary', { key: service.keyFile }));
    const given = {
      'approval/unknown-key': { key: file },
      'approval/other-plan': { jws: join(service.dir, 'approvals/test-centre-B2-1-1-v1.jws') },
      'approval/second-person': { letter: { file, ...letter, confirmedBy: letter.recordedBy } },
    }[code as string]!;
    await expect(open((documents) => approveDocument(documents, 'vulnerability', given))).rejects.toMatchObject({
      code,
    });
    expect(await listed('vulnerability')).toMatchObject({ state: 'not-agreed', agreed: undefined });
    expect(await actions()).toContain('document.approval-refused test-centre-B2-5-1-v1');
  });

  it('is withdrawn with a reason, stays on record and does not come back by its file', async () => {
    await render('threats');
    await open((documents) => approveDocument(documents, 'threats', { key: service.keyFile }));
    const withdraw = (reason: string) => open((documents) => withdrawAgreement(documents, 'threats', { reason }));
    await expect(withdraw(' ')).rejects.toMatchObject({ kind: 'usage', code: 'documents/no-reason' });
    expect(await withdraw('内容の誤り')).toMatchObject({ id: 'threats', version: 1, approvals: [expect.any(String)] });
    expect(await listed('threats')).toMatchObject({ state: 'not-agreed', agreed: undefined });
    expect(await actions()).toContain('document.approval-withdrawn test-centre-B1-2-1-v1');
    await expect(withdraw('再び')).rejects.toMatchObject({ code: 'documents/none-agreed' });
    const jws = join(service.dir, 'approvals/test-centre-B1-2-1-v1.jws');
    await expect(open((documents) => approveDocument(documents, 'threats', { jws }))).rejects.toMatchObject({
      kind: 'denied',
      code: 'approval/withdrawn',
    });
    later(1000);
    await open((documents) => approveDocument(documents, 'threats', { key: service.keyFile }));
    expect(await listed('threats')).toMatchObject({ state: 'agreed' });
  });

  it('ends when its key is no longer pinned', async () => {
    await render('threats');
    await open((documents) => approveDocument(documents, 'threats', { key: service.keyFile }));
    await edit((yaml) => yaml.replace(/approvers:\n {4}- id: kacho[\s\S]*?pem\n/, 'approvers: []\n'));
    expect(await listed('threats')).toMatchObject({ agreed: undefined });
  });
});

describe('B2-2-1, B2-2-2: acknowledgements', () => {
  it('count for the version read; the next version has to be read again', async () => {
    await render('procedures', 'training');
    await open((documents) => acknowledge(documents, 'procedures', { by: ' 運用担当Ａ ' }));
    const again = await open((documents) => acknowledge(documents, 'procedures', { by: '運用担当Ａ' }));
    expect(again).toMatchObject({ by: '運用担当Ａ', version: 1, latest: 1, at: '2026-04-01T03:00:00.000Z' });
    expect(await listed('procedures')).toMatchObject({
      acknowledged: 1,
      toAcknowledge: [{ member: '運用担当Ｂ', because: 'never' }],
    });
    expect(await listed('training')).toMatchObject({ state: 'changed' });
    await edit((yaml) => yaml.replace('waitingDays: 30', 'waitingDays: 14'));
    await render('procedures', 'training');
    expect(await listed('procedures')).toMatchObject({
      version: 2,
      acknowledged: 0,
      toAcknowledge: [
        { member: '運用担当Ａ', because: 'older-version' },
        { member: '運用担当Ｂ', because: 'never' },
      ],
    });
    expect(await readFile(join(service.dir, 'documents/test-centre-B2-2-1-R-v2.md'), 'utf8')).toMatch(
      /\| 運用担当Ａ \| 手順書 \| 第2版 \| 第1版 \|/,
    );
    const old = await open((documents) => acknowledge(documents, 'procedures', { by: '運用担当Ｂ', version: 1 }));
    expect(old).toMatchObject({ version: 1, latest: 2 });
  });

  it('are due again after the interval', async () => {
    await render('procedures');
    for (const by of ['運用担当Ａ', '運用担当Ｂ'])
      await open((documents) => acknowledge(documents, 'procedures', { by }));
    later(364 * DAY_MS);
    expect((await listed('procedures')).toAcknowledge).toEqual([]);
    later(2 * DAY_MS);
    expect((await listed('procedures')).toAcknowledge).toEqual([
      { member: '運用担当Ａ', because: 'too-long-ago' },
      { member: '運用担当Ｂ', because: 'too-long-ago' },
    ]);
  });

  it('are refused for what is not there, and by nobody', async () => {
    await render('procedures');
    const refused = (document: string, request: { by: string; version?: number }) =>
      open((documents) => acknowledge(documents, document, request)).catch(({ kind, code }) => `${kind} ${code}`);
    expect(await refused('nothing', { by: 'a' })).toBe('usage documents/unknown');
    expect(await refused('contacts', { by: 'a' })).toBe('usage documents/not-made');
    expect(await refused('procedures', { by: '  ' })).toBe('usage documents/nobody');
    expect(await refused('procedures', { by: 'a', version: 7 })).toBe('usage documents/no-such-version');
  });
});

describe('B2-5-1: scans', () => {
  const scan = {
    recordedAt: '2026-03-31T00:00:00Z',
    tool: 'npm audit',
    toolVersion: '11.0.0',
    result: 'findings',
    counts: { high: 1 },
    advisories: [
      {
        id: 'GHSA-0000-0000-0000',
        package: 'invented',
        severity: 'high',
        title: 'Invented',
        url: 'https://example.org/1',
      },
    ],
  };
  const record = async (value: unknown) => {
    const file = join(service.dir, 'scan.json');
    await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
    return open((documents) => recordScan(documents, file));
  };

  it('show counts, deadlines by severity, and are on record once', async () => {
    expect(await record(scan)).toMatchObject({ known: false });
    expect(await record(scan)).toMatchObject({ known: true });
    const [written] = await render('scans');
    const text = await readFile(written!.markdown, 'utf8');
    expect(text).toMatch(/\| 重要 \| invented \| Invented<br>GHSA-0000-0000-0000.*令和8年4月14日 \|/);
    expect(text).toContain('緊急又は重要の脆弱性が1件ある');
  });

  it('a scan without an answer says that nothing is known, never that nothing was found', async () => {
    await record({ ...scan, result: 'unavailable', counts: {}, advisories: [] });
    const [written] = await render('scans');
    const text = await readFile(written!.markdown, 'utf8');
    expect(text).toContain('取得不能 | 不明 | 不明');
    expect(text).toContain('該当する脆弱性の有無は不明である');
    expect(text).not.toContain('該当する脆弱性はなかった');
  });

  it.each([
    '{',
    '[]',
    { ...scan, result: 'fine' },
    { ...scan, counts: { high: -1 } },
    { ...scan, recordedAt: '2030-01-01T00:00:00Z' },
  ])('refuses %j', async (value) => {
    await expect(record(value)).rejects.toMatchObject({ kind: 'usage', code: 'documents/not-a-scan' });
  });
});

it('B3-2-4: attestations lie in the PDF; one that cannot be read is 要確認', async () => {
  await mkdir(join(service.dir, 'attestations'));
  await writeFile(join(service.dir, 'attestations/report.pdf'), '%PDF-1.7 invented report');
  await edit(
    (yaml) => `${yaml}  devices:
    attestations:
      - { file: attestations/report.pdf, title: 保証報告書, issuer: 架空監査法人, date: 2026-03-31 }
      - { file: attestations/missing.pdf, title: 認証, issuer: 架空認証機関, date: 2026-03-31 }
`,
  );
  const [written] = await render('devices');
  const text = await readFile(written!.markdown, 'utf8');
  expect(text).toContain(createHash('sha256').update('%PDF-1.7 invented report').digest('hex'));
  expect(text).toContain('missing.pdfを読み取れない');
  const pdf = (await readFile(written!.pdf)).toString('latin1');
  expect(pdf).toContain('/AFRelationship /Data');
  await writeFile(join(service.dir, 'attestations/report.pdf'), '%PDF-1.7 another report');
  expect(await listed('devices')).toMatchObject({ state: 'changed' });
});
