import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.js';
import { type Seed, whole } from './target.js';

const fixtures = join(packageRoot(), 'fixtures');
const SYSTEMS = ['pbx', 'citizens-voice', 'response-history', 'inquiry-form', 'speech-recognition'];
const MOST_BYTES = 12 * 1024;
/** Of each ending in each system: the fixtures are many and much alike. */
const MOST_ALIKE = 3;

/** Small records of every system, as their exports look, and the files that are damaged on purpose. */
export function fixtureSeeds(): Seed[] {
  const folders = [...SYSTEMS.map((system) => join(fixtures, system, 'data')), join(fixtures, 'bad')];
  const seeds = folders.flatMap((folder) => {
    const alike = new Map<string, number>();
    return filesOf(folder)
      .filter((path) => statSync(path).size <= MOST_BYTES)
      .filter((path) => {
        const count = (alike.get(extname(path)) ?? 0) + 1;
        alike.set(extname(path), count);
        return count <= MOST_ALIKE;
      })
      .map((path) => whole(readFileSync(path)));
  });
  if (seeds.length < 20) throw new Error('the fixtures are not where they were');
  return seeds;
}

/** Written texts of the development part, cut to some lines each, as UTF-16LE. */
export function writtenSeeds(): Seed[] {
  const texts = filesOf(join(fixtures, 'written'))
    .filter((path) => path.endsWith('-dev.txt'))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split(/\n## .*\n@text\n/)
        .slice(1, 7),
    )
    .map((text) => text.replace(/\[\[[A-Z_]+\|([^\]]*)\]\]/g, '$1').slice(0, 600));
  if (texts.length < 20) throw new Error('the written texts are not where they were');
  return texts.map((text) => whole(Buffer.from(text, 'utf16le')));
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
