import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../../../src/app/classify.js';
import { forPrograms } from '../../../src/app/controls/control-data.js';
import { controlPage } from '../../../src/app/controls/control-page.js';
import { type ControlReport, controlReport, type ReportedControl } from '../../../src/app/controls/control-report.js';
import { type EvidenceSource, joined, type Standing } from '../../../src/app/controls/evidence.js';
import { SOURCES } from '../../../src/app/controls/sources.js';
import { controlPdf, writeControlReport } from '../../../src/app/controls/write-control-report.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { placeHold, releaseHold } from '../../../src/app/end-of-service/holds.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { writeKeyReports } from '../../../src/app/keys/report.js';
import { withCatalogue } from '../../../src/app/open-catalogue.js';
import { recordWatch } from '../../../src/app/watch/record-watch.js';
import { canonicalHash, canonicalJson } from '../../../src/base/canonical-json.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { Fault } from '../../../src/base/fault.js';
import { faultWording } from '../../../src/cli/faults-ja.js';
import { pagesOf } from '../../documents/pdf-text.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const NAME = '架空山 花子';
const report = ({ dir, clock }: SmallService, program?: string, sources?: readonly EvidenceSource[]) =>
  withCatalogue(
    dir,
    (open) => controlReport(open, { faultWording, ...(program && { program }), ...(sources && { sources }) }),
    clock,
  );
const controlsOf = ({ annexes }: ControlReport): ReportedControl[] => annexes.flatMap(({ controls }) => controls);
const of = (made: ControlReport, id: string): ReportedControl =>
  controlsOf(made).find(({ about }) => about.id === id) ?? expect.fail(id);
const standings = (made: ControlReport, ...ids: string[]): Standing[] => ids.map((id) => of(made, id).standing);

/** Text of every stream of a PDF that is packed with DEFLATE. */
function inflatedStreams(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: mark }) => {
    try {
      return inflateSync(pdf.subarray(index + mark.length)).toString('utf8');
    } catch {
      return [];
    }
  });
}

