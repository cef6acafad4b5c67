import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { makeZip } from './archive/make-zip.js';
import { mustEncode } from './encode.js';
import { cell, inline, paragraph, textDocument, workbook } from './office/office-files.js';

/** One valid file per format, in several charsets. All people are invented. */
export interface Sample {
  name: string;
  format: string;
  bytes: Buffer;
}

const CALLS = [
  '受付番号,氏名,電話番号,内容',
  '1,"髙橋 花子",090-1234-5678,"水道料金について\r\n""二重請求""ではないか"',
  '2,﨑山 次郎,,"折り返し希望"',
  '',
].join('\r\n');

const OPINIONS = [
  { 氏名: '山田 一郎', 電話: 9012345678, 意見: { 本文: '図書館を増やして\nほしい', 分類: ['教育', '施設'] } },
  { 氏名: '鈴木 二葉', 電話: null, 意見: { 本文: '\u{20bb7}野家の前の道路が暗い', 分類: [] } },
];

const RESPONSES = '{"id":1,"応対":"山田様へ折り返し"}\n{"id":2,"応対":"\\u9234\\u6728様に\\n資料送付"}\n\n{"id":3}\n';

const VTT =
  'WEBVTT - 通話\n\nNOTE 聞き取りにくい\n\n1\n00:00:01.000 --> 00:00:04.000\n<v オペレーター>お電話ありがとうございます。\n\n' +
  '2\n00:00:04.000 --> 00:00:08.000\n<v お客様>山田と申します。\n電話は090の\n\n00:08.500 --> 00:11.000\n<v お客様>1234の5678です。\n';

const SRT =
  '1\n00:00:01,000 --> 00:00:02,500\nはい、<i>山田</i>です。\n\n2\n00:00:03,000 --> 00:00:04,000\nお願いします。\n';

const TRANSCRIBE = {
  jobName: 'call-0001',
  accountId: '000000000000',
  results: {
    transcripts: [{ transcript: 'お電話ありがとうございます。山田と申します。' }],
    speaker_labels: {
      segments: [{ start_time: '0.0', end_time: '1.0', speaker_label: 'spk_0', items: [] }],
      speakers: 2,
    },
    items: [
      word('お電話', 'spk_0'),
      word('ありがとうございます', 'spk_0'),
      word('。', 'spk_0'),
      word('山田', 'spk_1'),
      word('と申します', 'spk_1'),
      word('。', 'spk_1'),
    ],
  },
  status: 'COMPLETED',
};

function word(content: string, speaker: string) {
  return {
    type: 'pronunciation',
    start_time: '0.0',
    alternatives: [{ confidence: '0.99', content }],
    speaker_label: speaker,
  };
}

const CONTACT_LENS = {
  Version: '1.1.0',
  Channel: 'VOICE',
  JobStatus: 'COMPLETED',
  LanguageCode: 'ja-JP',
  Participants: [
    { ParticipantId: 'p-1', ParticipantRole: 'AGENT' },
    { ParticipantId: 'p-2', ParticipantRole: 'CUSTOMER' },
  ],
  Transcript: [
    {
      ParticipantId: 'p-1',
      Id: 't-1',
      Content: 'ご用件をどうぞ。',
      Items: [{ Content: 'ご用件', BeginOffsetMillis: 0 }],
    },
    { ParticipantId: 'p-2', Id: 't-2', Content: '山田です。', Sentiment: 'NEUTRAL' },
  ],
};

const MEMO = '録音メモ\n山田様より入電。\n\n折り返し 090-1234-5678 まで。\n担当は午後不在。\n';

const HTML =
  '<!DOCTYPE html><html><body><p>山田<b>太郎</b>様<br>連絡先 <a href="mailto:taro@example.jp">メール</a></p></body></html>';

export function mail(): Buffer {
  const subject = mustEncode('水道料金の件', 'iso-2022-jp').toString('base64');
  const table = mustEncode('氏名,電話番号\r\n佐藤 三郎,03-1234-5678\r\n', 'shift_jis').toString('base64');
  const head = [
    `From: =?UTF-8?Q?=E5=B1=B1=E7=94=B0?= <yamada@example.jp>`,
    'To: madoguchi@example.jp',
    `Subject: =?ISO-2022-JP?B?${subject}?=`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="=_b1"',
    '',
    '--=_b1',
    'Content-Type: text/plain; charset=ISO-2022-JP',
    'Content-Transfer-Encoding: 7bit',
    '',
    '',
  ].join('\r\n');
  const tail = [
    '',
    '--=_b1',
    `Content-Type: text/csv; name*=UTF-8''${encodeURIComponent('名簿')}.csv`,
    'Content-Transfer-Encoding: base64',
    '',
    table,
    '--=_b1--',
    '',
  ].join('\r\n');
  const body = mustEncode('山田一郎です。\r\n電話は090-1234-5678です。', 'iso-2022-jp');
  return Buffer.concat([Buffer.from(head), body, Buffer.from(tail)]);
}

