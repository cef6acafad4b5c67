import type { ZipEntry } from '../archive/zip-entry.js';
import { MAX_NESTING } from '../limits.js';
import { type Batches, nested, problem, type ReadInner, type Reading, share } from '../reading.js';
import type { DocumentWindow } from '../windows.js';
import { PartText } from './part-text.js';
import { ExternalTargets, Properties } from './properties.js';
import { readXml } from './read-xml.js';

/** Pictures, fonts and settings of printers: nothing in them is read, as nothing in a picture on a page is. */
const PASSED_OVER = /(?:^|\/)(?:media|fonts|printerSettings)\/|^docProps\/thumbnail\./i;
const PICTURE = /(?:^|\/)media\//i;

/** What the text of a part is, by the name of the part. */
const PART_NAMES: readonly [RegExp, string][] = [
  [/header\d*\.xml$/i, 'header'],
  [/footer\d*\.xml$/i, 'footer'],
  [/(?:foot|end)notes\.xml$/i, 'footnote'],
  [/comments?(?:[A-Z]\w*|\d*)\.xml$|threadedComments?\//i, 'comment'],
  [/notesSlides\//i, 'notes'],
];

/** Names of parts are short; an entry of an archive may have one of 65,535 bytes. */
const NAME_END = 200;

/** Reads the parts of an Office document that are alike in all its kinds, into one window. */
export class Parts {
  /** Whether there was any picture. */
  pictures = false;

  constructor(
    readonly window: DocumentWindow,
    readonly reading: Reading,
    readonly readInner: ReadInner,
  ) {}

  async *read(entry: ZipEntry): Batches {
    const locator = `entry ${entry.number}`;
    const { name } = entry;
    if (entry.isFolder || name === '[Content_Types].xml') return;
    if (entry.encrypted || !entry.readable) {
      yield [problem(entry.encrypted ? 'records/encrypted' : 'records/unknown-compression', locator)];
      await this.#passOver(entry);
    } else if (PASSED_OVER.test(name)) {
      this.pictures ||= PICTURE.test(name);
      await this.#passOver(entry);
    } else if (name.endsWith('.rels')) {
      yield* readXml(entry.bytes(), new ExternalTargets(this.window), locator, this.reading);
    } else if (/^(?:docProps|customXml)\/.*\.xml$/i.test(name)) {
      yield* readXml(entry.bytes(), new Properties(this.window), locator, this.reading);
    } else if (/\.(?:xml|vml)$/i.test(name)) {
      const part = new PartText(this.window, PART_NAMES.find(([pattern]) => pattern.test(name.slice(-NAME_END)))?.[1]);
      yield* readXml(entry.bytes(), part, locator, this.reading);
      yield [...part.end()];
    } else yield* this.#embedded(entry, locator);
  }

  async *#embedded(entry: ZipEntry, locator: string): Batches {
    if (this.reading.depth >= MAX_NESTING) {
      yield [problem('records/too-deeply-nested', locator)];
      return await this.#passOver(entry);
    }
    const name = entry.name.slice(entry.name.lastIndexOf('/') + 1);
    const inner = this.readInner(entry.bytes(), { name }, this.reading);
    for await (const batch of inner.batches) yield batch.map((item) => nested(item, locator));
    await entry.finish();
    const { examinedBytes, unexaminedBytes } = inner.summary();
    this.reading.skip(share(unexaminedBytes, examinedBytes + unexaminedBytes, entry.packed));
  }

  async #passOver(entry: ZipEntry): Promise<void> {
    await entry.finish();
    this.reading.skip(entry.packed);
  }
}
