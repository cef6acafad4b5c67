import { recognizers } from '../classifiers/index.js';
import type { GoldField } from '../fixtures/gold.js';
import { fieldNamesOf } from '../src/classify/field-names.js';
import { Lexemes } from '../src/classify/lexemes.js';
import { type Scan, scanText } from '../src/classify/scan.js';
import { normalize } from '../src/text/normalized.js';
import { loadTokenizer, loadWordKinds } from '../src/text/tokenizer.js';

const tokenize = await loadTokenizer();
const words = await loadWordKinds();
const lexemes = new Lexemes(recognizers);

/** A text without a field, as the recognizers see it. */
export function scanOfText(original: string): Scan {
  return scan(original, fieldNamesOf(undefined));
}

/** The text of a field, as the recognizers see it. */
export function scanOfField({ name, path, text }: Pick<GoldField, 'name' | 'path' | 'text'>): Scan {
  return scan(text, fieldNamesOf(name === null ? { path } : { fieldName: name, path }));
}

function scan(original: string, names: ReturnType<typeof fieldNamesOf>): Scan {
  return scanText(normalize(original).text, original, names, lexemes, tokenize, words);
}
