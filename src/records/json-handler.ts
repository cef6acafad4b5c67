/** Where a text stops being JSON, or is nested beyond `MAX_JSON_DEPTH`. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
  /** Of the problem that reports it. */
  readonly code: string;

  constructor(reason: 'syntax' | 'depth') {
    super(reason);
    this.code = reason === 'depth' ? 'records/too-deep' : 'records/broken-json';
  }
}

/** What is told of a JSON text, in order. */
export interface JsonHandler {
  /** @param line - on which the value begins; 1 is the first line of the text */
  topLevel(line: number): void;
  start(kind: 'object' | 'array'): void;
  end(kind: 'object' | 'array'): void;
  key(name: string): void;
  /** Decoded, or its beginning when `cut`: the rest was longer than `MAX_FIELD`. */
  string(text: string, cut: boolean): void;
  /** As written in the source, so that `090…` of any length keeps its digits. */
  number(source: string): void;
  word(word: 'true' | 'false' | 'null'): void;
  /** Part of a string that was passed over. */
  dropped(text: string): void;
}

const ESCAPED: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' };

/** Character of an escape sequence: two code units, or six that begin with `\\u`. @throws {JsonError} */
export function unescaped(sequence: string): string {
  if (sequence[1] === 'u') {
    if (!/^\\u[0-9A-Fa-f]{4}$/.test(sequence)) throw new JsonError('syntax');
    return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
  }
  const character = ESCAPED[sequence[1] ?? ''];
  if (character === undefined) throw new JsonError('syntax');
  return character;
}
