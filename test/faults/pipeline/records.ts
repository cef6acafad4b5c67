import { createHash } from 'node:crypto';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a system has stored. Nobody in it is real. */
export interface Original {
  system: string;
  key: string;
  sha256: string;
  /** Stands in the content and nowhere else. */
  mark: string;
}

/** Recordings are large beside the rest; together about 4 MB. */
const RECORDINGS = 16;
const TEXTS = 12;
const SECONDS_PER_RECORDING = [4, 12, 20, 28];
const BYTES_PER_SECOND = 16_000;

/** The same records each time: what two services make of them can be compared. */
export function originals(): Original[] {
  return [...records()].map(([path, content, mark]) => {
    const [system = '', ...key] = path.split('/');
    return { system, key: key.join('/'), sha256: createHash('sha256').update(content).digest('hex'), mark };
  });
}

export async function placeRecords(data: string): Promise<void> {
  for (const [i, [path, content]] of [...records()].entries()) {
    const file = join(data, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    const at = new Date(`2026-0${1 + (i % 3)}-15T03:00:00Z`);
    await utimes(file, at, at);
  }
}

/** Words of persons in contents and names: none of them may be in a log, an error, or a file of kimitsu's own. */
export function personalWords(originals: readonly Original[]): string[] {
  const stems = originals.map(({ key }) => key.replace(/^.*\//, '').replace(/\.\w+$/, ''));
  const numbers = stems.filter((stem) => /^0\d{9}/.test(stem)).map((stem) => stem.slice(0, 11));
  return [...originals.map(({ mark }) => mark), ...numbers, ...surnames()];
}

const surnames = (): string[] => Array.from({ length: TEXTS }, (_, i) => `架空山${numeral(i)}郎`);
const numeral = (i: number): string => '一二三四五六七八九十百千'[i] ?? '万';

function* records(): Generator<[path: string, content: Buffer, mark: string]> {
  for (let i = 0; i < RECORDINGS; i++) {
    const mark = markOf('recording', i);
    yield [`pbx/recordings/0909999${1000 + i}_20260115.wav`, recording(i, mark), mark];
  }
  for (let i = 0; i < TEXTS; i++) {
    const person = `架空山${numeral(i)}郎`;
    const phone = `090-9999-${2000 + i}`;
    const texts: Record<string, string> = {
      [`pbx/memo/memo-${i}.txt`]: `氏名：${person}様より、税の納付について。折返し ${phone}`,
      [`citizens-voice/2026/voice-${i}.txt`]: `${person}（${phone}）です。道路の穴を直してください。`,
      [`response-history/history-${i}.csv`]: `受付日,氏名,電話番号\n2026-01-20,${person},${phone}\n`,
      [`inquiry-form/public/faq-${i}.txt`]: '窓口の受付時間は、平日の午前９時から午後５時30分までです。',
      [`inquiry-form/public/tender-${i}.txt`]:
        '取引先の株式会社架空商事との契約交渉に関する社外秘の資料です。入札の予定価格は公表前であり、取扱注意とします。',
    };
    for (const [path, text] of Object.entries(texts)) {
      const mark = markOf(path, i);
      yield [path, Buffer.from(`${text}\n${mark}\n`), mark];
    }
  }
}

/** Looks like nothing that a person is told by. */
function markOf(of: string, i: number): string {
  const letters = createHash('sha256').update(`${of} ${i}`).digest('hex').replace(/\d/g, '');
  return `mark${letters.slice(0, 16)}`;
}

/** A WAV file of noise with the mark in it. */
function recording(i: number, mark: string): Buffer {
  const seconds = SECONDS_PER_RECORDING[i % SECONDS_PER_RECORDING.length] ?? 1;
  const sound = Buffer.alloc(seconds * BYTES_PER_SECOND, createHash('sha256').update(`sound ${i}`).digest());
  sound.write(mark, sound.byteLength / 2);
  const header = Buffer.alloc(44);
  header.write('RIFF');
  header.writeUInt32LE(36 + sound.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(BYTES_PER_SECOND / 2, 24);
  header.writeUInt32LE(BYTES_PER_SECOND, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(sound.byteLength, 40);
  return Buffer.concat([header, sound]);
}
