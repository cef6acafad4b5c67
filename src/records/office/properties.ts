import { MAX_TEXT_FIELD } from '../limits.js';
import { field, type Item, type Items } from '../reading.js';
import type { DocumentWindow } from '../windows.js';
import type { XmlReader } from './read-xml.js';
import { attributeOf } from './xml-tokens.js';

/**
 * Properties of a document (`docProps`, `customXml`): the text of each element under its name, of a custom property
 * under the name that somebody gave it.
 */
export class Properties implements XmlReader {
  #items: Item[] = [];
  #text = '';
  #given: string | undefined;

  constructor(readonly window: DocumentWindow) {}

  open(name: string, tag: string): void {
    this.#flush(undefined);
    if (name === 'property') this.#given = attributeOf(tag, 'name');
  }

  close(name: string): void {
    this.#flush(this.#given ?? name);
    if (name === 'property') this.#given = undefined;
  }

  text(text: string): void {
    this.#text += text;
    while (this.#text.length > MAX_TEXT_FIELD) {
      const rest = this.#text.slice(MAX_TEXT_FIELD);
      this.#text = this.#text.slice(0, MAX_TEXT_FIELD);
      this.#flush(this.#given);
      this.#text = rest;
    }
  }

  *take(): Items {
    yield* this.#items.splice(0);
  }

  #flush(name: string | undefined): void {
    const text = this.#text.trim();
    this.#text = '';
    // Counts and switches of the application say nothing about a person.
    if (text !== '' && !/^(?:\d{1,6}|true|false)$/.test(text)) this.#items.push(...this.window.add(field(name, text)));
  }
}

/** Targets outside the document: links to the web, to mail addresses, to files of a person. */
export class ExternalTargets implements XmlReader {
  #items: Item[] = [];

  constructor(readonly window: DocumentWindow) {}

  open(name: string, tag: string): void {
    if (name !== 'Relationship' || attributeOf(tag, 'TargetMode') !== 'External') return;
    const target = attributeOf(tag, 'Target');
    if (target) this.#items.push(...this.window.add(field('link', decoded(target))));
  }

  close(): void {}

  text(): void {}

  *take(): Items {
    yield* this.#items.splice(0);
  }
}

function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}
