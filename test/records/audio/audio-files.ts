import { Buffer } from 'node:buffer';

/** 128 kbit/s, 44.1 kHz. */
export function mp3Frame(): Buffer {
  const frame = Buffer.alloc(417, 0x55);
  frame.set([0xff, 0xfb, 0x90, 0x64]);
  return frame;
}

export function mp3Frames(count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, mp3Frame));
}

function synchsafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));
}

function uint32(value: number, little = false): Buffer {
  const bytes = Buffer.alloc(4);
  if (little) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
}

/** An ID3v2 tag. @param frames - id, content, second byte of the flags */
export function id3(version: number, frames: readonly (readonly [string, Buffer, number?])[]): Buffer {
  const body = Buffer.concat(
    frames.flatMap(([id, content, flags = 0]) => {
      if (version === 2) return [Buffer.from(id), uint32(content.length).subarray(1), content];
      const length = version === 4 ? synchsafe(content.length) : uint32(content.length);
      return [Buffer.from(id), length, Buffer.from([0, flags]), content];
    }),
  );
  return Buffer.concat([Buffer.from('ID3'), Buffer.from([version, 0, 0]), synchsafe(body.length), body]);
}

export function id3v1(title: string, artist: Buffer, comment: string): Buffer {
  const tag = Buffer.alloc(128);
  tag.write(`TAG${title}`, 'latin1');
  artist.copy(tag, 33);
  tag.write(comment, 97, 'latin1');
  return tag;
}

export function vorbisComment(comments: readonly string[]): Buffer {
  const vendor = Buffer.from('writer');
  const entries = comments.flatMap((comment) => {
    const bytes = Buffer.from(comment);
    return [uint32(bytes.length, true), bytes];
  });
  return Buffer.concat([uint32(vendor.length, true), vendor, uint32(comments.length, true), ...entries]);
}

/** One stream: each header packet on pages of its own, then sound on the last page. */
export function ogg(packets: readonly Buffer[], soundBytes: number): Buffer {
  const pages: Buffer[] = [];
  for (const packet of packets) {
    const sizes = [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255];
    let at = 0;
    for (let from = 0; from < sizes.length; from += 255) {
      const lacing = sizes.slice(from, from + 255);
      const length = lacing.reduce((sum, size) => sum + size, 0);
      pages.push(page(0n, 0, lacing, packet.subarray(at, at + length)));
      at += length;
    }
  }
  const lacing = [...Array.from({ length: Math.floor(soundBytes / 255) }, () => 255), soundBytes % 255];
  pages.push(page(960n, 4, lacing, Buffer.alloc(soundBytes, 9)));
  return Buffer.concat(pages);
}

function page(granule: bigint, flags: number, lacing: number[], body: Buffer): Buffer {
  const header = Buffer.alloc(27);
  header.write('OggS');
  header[5] = flags;
  header.writeBigInt64LE(granule, 6);
  header.writeUInt32LE(77, 14);
  header[26] = lacing.length;
  return Buffer.concat([header, Buffer.from(lacing), body]);
}

export function flac(blocks: readonly (readonly [number, Buffer])[], soundBytes: number): Buffer {
  const parts = blocks.flatMap(([type, content], index) => {
    const last = index === blocks.length - 1 ? 0x80 : 0;
    return [Buffer.from([type | last]), uint32(content.length).subarray(1), content];
  });
  return Buffer.concat([Buffer.from('fLaC'), ...parts, Buffer.alloc(soundBytes, 9)]);
}

export function atom(type: string, content: Buffer | readonly Buffer[]): Buffer {
  const body = Buffer.isBuffer(content) ? content : Buffer.concat(content as Buffer[]);
  return Buffer.concat([uint32(body.length + 8), Buffer.from(type, 'latin1'), body]);
}

/** @param kind - well-known type: 1 UTF-8, 2 UTF-16, 3 CP932, 13 JPEG */
export function dataAtom(kind: number, text: Buffer): Buffer {
  return atom('data', Buffer.concat([uint32(kind), Buffer.alloc(4), text]));
}

export function mp4(
  ilst: readonly Buffer[],
  userData: readonly Buffer[],
  soundBytes: number,
  soundFirst: boolean,
): Buffer {
  const handler = atom('hdlr', Buffer.alloc(25));
  const meta = atom('meta', [Buffer.alloc(4), handler, atom('ilst', ilst)]);
  const moov = atom('moov', [atom('mvhd', Buffer.alloc(100)), atom('udta', [...userData, meta])]);
  const sound = atom('mdat', Buffer.alloc(soundBytes, 9));
  return Buffer.concat([atom('ftyp', Buffer.from('M4A \0\0\0\0')), ...(soundFirst ? [sound, moov] : [moov, sound])]);
}
