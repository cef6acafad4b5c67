const MAX_DEPTH = 32;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const INTEGER = /-?(?:0|[1-9]\d*)/y;
/** The only escapes that RFC 8785 writes. */
const ESCAPE = /\\(?:(["\\bfnrt])|u00([01][0-9a-f]))/y;
const SHORT = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

class NotCanonicalText extends Error {}

/**
 * The value of canonical JSON (RFC 8785) of objects, arrays, strings and integers. Checks the form while it reads:
 * member names must ascend, so none comes twice.
 *
 * @param {Uint8Array} bytes
 * @returns {{ value: unknown } | undefined} undefined for everything else
 */
export function readCanonical(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const reader = { text, at: 0 };
    const value = readValue(reader, 0);
    return reader.at === text.length ? { value } : undefined;
  } catch (error) {
    // TypeError: the decoder met bytes that are not UTF-8.
    if (error instanceof NotCanonicalText || error instanceof TypeError) return undefined;
    throw error;
  }
}

function readValue(reader, depth) {
  const character = reader.text[reader.at];
  if (character === '{') return readObject(reader, depth);
  if (character === '[') return readArray(reader, depth);
  if (character === '"') return readString(reader);
  return readInteger(reader);
}

function readObject(reader, depth) {
  const object = Object.create(null);
  let previous;
  take(reader, '{');
  if (depth === MAX_DEPTH) throw new NotCanonicalText('depth');
  if (reader.text[reader.at] !== '}') {
    do {
      const name = readString(reader);
      // `<` on strings compares UTF-16 code units, as RFC 8785 §3.2.3 orders them.
      if (previous !== undefined && !(previous < name)) throw new NotCanonicalText('order');
      previous = name;
      take(reader, ':');
      object[name] = readValue(reader, depth + 1);
    } while (skipComma(reader));
  }
  take(reader, '}');
  return object;
}

function readArray(reader, depth) {
  const array = [];
  take(reader, '[');
  if (depth === MAX_DEPTH) throw new NotCanonicalText('depth');
  if (reader.text[reader.at] !== ']') {
    do array.push(readValue(reader, depth + 1));
    while (skipComma(reader));
  }
  take(reader, ']');
  return array;
}

function readString(reader) {
  take(reader, '"');
  let value = '';
  for (;;) {
    value += match(reader, PLAIN)[0];
    if (reader.text[reader.at] !== '\\') break;
    value += unescaped(match(reader, ESCAPE));
  }
  take(reader, '"');
  return value;
}

function unescaped([, short, hex]) {
  if (short) return SHORT[short];
  const character = String.fromCharCode(Number.parseInt(hex, 16));
  if ('\b\t\n\f\r'.includes(character)) throw new NotCanonicalText('escape');
  return character;
}

function readInteger(reader) {
  const [digits] = match(reader, INTEGER);
  const value = Number(digits);
  if (!Number.isSafeInteger(value) || digits === '-0') throw new NotCanonicalText('number');
  return value;
}

function match(reader, pattern) {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (!found) throw new NotCanonicalText('syntax');
  reader.at = pattern.lastIndex;
  return found;
}

function take(reader, character) {
  if (reader.text[reader.at] !== character) throw new NotCanonicalText('syntax');
  reader.at++;
}

function skipComma(reader) {
  if (reader.text[reader.at] !== ',') return false;
  reader.at++;
  return true;
}
