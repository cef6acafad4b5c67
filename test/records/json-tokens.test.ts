import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonError, type JsonHandler } from '../../src/records/json-handler.js';
import { JsonTokens } from '../../src/records/json-tokens.js';
import { MAX_FIELD, MAX_JSON_DEPTH } from '../../src/records/limits.js';
import { runs } from '../support/thorough.js';

/** Builds values again from what is told. */
class Builder implements JsonHandler {
  readonly values: unknown[] = [];
  readonly lines: number[] = [];
  droppedUnits = 0;
  cuts = 0;
  #stack: { value: unknown[] | Record<string, unknown>; key: string }[] = [];

  topLevel(line: number): void {
    this.lines.push(line);
  }
  start(kind: 'object' | 'array'): void {
    const value = kind === 'object' ? {} : [];
    this.#put(value);
    this.#stack.push({ value, key: '' });
  }
  end(): void {
    this.#stack.pop();
  }
  key(name: string): void {
    const top = this.#stack.at(-1);
    if (top) top.key = name;
  }
  string(text: string, cut: boolean): void {
    if (cut) this.cuts += 1;
    this.#put(text);
  }
  number(source: string): void {
    this.#put(Number(source));
  }
  word(word: 'true' | 'false' | 'null'): void {
    this.#put(word === 'null' ? null : word === 'true');
  }
  dropped(text: string): void {
    this.droppedUnits += text.length;
  }
  #put(value: unknown): void {
    const top = this.#stack.at(-1);
    if (!top) this.values.push(value);
    else if (Array.isArray(top.value)) top.value.push(value);
    else Object.defineProperty(top.value, top.key, { value, enumerable: true, configurable: true, writable: true });
  }
}

function read(text: string, size = Math.max(1, text.length)) {
  const builder = new Builder();
  const tokens = new JsonTokens(builder);
  let error: unknown;
  try {
    for (const piece of text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []) tokens.push(piece);
    tokens.end();
  } catch (caught) {
    error = caught;
  }
  return { builder, error, rest: tokens.rest, line: tokens.line };
}

describe('JsonTokens', () => {
  it('tells what JSON.parse reads, however it is cut', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 6 }), fc.constantFrom(undefined, 2), (json, size, indent) => {
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        const { builder, error } = read(text, size);
        expect(error).toBeUndefined();
        expect(JSON.stringify(builder.values[0])).toBe(text === undefined ? '' : JSON.stringify(JSON.parse(text)));
      }),
      { seed: 61, numRuns: runs(500) },
    );
  });

  it('refuses what JSON.parse refuses, but for line ends in strings and several values', () => {
    const parts = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      'a',
      '1',
      '-',
      '.',
      'e',
      'true',
      'null',
      ' ',
      '\\',
      'u',
      '0041',
    );
    fc.assert(
      fc.property(fc.array(parts, { minLength: 1, maxLength: 10 }), fc.integer({ min: 1, max: 3 }), (pieces, size) => {
        const text = pieces.join('');
        const { builder, error } = read(text, size);
        let expected: unknown;
        let valid = true;
        try {
          expected = JSON.parse(text);
        } catch {
          valid = false;
        }
        if (valid) expect([error, builder.values]).toEqual([undefined, [expected]]);
        else if (builder.values.length === 1) expect(error).toBeInstanceOf(JsonError);
      }),
      { seed: 62, numRuns: runs(3000) },
    );
  });

  it('reads values one after the other and tells their lines', () => {
    const { builder, error } = read('{"a":1}\n\n[2]\n"x"\n3', 2);
    expect(error).toBeUndefined();
    expect(builder.values).toEqual([{ a: 1 }, [2], 'x', 3]);
    expect(builder.lines).toEqual([1, 3, 4, 5]);
  });

  it.each`
    text                      | values               | rest         | line
    ${'{"a":"b'}              | ${[{ a: 'b' }]}      | ${''}        | ${1}
    ${'[1,\n"x" "y"]'}        | ${[[1, 'x']]}        | ${'"y"]'}    | ${2}
    ${'[1,\n01]'}             | ${[[1]]}             | ${'01]'}     | ${2}
    ${'{"a":"b\\x"}'}         | ${[{ a: 'b' }]}      | ${'\\x"}'}   | ${1}
    ${'{"a" 1}'}              | ${[{}]}              | ${'1}'}      | ${1}
    ${'[tru'}                 | ${[[]]}              | ${'tru'}     | ${1}
    ${'[}'}                   | ${[[]]}              | ${'}'}       | ${1}
    ${'{"a":"\\uD83D\\u00"}'} | ${[{ a: '\ud83d' }]} | ${'\\u00"}'} | ${1}
  `('tells what stands before the error in $text', ({ text, values, rest, line }) => {
    for (const size of [1, 100]) {
      const found = read(text, size);
      expect(found.error).toBeInstanceOf(JsonError);
      expect(found.builder.values).toEqual(values);
      expect(found.line).toBe(line);
      expect(found.rest.startsWith(rest.slice(0, 1))).toBe(true);
    }
    expect(read(text).rest).toBe(rest);
  });

  it('holds the depth of nesting to a limit', () => {
    expect(read('['.repeat(MAX_JSON_DEPTH) + ']'.repeat(MAX_JSON_DEPTH)).error).toBeUndefined();
    expect(read('['.repeat(MAX_JSON_DEPTH + 1))).toMatchObject({ error: { code: 'records/too-deep' } });
    expect(read('[')).toMatchObject({ error: { code: 'records/broken-json' } });
  });

  it('keeps the beginning of an oversized string, escapes and all', () => {
    const { builder, error } = read(`["${'\\n'.repeat(MAX_FIELD + 5)}","y"]`, 65_537);
    expect(error).toBeUndefined();
    expect(builder.values).toEqual([['\n'.repeat(MAX_FIELD), 'y']]);
    expect([builder.cuts, builder.droppedUnits]).toEqual([1, 5]);
  });
});
