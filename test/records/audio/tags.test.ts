import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../support/thorough.js';
import { mustEncode } from '../encode.js';
import { codes, readAll, shown } from '../read-all.js';
import { atom, dataAtom, flac, id3, id3v1, mp3Frame, mp3Frames, mp4, ogg, vorbisComment } from './audio-files.js';

async function read(bytes: Buffer, format: string) {
  const { records, problems, summary } = await readAll(bytes, 'a.bin', 13);
  expect(summary.format).toBe(format);
  expect(summary.examinedBytes + summary.unexaminedBytes).toBe(bytes.length);
  return { record: shown(records)[0], problems: codes(problems), summary };
}

const sjis = (text: string) => mustEncode(text, 'shift_jis');
const latin = (text: Buffer) => Buffer.concat([Buffer.from([0]), text]);

describe('MP3', () => {
  it.each`
    what                       | frame                                                                                        | version
    ${'CP932 told as Latin-1'} | ${latin(sjis('山田様との通話'))}                                                             | ${3}
    ${'CP932 told as UTF-8'}   | ${Buffer.concat([Buffer.from([3]), sjis('山田様との通話\0')])}                               | ${4}
    ${'UTF-16 with mark'}      | ${Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from('山田様との通話\0', 'utf16le')])} | ${3}
    ${'UTF-16BE'}              | ${Buffer.concat([Buffer.from([2]), mustEncode('山田様との通話', 'utf-16be')])}               | ${4}
    ${'UTF-8'}                 | ${Buffer.concat([Buffer.from([3]), Buffer.from('山田様との通話')])}                          | ${4}
    ${'version 2.2'}           | ${latin(sjis('山田様との通話'))}                                                             | ${2}
  `('title in $what is read', async ({ frame, version }) => {
    const tag = id3(version, [[version === 2 ? 'TT2' : 'TIT2', frame]]);
    const { record, problems, summary } = await read(Buffer.concat([tag, mp3Frames(3)]), 'mp3');
    expect(record).toBe('document: ID3/title=山田様との通話');
    expect(problems).toEqual([]);
    expect(summary.unexaminedBytes).toBe(3 * 417);
  });

  it('has comments, named texts, links, pictures by their description, and tags behind the sound', async () => {
    const compressed = Buffer.concat([Buffer.alloc(4), deflateSync(latin(Buffer.from('packed')))]);
    const tag = id3(3, [
      ['COMM', Buffer.concat([latin(Buffer.from('jpn')), Buffer.from('memo\0'), sjis('折り返し')])],
      ['TXXX', Buffer.concat([latin(Buffer.from('caller\0')), Buffer.from('090-1234-5678')])],
      ['WOAS', Buffer.from('https://example.jp/')],
      ['APIC', Buffer.concat([latin(Buffer.from('image/png\0\x03')), Buffer.from('photo\0'), Buffer.alloc(900, 1)])],
      ['TALB', compressed, 0x80],
      ['TIT3', Buffer.from('secret'), 0x40],
    ]);
    const bytes = Buffer.concat([tag, mp3Frames(2), id3v1('title', sjis('佐藤'), 'note')]);
    const { record, summary } = await read(bytes, 'mp3');
    expect(record).toBe(
      'document: ID3/comment=memo\n折り返し, ID3/caller=090-1234-5678, ID3/link=https://example.jp/, ID3/APIC=photo, ID3/album=packed, ID3v1/title=title, ID3v1/artist=佐藤, ID3v1/comment=note',
    );
    expect(summary.unexaminedBytes).toBe(2 * 417);
  });

  it('cut inside a frame or inside its tag is truncated', async () => {
    const tag = id3(3, [['TIT2', latin(Buffer.from('abc'))]]);
    const whole = Buffer.concat([tag, mp3Frames(3)]);
    expect((await read(whole.subarray(0, -5), 'mp3')).problems).toEqual([
      `records/truncated-audio byte ${whole.length - 5}`,
    ]);
    expect((await read(tag.subarray(0, 20), 'mp3')).problems).toEqual(['records/truncated-audio byte 20']);
  });
});

describe('Ogg', () => {
  const comment = vorbisComment([
    'TITLE=山田様との通話',
    'caller=090-1234-5678',
    'METADATA_BLOCK_PICTURE=AAAA',
    'plain',
  ]);
  const texts =
    'document: VorbisComment/title=山田様との通話, VorbisComment/caller=090-1234-5678, VorbisComment/comment=plain';

  it.each`
    codec       | first                                      | second
    ${'vorbis'} | ${Buffer.from('\x01vorbis....', 'latin1')} | ${Buffer.concat([Buffer.from('\x03vorbis', 'latin1'), comment])}
    ${'opus'}   | ${Buffer.from('OpusHead....')}             | ${Buffer.concat([Buffer.from('OpusTags'), comment])}
    ${'flac'}   | ${Buffer.from('\x7fFLAC....', 'latin1')}   | ${Buffer.concat([Buffer.from([4, 0, 0, 9]), comment])}
    ${'speex'}  | ${Buffer.from('Speex   1.2')}              | ${comment}
  `('$codec is read', async ({ codec, first, second }) => {
    const { record, problems, summary } = await read(ogg([first, second], 1000), 'ogg');
    expect(record).toBe(texts);
    expect(problems).toEqual([]);
    expect(summary.facts).toEqual({ audioBytes: 1000, codec });
  });

  it('with a comment over several pages is read', async () => {
    const long = vorbisComment([`LYRICS=${'山'.repeat(30_000)}`]);
    const bytes = ogg([Buffer.from('OpusHead'), Buffer.concat([Buffer.from('OpusTags'), long])], 10);
    expect((await readAll(bytes, 'a')).records[0]?.fields[0]?.text).toHaveLength(30_000);
  });

  it('without its last page, or damaged, is named', async () => {
    const bytes = ogg([Buffer.from('OpusHead'), Buffer.concat([Buffer.from('OpusTags'), comment])], 1000);
    expect((await read(bytes.subarray(0, -1), 'ogg')).problems[0]).toMatch(/^records\/truncated-audio/);
    const lastPage = bytes.lastIndexOf('OggS');
    expect((await read(bytes.subarray(0, lastPage), 'ogg')).problems[0]).toMatch(/^records\/truncated-audio/);
    const broken = Buffer.from(bytes);
    broken.write('xxxx', lastPage);
    expect((await read(broken, 'ogg')).problems).toEqual([`records/broken-chunk byte ${lastPage}`]);
  });
});

