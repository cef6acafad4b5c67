import { HAS_DESCRIPTOR, LOCAL_HEADER } from './archive/zip-headers.js';

/** Formats known by their first bytes; of those that are not read the review list says at least what they are. */
const MAGICS: readonly { format: string; at?: number; bytes: string }[] = [
  { format: 'pdf', bytes: '%PDF-' },
  { format: 'gzip', bytes: '\x1f\x8b\x08' },
  { format: 'bzip2', at: 4, bytes: '1AY&SY' },
  { format: 'xz', bytes: '\xfd7zXZ\0' },
  { format: 'zstd', bytes: '\x28\xb5\x2f\xfd' },
  { format: '7z', bytes: '7z\xbc\xaf\x27\x1c' },
  { format: 'rar', bytes: 'Rar!\x1a\x07' },
  { format: 'cab', bytes: 'MSCF\0\0\0\0' },
  { format: 'lzh', at: 2, bytes: '-lh' },
  { format: 'ole2', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
  { format: 'rtf', bytes: '{\\rtf' },
  { format: 'png', bytes: '\x89PNG\r\n\x1a\n' },
  { format: 'jpeg', bytes: '\xff\xd8\xff' },
  { format: 'gif', bytes: 'GIF87a' },
  { format: 'gif', bytes: 'GIF89a' },
  { format: 'tiff', bytes: 'II*\0' },
  { format: 'tiff', bytes: 'MM\0*' },
  { format: 'heif', at: 4, bytes: 'ftyphei' },
  { format: 'mp4', at: 4, bytes: 'ftyp' },
  { format: 'ogg', bytes: 'OggS' },
  { format: 'flac', bytes: 'fLaC' },
  { format: 'mp3', bytes: 'ID3\x02\0' },
  { format: 'mp3', bytes: 'ID3\x03\0' },
  { format: 'mp3', bytes: 'ID3\x04\0' },
  { format: 'amr', bytes: '#!AMR' },
  { format: 'au', bytes: '.snd' },
  { format: 'aiff', at: 8, bytes: 'AIFF' },
  { format: 'avi', at: 8, bytes: 'AVI ' },
  { format: 'asf', bytes: '\x30\x26\xb2\x75\x8e\x66\xcf\x11' },
  { format: 'matroska', bytes: '\x1a\x45\xdf\xa3' },
  { format: 'sqlite', bytes: 'SQLite format 3\0' },
  { format: 'elf', bytes: '\x7fELF' },
  { format: 'parquet', bytes: 'PAR1' },
];

/** Office Open XML is ZIP: folders of its parts, which the local headers of a file's beginning name. */
const OFFICE_PARTS: readonly [RegExp, string][] = [
  [/^word\/(?:[^/]+|_rels\/.*)\.(?:xml|rels)$/, 'docx'],
  [/^xl\/(?:[^/]+|_rels\/.*|worksheets\/.*|theme\/.*)\.(?:xml|rels|bin)$/, 'xlsx'],
  [/^ppt\/(?:[^/]+|_rels\/.*|slides\/.*)\.(?:xml|rels)$/, 'pptx'],
];

/** Name of the binary format that `head` begins with, `wav` among them; undefined when it is none that is known. */
export function binaryFormat(head: Buffer): string | undefined {
  const text = head.toString('latin1', 0, 64);
  if (/^(?:RIFF|RIFX|RF64|BW64)/.test(text) && text.startsWith('WAVE', 8)) return 'wav';
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return zipFormat(head);
  for (const { format, at = 0, bytes } of MAGICS) if (text.startsWith(bytes, at)) return format;
  return isMp3Frame(head) ? 'mp3' : undefined;
}

/** Follows the local headers, so that an Office document stored in an archive does not speak for the archive. */
function zipFormat(head: Buffer): string {
  for (let at = 0; at >= 0 && at + 30 <= head.length && head.readUInt32LE(at) === LOCAL_HEADER; ) {
    const nameEnd = at + 30 + head.readUInt16LE(at + 26);
    const name = head.toString('latin1', at + 30, nameEnd);
    for (const [pattern, format] of OFFICE_PARTS) if (pattern.test(name)) return format;
    const content = nameEnd + head.readUInt16LE(at + 28);
    const isSizeBehind = (head.readUInt16LE(at + 6) & HAS_DESCRIPTOR) !== 0;
    at = isSizeBehind ? head.indexOf('PK\x03\x04', content, 'latin1') : content + head.readUInt32LE(at + 18);
  }
  return 'zip';
}

/** MPEG audio without a tag: two frames, one right behind the other (FF FE alone is a byte order mark). */
function isMp3Frame(head: Buffer): boolean {
  const length = mp3FrameLength(head, 0);
  return length !== undefined && mp3FrameLength(head, length) !== undefined;
}

/** @see ISO/IEC 11172-3, 2.4.1.3 and 13818-3: layer III, kbit/s by version */
const BITRATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** Bytes of the frame whose header stands at `at`; undefined when none does. */
export function mp3FrameLength(head: Buffer, at: number): number | undefined {
  if (at + 4 > head.length || head[at] !== 0xff) return undefined;
  const second = head[at + 1] ?? 0;
  const third = head[at + 2] ?? 0;
  const version = (second >> 3) & 3;
  const isLayer3 = (second & 0xe6) === 0xe2;
  const kilobits = (version === 3 ? BITRATES_1 : BITRATES_2)[third >> 4];
  const rate = SAMPLE_RATES[(third >> 2) & 3];
  if (!isLayer3 || version === 1 || !kilobits || !rate) return undefined;
  const samplesPerByte = version === 3 ? 144 : 72;
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4;
  return Math.floor((samplesPerByte * kilobits * 1000) / (rate / divisor)) + ((third >> 1) & 1);
}