describe('report controls', () => {
  let service: SmallService;
  const reports: ControlReport[] = [];
  const look = async (): Promise<ControlReport> => {
    reports.push(await report(service));
    return reports.at(-1)!;
  };
  beforeAll(async () => {
    service = await smallService({ 'pbx/memo/09012345678.txt': `${NAME}様より、折返し 090-1234-5678` });
  });

  it('claims nothing of a workspace in which nothing was done', async () => {
    const made = await look();
    const seen = ['B1-1-3', 'B1-2-1', 'B1-2-3', 'B2-1-2', 'B2-5-1'];
    for (const { about, standing, evidence, missing } of controlsOf(made)) {
      if (standing !== 'met') expect(missing, about.id).not.toEqual([]);
      if (!seen.includes(about.id)) expect([about.id, standing, evidence]).toEqual([about.id, 'not-done', []]);
    }
  });

  it('B4, B1-2-2: tells what is classified, protected and on record', async () => {
    await service.open((workspace) => classify(workspace), { detector: true });
    expect(of(await look(), 'B4')).toMatchObject({
      standing: 'partly',
      missing: [['1 object(s) not protected: kimitsu enforce', expect.any(String)]],
    });
    await service.open((workspace) => enforce(workspace));
    expect(standings(await look(), 'B4', 'B1-2-2', 'B3-2-1')).toEqual(['met', 'met', 'not-done']);
  });

  it('B2-4-1, B2-4-2: a key report counts until the keys change', async () => {
    await service.open((workspace) => writeKeyReports(workspace));
    const made = await look();
    expect(standings(made, 'B2-4-1', 'B2-4-2')).toEqual(['met', 'met']);
    expect(of(made, 'B2-4-1').evidence[0]?.words[0]).toMatch(/^encryption report enc-20260401-/);
    await service.open(({ ports }) =>
      ports.catalog.appendAudit([{ actor: 'operator:test', action: 'kms-key.rotated', subject: 'level-3' }]),
    );
    expect(standings(await look(), 'B2-4-1', 'B2-4-2')).toEqual(['partly', 'partly']);
  });

  it('B2-3-2: a watch counts while it is fresh', async () => {
    await service.open((workspace) => recordWatch(workspace));
    expect(of(await look(), 'B2-3-2').missing.map(([english]) => english)).toEqual(['watch-access is not scheduled']);
    service.clock.advance(3 * DAY_MS);
    expect(of(await look(), 'B2-3-2').missing.map(([english]) => english)).toContain('no watch for more than 2 days');
  });

  it('B3-1-1 to B3-2-3: follows the end of the service, and never ahead of it', async () => {
    const { plan } = await service.open((workspace) => planDisposal(workspace));
    expect(standings(await look(), 'B3-1-1', 'B3-2-1', 'B3-2-2', 'B3-2-3')).toEqual([
      'met',
      'not-done',
      'not-done',
      'not-done',
    ]);
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    expect(standings(await look(), 'B3-2-3')).toEqual(['met']);
    await service.open((workspace) => erasePlan(workspace, plan));
    await service.open((workspace) => issueCertificate(workspace, plan.planId));
    const waiting = await look();
    expect(standings(waiting, 'B3-2-1', 'B3-2-2', 'B3-2-3')).toEqual(['partly', 'partly', 'met']);
    expect(of(waiting, 'B3-2-2').missing.map(([english]) => english)).toEqual([expect.stringMatching(/is interim$/)]);
    // Longer than any approval: what was begun under it stays approved.
    service.clock.advance(800 * DAY_MS);
    expect(of(await look(), 'B2-4-2').missing.map(([english]) => english)).toContain(
      '1 key(s) past their waiting period',
    );
    await service.open((workspace) => erasePlan(workspace, plan));
    await service.open((workspace) => issueCertificate(workspace, plan.planId));
    const ended = await look();
    expect(standings(ended, 'B3-2-1', 'B3-2-2', 'B3-2-3')).toEqual(['met', 'partly', 'met']);
    expect(of(ended, 'B3-2-2').missing.map(([english]) => english)).toEqual([expect.stringMatching(/not accepted/)]);
  });

  it('B3-2-3: believes no approval whose key the configuration does not pin', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    await writeFile(join(service.dir, 'approver.pub.pem'), other.export({ type: 'spki', format: 'pem' }));
    expect(of(await look(), 'B3-2-3')).toMatchObject({ standing: 'not-done', evidence: [] });
  });

  it('holds no personal value, and counts every control once', async () => {
    for (const made of reports) {
      for (const text of [JSON.stringify(made), await controlPage(made)])
        for (const value of [NAME, '花子', '09012345678', '090-1234-5678']) expect(text).not.toContain(value);
      expect(Object.values(made.counts).reduce((sum, count) => sum + count, 0)).toBe(controlsOf(made).length);
    }
  });

  it('is a page that runs and loads nothing, and escapes what the configuration says', async () => {
    const hostile = { ...reports[0]!, contractor: '<script>alert(1)</script>' };
    const page = await controlPage(hostile);
    expect(page).not.toMatch(/<script|src=|href=|@import|url\(/);
    expect(page).toContain('&lt;script&gt;');
    for (const { about } of controlsOf(hostile)) expect(page).toContain(`>${about.id}</th>`);
  });

  it('is a PDF/A for the prefecture with its data attached, the same for the same report', async () => {
    const made = reports.at(-1)!;
    const file = join(service.dir, '..', 'controls.pdf');
    await writeControlReport(made, file);
    const bytes = await readFile(file);
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(Buffer.compare(bytes, Buffer.from(await controlPdf(made)))).toBe(0);
    const text = pagesOf(bytes).flat().join('\n');
    for (const { about } of controlsOf(made)) expect(text).toContain(about.id);
    for (const value of ['花子', '090-1234-5678']) expect(text).not.toContain(value);
    const data = JSON.parse(JSON.stringify(forPrograms(made)));
    expect(text).toContain(canonicalHash(data));
    expect(inflatedStreams(bytes)).toContain(canonicalJson(data));
    expect(data).toMatchObject({
      schema: 'kimitsu/control-report/1',
      controls: expect.arrayContaining([expect.objectContaining({ id: 'B3-2-3', standing: 'not-done' })]),
    });
    await expect(writeControlReport(made, 'controls.docx')).rejects.toMatchObject({ code: 'controls/report-format' });
  });

  it('a source that cannot look says so for its controls, and the others stay', async () => {
    const broken: EvidenceSource = {
      id: 'watch',
      controls: ['B2-3-2'],
      look: async () => {
        throw new Fault('unavailable', 'catalog/unavailable', 'down');
      },
    };
    const made = await report(service, undefined, [...SOURCES.filter(({ id }) => id !== 'watch'), broken]);
    expect(of(made, 'B2-3-2')).toMatchObject({
      standing: 'to-check',
      missing: [['watch could not be looked at: catalog/unavailable', expect.any(String)]],
    });
    expect(standings(made, 'B3-2-1')).toEqual(['met']);
  });
});