describe('FLAC', () => {
  it('has comments and descriptions of pictures', async () => {
    const bytes = flac(
      [
        [4, vorbisComment(['ARTIST=佐藤'])],
        [6, picture('写真')],
      ],
      500,
    );
    const { record, problems, summary } = await read(bytes, 'flac');
    expect(record).toBe('document: VorbisComment/artist=佐藤, FLAC/picture=写真');
    expect(problems).toEqual([]);
    expect(summary.unexaminedBytes).toBe(500);
    expect((await read(bytes.subarray(0, 30), 'flac')).problems).toEqual(['records/truncated-audio byte 30']);
  });

  function picture(description: string): Buffer {
    const text = Buffer.from(description);
    const head = Buffer.alloc(8);
    const length = Buffer.alloc(4);
    head.writeUInt32BE(0, 4);
    length.writeUInt32BE(text.length);
    return Buffer.concat([head, length, text, Buffer.alloc(20)]);
  }
});

describe('MP4', () => {
  const named = atom('----', [
    atom('mean', Buffer.from('\0\0\0\0com.example')),
    atom('name', Buffer.from('\0\0\0\0caller')),
    dataAtom(1, Buffer.from('090-1234-5678')),
  ]);

  it('has the items of ilst, in UTF-8, UTF-16 and CP932, whether it stands before or behind the sound', async () => {
    const ilst = [
      atom('©nam', [dataAtom(1, Buffer.from('山田様との通話'))]),
      atom('©cmt', [dataAtom(3, sjis('折り返し'))]),
      atom('©ART', [dataAtom(2, mustEncode('佐藤', 'utf-16be'))]),
      atom('covr', [dataAtom(13, Buffer.alloc(100))]),
      named,
    ];
    for (const soundFirst of [true, false]) {
      const bytes = mp4(ilst, [], 300, soundFirst);
      const { record, problems, summary } = await read(bytes, 'mp4');
      expect(record).toBe(
        'document: MP4/title=山田様との通話, MP4/comment=折り返し, MP4/artist=佐藤, MP4/caller=090-1234-5678',
      );
      expect(problems).toEqual([]);
      expect(summary.facts).toEqual({ audioBytes: 300 });
    }
  });

  it('has texts of QuickTime and 3GPP', async () => {
    const quickTime = Buffer.concat([Buffer.from([0, 6, 0x15, 0xc7]), Buffer.from('山田')]);
    const threeGpp = Buffer.concat([Buffer.alloc(6), Buffer.from('佐藤様\0')]);
    const { record } = await read(mp4([], [atom('©nam', quickTime), atom('auth', threeGpp)], 10, true), 'mp4');
    expect(record).toBe('document: MP4/title=山田, MP4/author=佐藤様');
  });

  it('cut, or without its table of contents, is truncated', async () => {
    const bytes = mp4([named], [], 300, false);
    expect((await read(bytes.subarray(0, -10), 'mp4')).problems).toEqual([
      `records/truncated-audio byte ${bytes.length - 10}`,
    ]);
    const noMoov = mp4([named], [], 300, true).subarray(0, 300 + 8 + 16);
    expect((await read(noMoov, 'mp4')).problems[0]).toMatch(/^records\/truncated-audio/);
  });
});

describe('any recording', () => {
  const samples = [
    Buffer.concat([id3(4, [['TIT2', latin(sjis('山田様'))]]), mp3Frames(2), id3v1('t', sjis('佐'), 'n')]),
    ogg([Buffer.from('OpusHead'), Buffer.concat([Buffer.from('OpusTags'), vorbisComment(['A=山'])])], 100),
    flac([[4, vorbisComment(['A=山'])]], 50),
    mp4([atom('©nam', [dataAtom(1, Buffer.from('山田'))])], [], 50, true),
  ];

  it('is read alike however it is cut, and never throws when it is damaged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        async (sample, changes, size, cut) => {
          const bytes = Buffer.from(sample.subarray(0, cut % 3 === 0 ? cut % sample.length : sample.length));
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          const whole = await readAll(bytes);
          expect(whole.summary.examinedBytes + whole.summary.unexaminedBytes).toBe(bytes.length);
          expect(await readAll(bytes, 'file', size)).toEqual(whole);
        },
      ),
      { seed: 21, numRuns: runs(300) },
    );
  });

  it('of an hour passes frame by frame without being held', async () => {
    const piece = Buffer.concat(Array.from({ length: 150 }, () => mp3Frame()));
    const { summary } = await readAll(Buffer.concat(Array.from({ length: 900 }, () => piece)));
    expect(summary.facts).toEqual({ audioBytes: 900 * 150 * 417 });
  });
});
