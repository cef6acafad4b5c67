import { ZipArchive } from '../archive/zip-archive.js';
import { ByteCursor } from '../byte-cursor.js';
import { MAX_WORKBOOK_BYTES } from '../limits.js';
import { type Batches, type Item, problem, type ReadInner, type Reading } from '../reading.js';
import { DocumentWindow } from '../windows.js';
import { Parts } from './parts.js';
import { readXml, type XmlReader } from './read-xml.js';
import { Sheet, type SheetContext } from './sheet.js';
import { Relations, SharedStrings, Styles, WorkbookPart } from './workbook.js';

const SHEET = /^xl\/(?:work|macro|dialog)sheets\/[^/]+\.xml$/i;

/**
 * A workbook in Office Open XML: a record per row of each sheet (`sheet 2, row 5`, see SheetTable), and one `document`
 * with all other texts — names of sheets, comments, drawings, headers, properties. Texts stand behind the sheets that
 * use them, so that the file is held and gone through twice; a larger one than `MAX_WORKBOOK_BYTES` is
 * `records/too-large`.
 *
 * @see ECMA-376 part 1, 18
 */
export async function* readWorkbook(bytes: AsyncIterable<Uint8Array>, reading: Reading, readInner: ReadInner): Batches {
  const input = new ByteCursor(bytes);
  const file = await input.take(MAX_WORKBOOK_BYTES);
  const beyond = await input.skip(Number.POSITIVE_INFINITY);
  if (beyond > 0) {
    reading.skip(file.length + beyond);
    yield [problem('records/too-large')];
    return;
  }
  const window = new DocumentWindow();
  const told = new Set<string>();
  const untold = (problems: readonly Item[]) =>
    problems.filter(({ kind, locator, ...rest }) => {
      if (kind !== 'problem') return true;
      const key = JSON.stringify([locator, rest]);
      return !told.has(key) && told.add(key);
    });

  const workbook = new WorkbookPart(window);
  const relations = new Relations();
  const styles = new Styles();
  const strings = new SharedStrings(window);
  const parts = new Parts(window, reading, readInner);
  const known = new Map<string, XmlReader>([
    ['xl/workbook.xml', workbook],
    ['xl/_rels/workbook.xml.rels', relations],
    ['xl/styles.xml', styles],
    ['xl/sharedStrings.xml', strings],
  ]);
  const first = new ZipArchive(new ByteCursor(pieces(file)), reading.budget);
  for await (const entry of first.entries()) {
    const readable = entry.readable && !entry.isFolder;
    const reader = known.get(entry.name);
    if (readable && SHEET.test(entry.name)) continue;
    if (readable && reader) yield* readXml(entry.bytes(), reader, `entry ${entry.number}`, reading);
    else yield* parts.read(entry);
    yield untold(first.takeProblems());
  }
  yield untold(first.takeProblems());

  const context: SheetContext = {
    shared: strings.texts,
    formats: styles.formats(workbook.from1904),
    budget: reading.budget,
    window,
  };
  const order = workbook.sheets.map(({ relation }) => relations.targets.get(relation));
  const second = new ZipArchive(new ByteCursor(pieces(file)), reading.budget);
  for await (const entry of second.entries()) {
    if (!entry.readable || entry.isFolder || !SHEET.test(entry.name)) continue;
    // A sheet that the workbook does not name is numbered behind those it names.
    if (!order.includes(entry.name)) order.push(entry.name);
    const sheet = new Sheet(`sheet ${order.indexOf(entry.name) + 1}`, context);
    yield* readXml(entry.bytes(), sheet, sheet.place, reading);
    yield [...sheet.end()];
    if (sheet.exceeded) yield [problem('records/archive-bomb', sheet.place)];
    yield untold(second.takeProblems());
  }
  yield untold(second.takeProblems());
  yield window.end();
}

async function* pieces(file: Buffer): AsyncGenerator<Buffer, void, undefined> {
  yield file;
}
