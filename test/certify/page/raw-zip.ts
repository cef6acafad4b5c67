import { crc32, deflateRawSync } from 'node:zlib';

/** One entry as it is to stand in a ZIP file; what is given takes the place of what would be right. */
export interface RawEntry {
  name: string;
  content: Buffer;
  stored?: boolean;
  flags?: number;
  method?: number;
  crc?: number;
  size?: number;
  /** In the central directory alone. */
  listed?: { name?: string; size?: number; method?: number };
  /** Behind the data. */
  behind?: Buffer;
}

/** The same content stands in a hundred archives of which each has something else wrong. */
function remembered<T extends Buffer | number>(make: (content: Buffer) => T): (content: Buffer) => T {
  const known = new WeakMap<Buffer, T>();
  return (content) => {
    const made = known.get(content) ?? make(content);
    known.set(content, made);
    return made;
  };
}

const deflated = remembered((content) => deflateRawSync(content));
const checksum = remembered((content) => crc32(content));

/** A ZIP file written by hand, so that it can be wrong. No content given to it may change afterwards. */
export function rawZip(entries: readonly RawEntry[], { before = Buffer.alloc(0), comment = '' } = {}): Buffer {
  const pieces: Buffer[] = [before];
  const directory: Buffer[] = [];
  let offset = before.length;
  for (const entry of entries) {
    const { name, content, stored = false, flags = 0x0800, listed = {}, behind = Buffer.alloc(0) } = entry;
    const data = stored ? content : deflated(content);
    const { method = stored ? 0 : 8, crc = checksum(content), size = content.length } = entry;
    const local = header(0x04034b50, 30, { flags, method, crc, packed: data.length, size, at: 6 });
    const bytes = Buffer.from(name, 'utf8');
    local.writeUInt16LE(bytes.length, 26);
    const at = offset;
    pieces.push(local, bytes, data, behind);
    offset += local.length + bytes.length + data.length + behind.length;
    const central = header(0x02014b50, 46, {
      flags,
      method: listed.method ?? method,
      crc,
      packed: data.length,
      size: listed.size ?? size,
      at: 8,
    });
    const listedName = Buffer.from(listed.name ?? name, 'utf8');
    central.writeUInt16LE(listedName.length, 28);
    central.writeUInt32LE(at, 42);
    directory.push(central, listedName);
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...pieces, listing, end, Buffer.from(comment, 'latin1')]);
}

/** The members that both headers have in one row, from `at` on. */
function header(
  signature: number,
  length: number,
  { flags, method, crc, packed, size, at }: Record<'flags' | 'method' | 'crc' | 'packed' | 'size' | 'at', number>,
): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, at - 2);
  bytes.writeUInt16LE(flags, at);
  bytes.writeUInt16LE(method, at + 2);
  // 1980-01-01, the first day that ZIP knows.
  bytes.writeUInt16LE(0x21, at + 6);
  bytes.writeUInt32LE(crc, at + 8);
  bytes.writeUInt32LE(packed, at + 12);
  bytes.writeUInt32LE(size, at + 16);
  return bytes;
}
