import {
  atom,
  dataAtom,
  flac,
  id3,
  id3v1,
  mp3Frames,
  mp4,
  ogg,
  vorbisComment,
} from '../../records/audio/audio-files.js';
import { MARKER } from '../promises.js';
import { readingTarget } from '../reading.js';
import { type Seed, whole } from '../target.js';

const text = Buffer.from(`\x03${MARKER}`);
const utf16 = Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(`山田\0${MARKER}`, 'utf16le')]);

function chunk(id: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

const wave: Seed = {
  parts: [
    Buffer.from('010001401f0000803e000002001000'.padEnd(32, '0'), 'hex'),
    Buffer.concat([
      Buffer.from('INFO'),
      chunk('ICMT', Buffer.from(`${MARKER}\0`)),
      chunk('INAM', Buffer.from([0x8e, 0x52, 0x93, 0x63, 0])),
    ]),
    Buffer.from(`<BWFXML><NOTE>${MARKER}</NOTE></BWFXML>`),
    id3(3, [['TIT2', text]]),
  ],
  build: ([format, list, xml, tag]) =>
    chunk(
      'RIFF',
      Buffer.concat([
        Buffer.from('WAVE'),
        chunk('fmt ', format!),
        chunk('LIST', list!),
        chunk('bext', Buffer.alloc(602, MARKER)),
        chunk('iXML', xml!),
        chunk('id3 ', tag!),
        chunk('data', Buffer.alloc(160, 7)),
      ]),
    ),
};

const tagged = (version: number): Seed => ({
  parts: [text, utf16, Buffer.from(`\0jpn${MARKER}\0${MARKER}`), Buffer.from(`\0image/png\0\x03\0${MARKER}`)],
  build: ([title, artist, comment, picture]) => {
    const names = version === 2 ? ['TT2', 'TP1', 'COM', 'PIC'] : ['TIT2', 'TPE1', 'COMM', 'APIC'];
    const frames = [title!, artist!, comment!, picture!].map((content, index) => [names[index]!, content] as const);
    return Buffer.concat([id3(version, frames), mp3Frames(3), id3v1('t', Buffer.from(MARKER), 'c')]);
  },
});

const comments: Seed['parts'] = [vorbisComment([`TITLE=${MARKER}`, 'ARTIST=山田', MARKER])];
const head = Buffer.from('\x01vorbis\0\0\0\0\x01\x40\x1f\0\0', 'latin1');

const movie: Seed = {
  parts: [
    dataAtom(1, Buffer.from(MARKER)),
    dataAtom(2, Buffer.from(MARKER, 'utf16le')),
    atom('cprt', Buffer.from(`\0\0\0\0\x2a\x0e${MARKER}\0`, 'latin1')),
  ],
  build: ([name, comment, user]) =>
    mp4(
      [atom('\xa9nam', name!), atom('\xa9cmt', comment!), atom('----', [atom('mean', Buffer.alloc(4)), name!])],
      [user!],
      200,
      false,
    ),
};

/** Recordings: what stands beside the sound. */
export const audio = [
  readingTarget('audio/wav', ['wav'], () => [wave], { weight: 2 }),
  readingTarget('audio/mp3', ['mp3'], () => [tagged(2), tagged(3), tagged(4), whole(mp3Frames(3))], { weight: 2 }),
  readingTarget('audio/mp4', ['mp4'], () => [
    movie,
    { ...movie, build: (parts) => mp4([atom('\xa9nam', parts[0]!)], [], 99, true) },
  ]),
  readingTarget('audio/ogg', ['ogg'], () => [
    { parts: comments, build: ([one]) => ogg([head, Buffer.concat([Buffer.from('\x03vorbis'), one!])], 300) },
    {
      parts: comments,
      build: ([one]) => ogg([Buffer.from('OpusHead\x01\x01'), Buffer.concat([Buffer.from('OpusTags'), one!])], 300),
    },
  ]),
  readingTarget('audio/flac', ['flac'], () => [
    {
      parts: [Buffer.alloc(34, 1), comments[0]!],
      build: ([info, one]) =>
        flac(
          [
            [0, info!],
            [4, one!],
            [6, Buffer.alloc(40)],
          ],
          100,
        ),
    },
  ]),
];
