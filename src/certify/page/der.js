/** Why bytes are not the DER that was expected. */
export class NotDer extends Error {}

/** Tags as they stand in the bytes: class, form and number. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
};

/** Context-specific tag of a constructed value. */
export const context = (number) => 0xa0 + number;

/**
 * The DER value at `start` (X.690 §10): definite and shortest length, low tag number.
 *
 * @param {Uint8Array} bytes
 * @returns {{ tag: number, content: Uint8Array, raw: Uint8Array }} views into `bytes`
 * @throws {NotDer}
 */
export function valueAt(bytes, start = 0) {
  const [tag, first] = [bytes[start], bytes[start + 1]];
  if (first === undefined || (tag & 0x1f) === 0x1f) throw new NotDer();
  const width = first < 0x80 ? 0 : first & 0x7f;
  // 0x80 is the indefinite length of BER; four bytes of length are more than any file that is read here has.
  if (first === 0x80 || width > 4) throw new NotDer();
  let length = width === 0 ? first : 0;
  for (let digit = 0; digit < width; digit++) length = length * 256 + (bytes[start + 2 + digit] ?? Number.NaN);
  const shortest = length < 0x80 ? 0 : Math.ceil(Math.log2(length + 1) / 8);
  const from = start + 2 + width;
  if (width !== shortest || !(from + length <= bytes.length)) throw new NotDer();
  return { tag, content: bytes.subarray(from, from + length), raw: bytes.subarray(start, from + length) };
}

/** The one value that `bytes` are. @throws {NotDer} */
export function onlyValue(bytes, tag) {
  const value = valueAt(bytes);
  if (value.raw.length !== bytes.length || value.tag !== tag) throw new NotDer();
  return value;
}

/** The values inside a value, one after the other to its end. @throws {NotDer} */
export function inside(value, tag = value?.tag) {
  if (value === undefined || value.tag !== tag || (tag & 0x20) === 0) throw new NotDer();
  const found = [];
  for (let at = 0; at < value.content.length; at += found.at(-1).raw.length) found.push(valueAt(value.content, at));
  return found;
}

/** Content of a value with this tag. @throws {NotDer} */
export function contentOf(value, tag) {
  if (value?.tag !== tag) throw new NotDer();
  return value.content;
}

/** Dotted text of an object identifier (X.690 §8.19). @throws {NotDer} */
export function oidOf(value) {
  const content = contentOf(value, TAG.oid);
  if (content.length === 0 || content.length > 32 || content.at(-1) >= 0x80) throw new NotDer();
  const arcs = [];
  let arc = 0;
  for (const byte of content) {
    if (arc === 0 && byte === 0x80) throw new NotDer();
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (arcs.length === 0) arcs.push(Math.min(Math.floor(arc / 40), 2), arc - 40 * Math.min(Math.floor(arc / 40), 2));
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

/** Bytes of a BIT STRING without unused bits. @throws {NotDer} */
export function bitsOf(value) {
  const content = contentOf(value, TAG.bits);
  if (content[0] !== 0) throw new NotDer();
  return content.subarray(1);
}

/** UTCTime or GeneralizedTime, in UTC, as DER writes it. @throws {NotDer} */
export function timeOf(value) {
  const text = String.fromCharCode(...value.content.subarray(0, 32));
  const pattern = value.tag === TAG.utcTime ? /^(\d\d)(\d{10})()Z$/ : /^(\d{4})(\d{10})((?:\.\d{1,9})?)Z$/;
  const [, year, rest, fraction] = pattern.exec(text) ?? [];
  if (year === undefined || (value.tag !== TAG.utcTime && value.tag !== TAG.time) || /\.\d*0$/.test(fraction))
    throw new NotDer();
  // RFC 5280 §4.1.2.5.1.
  const century = value.tag === TAG.time ? '' : Number(year) < 50 ? '20' : '19';
  const [month, day, hour, minute, second] = rest.match(/../g);
  const at = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(at.getTime())) throw new NotDer();
  return at;
}
