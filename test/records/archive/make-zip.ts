import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

export interface MadeEntry {
  name: string | Buffer;
  content?: string | Buffer;
  /** 0 stored, 8 deflate (the default). */
  method?: number;
  flags?: number;
  /** Sizes and checksum stand behind the content. `bare`: without signature. */
  descriptor?: 'signed' | 'bare' | 'wide';
  /** Changes what the central directory says. */
  central?: { name?: string; crc?: number; missing?: boolean };
  comment?: string;
  extra?: Buffer;
  /** Changes the local checksum. */
  crc?: number;
}

/** A ZIP file, written byte by byte so that it can be wrong in every way. */
export function makeZip(entries: readonly MadeEntry[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const content = Buffer.from((entry.content ?? '') as string);
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const crc = entry.crc ?? crc32(content);
    const flags = (entry.flags ?? 0x800) | (entry.descriptor ? 8 : 0);
    const told = entry.descriptor ? [0, 0, 0] : [crc, packed.length, content.length];
    const extra = entry.extra ?? Buffer.alloc(0);
    const local = Buffer.concat([fixed(0x04034b50, [], flags, method, told, name.length, extra.length), name, extra]);
    const behind = entry.descriptor
      ? descriptor(entry.descriptor, crc, packed.length, content.length)
      : Buffer.alloc(0);
    locals.push(local, packed, behind);
    const centralName = Buffer.from((entry.central?.name ?? entry.name) as string);
    const note = Buffer.from(entry.comment ?? '');
    const tail = Buffer.alloc(14);
    tail.writeUInt16LE(note.length, 0);
    tail.writeUInt32LE(offset, 10);
    const sizes = [entry.central?.crc ?? crc, packed.length, content.length];
    const head = fixed(0x02014b50, [20, 0], flags, method, sizes, centralName.length, 0);
    if (!entry.central?.missing) directory.push(head, tail, centralName, note);
    offset += local.length + packed.length + behind.length;
  }
  const central = Buffer.concat(directory);
  const note = Buffer.from(comment);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(note.length, 20);
  return Buffer.concat([...locals, central, end, note]);
}

function fixed(
  signature: number,
  made: number[],
  flags: number,
  method: number,
  [crc = 0, packed = 0, size = 0]: number[],
  nameLength: number,
  extraLength: number,
): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(flags, 6);
  bytes.writeUInt16LE(method, 8);
  bytes.writeUInt32LE(crc, 14);
  bytes.writeUInt32LE(packed, 18);
  bytes.writeUInt32LE(size, 22);
  bytes.writeUInt16LE(nameLength, 26);
  bytes.writeUInt16LE(extraLength, 28);
  return Buffer.concat([bytes.subarray(0, 4), Buffer.from(made), bytes.subarray(4)]);
}

function descriptor(form: 'signed' | 'bare' | 'wide', crc: number, packed: number, size: number): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  if (form === 'wide') {
    bytes.writeBigUInt64LE(BigInt(packed), 8);
    bytes.writeBigUInt64LE(BigInt(size), 16);
    return bytes;
  }
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes.subarray(form === 'bare' ? 4 : 0, 16);
}
