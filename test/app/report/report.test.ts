import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../../../src/app/classify.js';
import { enforce } from '../../../src/app/enforce.js';
import { withCatalogue } from '../../../src/app/open-catalogue.js';
import { gatherReport, type Report } from '../../../src/app/report/gather.js';
import { reportCsv } from '../../../src/app/report/report-csv.js';
import { reportPage } from '../../../src/app/report/report-page.js';
import { writeReport } from '../../../src/app/report/write-report.js';
import { reasonText } from '../../../src/cli/reasons-ja.js';
import { CHROMIUM, Chromium } from '../../certify/chromium.js';
import { smallService } from '../../support/small-service.js';

const NAME = '架空山 花子';
const WORDING = { reason: reasonText };

let report: Report;
let page: string;
beforeAll(async () => {
  const service = await smallService(
    {
      'pbx/memo/09012345678_架空山.txt': `${NAME}様より、折返し 090-1234-5678`,
      'response-history/public/faq.txt': '窓口の受付時間は、平日の午前９時から午後５時30分までです。',
      'speech-recognition/broken.json': `{"results": [{"text": "${NAME}`,
      'inquiry-form/new.txt': 'メモ',
    },
    (yaml) => yaml.replace('name: 府民お問合せセンター運営業務', 'name: "業務 <b>&\\"一\\"</b>"'),
  );
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace, { system: 'pbx' }));
  report = await withCatalogue(service.dir, (open) => gatherReport(open, false), service.clock);
  page = await reportPage(report, WORDING);
});

describe('report', () => {
  it('counts every object once, by system, level, month and state', () => {
    const objects = report.lines.reduce((sum, line) => sum + line.objects, 0);
    expect(objects).toBe(4);
    expect(report.lines.find(({ system }) => system === 'pbx')).toMatchObject({
      level: 3,
      state: 'protected',
      plaintextBefore: 1,
    });
    expect(report.protection.reduce((sum, line) => sum + line.objects, 0)).toBe(4);
    expect(report.plaintextHistory).toMatchObject({ 'plaintext-before': 1, unknown: 3 });
    expect(report.review).toMatchObject({ total: 1, byCode: [{ code: 'records/broken-json', objects: 1 }] });
    expect(report.runs.map(({ job }) => job).sort()).toEqual(['classify', 'enforce']);
  });

  it('holds no personal value, names of files included', () => {
    for (const text of [page, reportCsv(report), JSON.stringify(report)])
      for (const value of [NAME, '花子', '架空山', '09012345678', '090-1234-5678']) expect(text).not.toContain(value);
  });

  it('says nothing of the end of a service that goes on, and what the store does not say afterwards', async () => {
    expect(page).not.toContain('業務の終了');
    const ended = async (afterEnd: Report['afterEnd']) => reportPage({ ...report, afterEnd: afterEnd! }, WORDING);
    expect(await ended([])).toContain('廃棄を終えた保管場所に置かれたものはありません。');
    expect(await ended('unavailable')).toContain('保管庫の一覧を取得できず、確認できませんでした。');
  });

  it('escapes what the configuration says', () => {
    expect(page).toContain('業務 &lt;b&gt;&amp;&quot;一&quot;&lt;/b&gt;');
    expect(page).not.toContain('<b>');
  });

  it('is a CSV that Excel and RFC 4180 readers take alike, and that runs no formula', () => {
    const hostile = { ...report, systems: report.systems.map((system) => ({ ...system, name: '=HYPERLINK("x"),a' })) };
    const csv = reportCsv(hostile);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
    expect(rows).toHaveLength(report.lines.length);
    expect(rows[0]?.システム名).toBe(`'=HYPERLINK("x"),a`);
    expect(rows.reduce((sum, row) => sum + Number(row.ファイル数), 0)).toBe(4);
  });

  it('is written whole, and says so when it cannot be', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kimitsu-'));
    await writeReport(report, { html: join(dir, 'r.html') }, WORDING);
    expect(await readFile(join(dir, 'r.html'), 'utf8')).toBe(page);
    const nowhere = writeReport(report, { csv: join(dir, 'no/such/r.csv') }, WORDING);
    await expect(nowhere).rejects.toMatchObject({ code: 'file/not-writable' });
  });
});

describe.skipIf(CHROMIUM === undefined)('the page in a browser', () => {
  it('asks for nothing, reports no error, and names every part for a screen reader', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'kimitsu-')), 'report.html');
    await writeFile(file, page);
    const browser = await Chromium.start();
    try {
      const url = pathToFileURL(file).href;
      await browser.open(url);
      expect(browser.requests).toEqual([url]);
      expect(browser.errors).toEqual([]);
      const shape = await browser.evaluate(`({
        lang: document.documentElement.lang,
        scripts: document.scripts.length,
        charts: document.querySelectorAll('svg[role=img]').length,
        unnamed: [...document.querySelectorAll('svg')].filter((svg) => svg.getAttribute('aria-labelledby').split(' ')
          .some((id) => !document.getElementById(id)?.textContent)).length,
        uncaptioned: [...document.querySelectorAll('table')].filter((table) => !table.caption?.textContent).length,
        doubled: document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size,
        bars: document.querySelectorAll('#months-title ~ rect title').length,
        // A bar that is drawn outside its picture or upside down has no height.
        flat: [...document.querySelectorAll('svg rect')].filter((rect) => !(rect.getBoundingClientRect().height > 0)).length,
        wide: document.documentElement.scrollWidth > innerWidth,
      })`);
      expect(shape).toEqual({
        lang: 'ja',
        scripts: 0,
        charts: 2,
        unnamed: 0,
        uncaptioned: 0,
        doubled: 0,
        bars: expect.any(Number),
        flat: 0,
        wide: false,
      });
      expect((shape as { bars: number }).bars).toBeGreaterThan(0);
    } finally {
      await browser.close();
    }
  });
});