describe('B3-2-1: records that a plan leaves', () => {
  it('are told apart while their reason stands, and open again once it has ended', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': '一', 'inquiry-form/2.txt': '二' });
    await service.open((workspace) => classify(workspace), { detector: true });
    await service.open((workspace) => enforce(workspace));
    const hold = await service.open((workspace) => placeHold(workspace, { systems: ['pbx'] }, '開示請求への対応'));
    expect(of(await report(service), 'B3-2-1').evidence[0]?.words[0]).toMatch(/2 kept \(1 on hold\)$/);
    const { plan } = await service.open((workspace) => planDisposal(workspace));
    await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
    await service.open((workspace) => erasePlan(workspace, plan));
    const kept = of(await report(service), 'B3-2-1');
    expect(kept).toMatchObject({ standing: 'met', missing: [] });
    expect(kept.evidence[0]?.words).toEqual([
      '1 erased, 0 migrated, 0 excepted, 0 vanished, 1 kept (1 on hold, 1 named by a plan as staying)',
      '消去済1件、移行済0件、例外0件、所在不明0件、保管中1件（うち保全中1件、終了計画書に例外として記載したもの1件）',
    ]);
    const release = { by: '担当', confirmedBy: '確認者', reason: '終結' };
    await service.open((workspace) => releaseHold(workspace, hold.holdId, release));
    expect(of(await report(service), 'B3-2-1')).toMatchObject({
      standing: 'partly',
      missing: [['1 object(s) kept: kimitsu plan', expect.any(String)]],
    });
  });
});

describe('B1-2-3, B2-5-1: what is delivered beside the program', () => {
  const AUDIT = {
    recordedAt: '2026-03-31T00:00:00.000Z',
    tool: 'npm audit',
    result: 'ok',
    counts: { critical: 0, high: 0, moderate: 0, low: 0, info: 0 },
  };
  const supplyChain = SOURCES.filter(({ id }) => id === 'supply-chain');
  let service: SmallService;
  beforeAll(async () => {
    service = await smallService();
  });

  async function seenOf(audit: unknown, licence = 'MIT'): Promise<ReportedControl[]> {
    const program = await mkdtemp(join(tmpdir(), 'kimitsu-'));
    await mkdir(join(program, 'supply-chain'));
    const write = (name: string, value: unknown) =>
      writeFile(join(program, 'supply-chain', name), typeof value === 'string' ? value : JSON.stringify(value));
    await write('sbom.cdx.json', { serialNumber: 'urn:uuid:0', specVersion: '1.5', components: [] });
    await write('licences.json', { packages: [{ licence }], data: [] });
    await write('audit.json', audit);
    const made = await report(service, program, supplyChain);
    return [of(made, 'B1-2-3'), of(made, 'B2-5-1')];
  }

  it.each`
    what                              | audit                                                                     | is
    ${'an answer without findings'}   | ${AUDIT}                                                                  | ${'met'}
    ${'a grave finding'}              | ${{ ...AUDIT, result: 'findings', counts: { ...AUDIT.counts, high: 1 } }} | ${'partly'}
    ${'no answer'}                    | ${{ ...AUDIT, result: 'unavailable', reason: 'x' }}                       | ${'to-check'}
    ${'no answer after an older one'} | ${{ ...AUDIT, result: 'unavailable', reason: 'x', lastAnswer: AUDIT }}    | ${'partly'}
    ${'a file that is damaged'}       | ${'{"recordedAt"'}                                                        | ${'to-check'}
  `('$what is $is', async ({ audit, is }) => expect((await seenOf(audit))[1]?.standing).toBe(is));

  it('an unknown licence is missing by number', async () => {
    expect((await seenOf(AUDIT, 'UNKNOWN'))[0]).toMatchObject({
      standing: 'partly',
      missing: [['1 unknown licence(s)', expect.any(String)]],
    });
  });
});

describe('sightings of one control', () => {
  it.each`
    seen                        | is
    ${[]}                       | ${'not-done'}
    ${['met', 'met']}           | ${'met'}
    ${['met', 'to-check']}      | ${'to-check'}
    ${['to-check', 'to-check']} | ${'to-check'}
    ${['met', 'not-done']}      | ${'partly'}
    ${['not-done', 'to-check']} | ${'not-done'}
    ${['partly', 'to-check']}   | ${'partly'}
    ${['not-done', 'not-done']} | ${'not-done'}
  `('$seen are $is', ({ seen, is }) => {
    const sightings = seen.map((standing: Standing) => ({ control: 'B4', standing, evidence: [], missing: [] }));
    expect(joined('B4', sightings).standing).toBe(is);
  });
});
