import { BROKEN_SEQUENCES, INTEGERS, NESTING, TRICKS } from './values.js';

/** What is done to an input: which mutation, and three numbers that each takes as it likes. */
export type Change = readonly [kind: number, at: number, size: number, choice: number];

/** No input grows beyond this by mutation. */
const MAX_BYTES = 768 * 1024;

type Mutation = (
  bytes: Buffer,
  change: { at: number; length: number; size: number; choice: number },
  other: Buffer,
) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  // One bit.
  (bytes, { at, choice }) => {
    if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << (choice & 7));
    return bytes;
  },
  // One byte.
  (bytes, { at, choice }) => {
    if (at < bytes.length) bytes[at] = choice & 0xff;
    return bytes;
  },
  // Cut short, or without its beginning.
  (bytes, { at }) => bytes.subarray(0, at),
  (bytes, { at }) => bytes.subarray(Math.min(at, bytes.length >> 2)),
  // A piece removed, doubled, moved.
  (bytes, { at, length }) => replaced(bytes, at, length, Buffer.alloc(0)),
  (bytes, { at, length }) => replaced(bytes, at, 0, bytes.subarray(at, at + length)),
  (bytes, { at, length, size }) => {
    const piece = Buffer.from(bytes.subarray(at, at + length));
    const rest = replaced(bytes, at, length, Buffer.alloc(0));
    return replaced(rest, size % (rest.length + 1), 0, piece);
  },
  // A piece again and again: long runs, many rows, many entries.
  (bytes, { at, length, size, choice }) => {
    const piece = bytes.subarray(at, at + Math.min(length, 200));
    return replaced(bytes, at, 0, repeated(piece, 2 + (size % many(choice, 3000))));
  },
  // The end of another file, or a piece of it.
  (bytes, { at, size }, other) => Buffer.concat([bytes.subarray(0, at), other.subarray(size % (other.length + 1))]),
  (bytes, { at, length, size }, other) => {
    const from = size % (other.length + 1);
    return replaced(bytes, at, size & 1 ? length : 0, other.subarray(from, from + 1 + length));
  },
  // A count, length or offset.
  (bytes, { at, size, choice }) => {
    const width = [1, 2, 4, 8][size & 3] ?? 4;
    const number = Buffer.alloc(8);
    number.writeBigUInt64LE(BigInt.asUintN(64, (INTEGERS[choice % INTEGERS.length] ?? 0n) + BigInt(size & 4 ? 1 : 0)));
    const told = number.subarray(0, width);
    if (size & 8) told.reverse();
    return replaced(bytes, at, width, told);
  },
  // A number written in digits.
  (bytes, { at, choice, size }) => {
    const [from, to] = digitsAt(bytes, at);
    const number = `${size & 1 ? '-' : ''}${INTEGERS[choice % INTEGERS.length]}${'0'.repeat(size & 2 ? 30 : 0)}`;
    return replaced(bytes, from, to - from, Buffer.from(number));
  },
  (bytes, { at, length, size, choice }) =>
    replaced(bytes, at, size & 1 ? Math.min(length, 4) : 0, BROKEN_SEQUENCES[choice % BROKEN_SEQUENCES.length]!),
  (bytes, { at, size, choice }) =>
    replaced(bytes, at, 0, repeated(Buffer.from(NESTING[choice % NESTING.length]!), 1 + (size % many(choice, 6000)))),
  (bytes, { at, size, choice }) =>
    replaced(bytes, at, 0, Buffer.alloc(1 + (size % many(choice >> 8, 100_000)), choice & 0xff)),
  (bytes, { at, choice }) => replaced(bytes, at, 0, TRICKS[choice % TRICKS.length]!),
];

/** `bytes` with one change; deterministic. */
export function mutateBytes(bytes: Buffer, [kind, at, size, choice]: Change, other: Buffer): Buffer {
  const place = at % (bytes.length + 1);
  const length = 1 + (size % Math.max(1, Math.min(bytes.length, size & 64 ? 4096 : 16)));
  const mutation = MUTATIONS[kind % MUTATIONS.length]!;
  const changed = mutation(Buffer.from(bytes), { at: place, length, size, choice }, other);
  return changed.length > MAX_BYTES ? changed.subarray(0, MAX_BYTES) : changed;
}

function replaced(bytes: Buffer, at: number, length: number, by: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)]);
}

function repeated(piece: Buffer, times: number): Buffer {
  return Buffer.concat(Array.from({ length: Math.min(times, Math.ceil(200_000 / (piece.length + 1))) }, () => piece));
}

/** Mostly few: what takes long is tried now and then, or there would be time for little else. */
export function many(choice: number, most: number): number {
  return choice % 16 === 5 ? most : 40;
}

/** The first run of digits at or behind `at`. */
function digitsAt(bytes: Buffer, at: number): [number, number] {
  const isDigit = (place: number) => (bytes[place] ?? 0) >= 0x30 && (bytes[place] ?? 0) <= 0x39;
  let from = at;
  while (from < bytes.length && !isDigit(from)) from += 1;
  let to = from;
  while (to < bytes.length && isDigit(to)) to += 1;
  return [from, to];
}
