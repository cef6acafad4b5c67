import { mustEncode } from '../../records/encode.js';
import { MARKER } from '../promises.js';
import { readingTarget } from '../reading.js';
import { type Seed, whole } from '../target.js';

const CSV = `受付番号,氏名,${MARKER}\r\n1,"${MARKER} 花子","水道\r\n""料金"""\r\n2,﨑山,\r\n`;
const RECORD = {
  id: 1,
  氏名: MARKER,
  [MARKER]: [1, null, { 本文: `${MARKER}\n図書館`, 深: [[[]]] }],
  数: 1.5e3,
  真: true,
};
const MEMO = `録音メモ\r\n${MARKER}様より入電。\n\n折り返し 090-1234-5678 まで。\n`;
const CAPTIONS = `1\n00:00:01,000 --> 00:00:02,500\n<i>${MARKER}</i>です。\n\n2\n00:00:03,000 --> 00:00:04,000\nお願い\n`;
const VTT = `WEBVTT - 通話\n\nNOTE ${MARKER}\n\nSTYLE\n::cue {}\n\n${MARKER}\n00:01.000 --> 00:04.000 align:start\n<v ${MARKER}>お電話<c.x>です</c>\n`;
const HTML = `<!DOCTYPE html><html><head><title>${MARKER}</title><script>var a="${MARKER}"</script></head><body><p title="${MARKER}">山田&amp;&#x592a;<br><!-- ${MARKER} --><a href="mailto:a@b">x</a></p></body></html>`;
const SPEECH = {
  jobName: MARKER,
  results: {
    transcripts: [{ transcript: `${MARKER}です。` }],
    speaker_labels: { speakers: 2, segments: [{ speaker_label: 'spk_0', items: [] }] },
    items: [
      {
        type: 'pronunciation',
        start_time: '0.0',
        alternatives: [{ confidence: '0.9', content: MARKER }],
        speaker_label: 'spk_0',
      },
      { type: 'punctuation', alternatives: [{ content: '。' }] },
    ],
  },
};
const LENS = {
  JobStatus: 'COMPLETED',
  Participants: [{ ParticipantId: 'a', ParticipantRole: MARKER }],
  Transcript: [{ ParticipantId: 'a', Content: `${MARKER}です。`, Items: [] }],
};

const CHARSETS = ['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'utf-16le', 'utf-16be'];

/** The text in each charset that has all its characters. */
function inCharsets(text: string): Seed[] {
  return CHARSETS.filter((charset) => charset !== 'euc-jp' || !text.includes('﨑')).map((charset) =>
    whole(mustEncode(charset === 'iso-2022-jp' ? text.replaceAll('﨑', '崎') : text, charset)),
  );
}

const json = (...values: unknown[]): Seed[] => values.map((value) => whole(JSON.stringify(value)));

/** Records in formats that are text. */
export const textFormats = [
  readingTarget('records/csv', ['csv'], () => [...inCharsets(CSV), whole(CSV.replaceAll(',', '\t'))], { weight: 3 }),
  readingTarget('records/json', ['json'], () => [...json(RECORD, [RECORD, RECORD], { items: [RECORD], n: 1 })], {
    weight: 2,
  }),
  readingTarget('records/jsonl', ['jsonl'], () => [
    whole(`${JSON.stringify(RECORD)}\n\n${JSON.stringify(RECORD)}\r\n[1]`),
  ]),
  readingTarget('records/text', ['text'], () => inCharsets(MEMO), { weight: 3 }),
  readingTarget('records/captions', ['webvtt', 'srt'], () => [...inCharsets(CAPTIONS), ...inCharsets(VTT)], {
    weight: 2,
  }),
  readingTarget('records/html', ['html'], () => inCharsets(HTML)),
  readingTarget('records/transcripts', ['transcribe-json'], () => json(SPEECH, LENS), { weight: 2 }),
];