/** A RIFF chunk, padded to an even length. */
export function chunk(id: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

export function wav(chunks: Buffer[]): Buffer {
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

/** 8 kHz, mono, 16 bits. */
export function telephoneFormat(): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(16_000, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  return chunk('fmt ', format);
}

export function infoList(members: Record<string, Buffer>): Buffer {
  const parts = Object.entries(members).map(([id, content]) => chunk(id, content));
  return chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...parts]));
}

function archive(): Buffer {
  return makeZip([
    { name: 'calls.csv', content: mustEncode(CALLS, 'shift_jis') },
    { name: mustEncode('髙橋様.txt', 'shift_jis'), content: MEMO, flags: 0, descriptor: 'signed' },
    { name: 'inquiry.eml', content: mail(), method: 0, descriptor: 'signed' },
  ]);
}

function book(): Buffer {
  const header = `<row>${inline('A1', '氏名')}${inline('B1', '電話番号')}</row>`;
  const rows = `<row>${cell('A2', '0', 't="s"')}${cell('B2', '9012345678', 's="1"')}</row>`;
  return workbook({ sheets: { 名簿: header + rows }, strings: ['<t>山田 太郎</t>'], formats: ['000-0000-0000'] });
}

export const SAMPLES: readonly Sample[] = [
  { name: 'calls.csv', format: 'csv', bytes: mustEncode(CALLS, 'shift_jis') },
  { name: 'calls-utf16.csv', format: 'csv', bytes: Buffer.from(`\ufeff${CALLS}`, 'utf16le') },
  { name: 'calls.tsv', format: 'csv', bytes: mustEncode('日時\t氏名\n2026/04/01\t山田\n2026/04/02\t鈴木\n', 'euc-jp') },
  { name: 'opinions.json', format: 'json', bytes: Buffer.from(JSON.stringify(OPINIONS, undefined, 2)) },
  { name: 'wrapped.json', format: 'json', bytes: Buffer.from(JSON.stringify({ 件数: 2, items: OPINIONS })) },
  { name: 'one.json', format: 'json', bytes: Buffer.from(`\ufeff${JSON.stringify(OPINIONS[0])}`) },
  { name: 'responses.jsonl', format: 'jsonl', bytes: Buffer.from(RESPONSES) },
  { name: 'call.vtt', format: 'webvtt', bytes: Buffer.from(VTT) },
  { name: 'call.srt', format: 'srt', bytes: Buffer.from(SRT) },
  { name: 'transcribe.json', format: 'transcribe-json', bytes: Buffer.from(JSON.stringify(TRANSCRIBE)) },
  { name: 'contact-lens.json', format: 'transcribe-json', bytes: Buffer.from(JSON.stringify(CONTACT_LENS)) },
  { name: 'memo.txt', format: 'text', bytes: mustEncode(MEMO, 'utf-8') },
  { name: 'memo-jis.txt', format: 'text', bytes: mustEncode(MEMO, 'iso-2022-jp') },
  { name: 'memo-utf16be.txt', format: 'text', bytes: mustEncode(MEMO, 'utf-16be') },
  { name: 'page.html', format: 'html', bytes: Buffer.from(HTML) },
  { name: 'calls.zip', format: 'zip', bytes: archive() },
  { name: 'calls.csv.gz', format: 'gzip', bytes: gzipSync(mustEncode(CALLS, 'shift_jis')) },
  { name: 'list.xlsx', format: 'xlsx', bytes: book() },
  { name: 'memo.docx', format: 'docx', bytes: textDocument(paragraph('山田', '太郎様') + paragraph('折り返し')) },
  { name: 'inquiry.eml', format: 'eml', bytes: mail() },
  {
    name: 'call.wav',
    format: 'wav',
    bytes: wav([
      telephoneFormat(),
      infoList({ INAM: mustEncode('山田様との通話\0', 'shift_jis') }),
      chunk('data', Buffer.alloc(160, 7)),
    ]),
  },
];
