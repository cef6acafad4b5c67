import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../base/fault.js';
import { packageRoot } from '../base/package-root.js';

export interface Lexicon {
  /** Lines without comments and blank lines, cut at tabs. */
  rows: readonly (readonly string[])[];
  sha256: string;
}

const loaded = new Map<string, Lexicon>();

/**
 * Word list `classifiers/lexicon/<name>.txt`: one entry per line, columns separated by tabs, `#` starts a comment line.
 * Read once per process.
 *
 * @throws {Fault} `bug` / `classify/no-lexicon` when the package lacks it
 */
export function readLexicon(name: string): Lexicon {
  const known = loaded.get(name);
  if (known) return known;
  const lexicon: Lexicon = {
    // Read and cut anew each time: whoever reads it makes a table of its own, and in each thread all lists would fill
    // 8 MB, their rows 30.
    get rows() {
      return contentOf(name)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => line.split('\t'));
    },
    sha256: createHash('sha256').update(contentOf(name)).digest('hex'),
  };
  loaded.set(name, lexicon);
  return lexicon;
}

function contentOf(name: string): string {
  try {
    return readFileSync(join(packageRoot(), 'classifiers', 'lexicon', `${name}.txt`), 'utf8');
  } catch (cause) {
    throw new Fault('bug', 'classify/no-lexicon', `lexicon ${name} cannot be read`, {}, { cause });
  }
}
