import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { enforce } from '../../src/app/enforce.js';
import { listReview, type ReviewItem } from '../../src/app/review.js';
import type { RunSummary } from '../../src/run/runner.js';
import { type SmallService, smallService } from '../support/small-service.js';

const wav = (declared: number, held: number): Buffer => {
  const bytes = Buffer.alloc(44 + held);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + declared, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(16000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(declared, 40);
  return bytes;
};

/** Bytes without any text: a fixed sequence, so that a failure can be repeated. */
const noText = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 167 + 13 * (index >> 3)) & 0xff));

const LONG_LINE = 200 * 1024 * 1024;

async function longLine(service: SmallService, path: string): Promise<void> {
  const file = join(service.dir, 'data', path);
  await mkdir(join(file, '..'), { recursive: true });
  const chunk = Buffer.from('あ'.repeat(349_525));
  await pipeline(
    Readable.from(
      (function* () {
        for (let bytes = 0; bytes < LONG_LINE; bytes += chunk.byteLength) yield chunk;
      })(),
    ),
    createWriteStream(file),
  );
}

describe('bad input is level 3, on the review list with a named reason, and stops nothing', () => {
  let service: SmallService;
  let summary: RunSummary;
  let review: Map<string, ReviewItem>;

  beforeAll(async () => {
    service = await smallService({
      'pbx/public/truncated.wav': wav(16_000, 500),
      'pbx/public/quote.csv': '番号,内容\n1,"閉じない引用符\n2,次の行\n',
      'pbx/public/cut.json': '{"お知らせ": ["窓口の受付時間は", "平日の',
      'pbx/public/no-text.txt': noText,
      'pbx/public/empty.csv': '',
      'pbx/public/good.txt': '窓口の受付時間は、平日の午前９時から午後５時30分までです。',
    });
    await longLine(service, 'pbx/public/long-line.txt');
    summary = await service.open((workspace) => classify(workspace), { detector: true });
    const items = await service.open((workspace) => listReview(workspace, true));
    review = new Map(items.map((item) => [item.name, item]));
  }, 120_000);

  it('the run goes on and counts them', () => {
    expect(summary).toMatchObject({ planned: 7, done: 7, failed: 0 });
    expect(review.size).toBe(6);
    expect(review.has('public/good.txt')).toBe(false);
  });

  it.each`
    file                      | code
    ${'public/truncated.wav'} | ${'records/truncated-audio'}
    ${'public/quote.csv'}     | ${'records/broken-quote'}
    ${'public/cut.json'}      | ${'records/broken-json'}
    ${'public/no-text.txt'}   | ${'records/unknown-format'}
    ${'public/empty.csv'}     | ${'records/empty'}
    ${'public/long-line.txt'} | ${'records/line-too-long'}
  `('$file: $code', ({ file, code }) => {
    expect(review.get(file)).toMatchObject({ level: 3 });
    expect(review.get(file)?.reasons.map((reason) => reason.code)).toContain(code);
  });

  it('all of them are protected like any other, also the 0-byte and the 200 MB one', async () => {
    const { summary: protection } = await service.open((workspace) => enforce(workspace));
    expect(protection).toMatchObject({ planned: 7, done: 7, failed: 0 });
  }, 120_000);
});
