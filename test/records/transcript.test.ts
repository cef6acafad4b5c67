import { describe, expect, it } from 'vitest';
import { codes, readAll, shown } from './read-all.js';

const read = async (value: unknown) => {
  const { records, problems, summary } = await readAll(
    typeof value === 'string' ? value : JSON.stringify(value),
    'a.json',
  );
  return { format: summary.format, records: shown(records), problems: codes(problems) };
};

const word = (content: string, speaker_label?: string, ...others: string[]) => ({
  type: 'pronunciation',
  start_time: '0.5',
  alternatives: [content, ...others].map((each) => ({ confidence: '0.9', content: each })),
  ...(speaker_label && { speaker_label }),
});

describe('Amazon Transcribe', () => {
  it('turns words into turns by their speakers', async () => {
    const items = [
      word('山田', 'spk_0'),
      word('です', 'spk_0'),
      word('090', 'spk_1'),
      word('1234', 'spk_1'),
      word('はい', 'spk_0'),
    ];
    const value = {
      jobName: 'j',
      results: { transcripts: [{ transcript: '山田です 090 1234 はい' }], items },
      status: 'COMPLETED',
    };
    expect(await read(value)).toEqual({
      format: 'transcribe-json',
      records: [
        'document: jobName=j, status=COMPLETED, results/items/spk_0=山田です, results/items/spk_1=090 1234, results/items/spk_0=はい',
      ],
      problems: [],
    });
  });

  it('prefers audio segments, wherever they stand', async () => {
    const segment = {
      id: 0,
      transcript: '山田です。',
      start_time: '0',
      end_time: '1',
      speaker_label: 'spk_1',
      items: [0, 1],
    };
    const value = {
      results: {
        transcripts: [{ transcript: '山田です。' }],
        items: [word('山田', 'spk_1')],
        audio_segments: [segment],
      },
    };
    expect((await read(value)).records).toEqual(['document: results/audio_segments/spk_1=山田です。']);
  });

  it('of older kind tells speakers by time, before the words', async () => {
    const spoken = (start_time: string, content: string) => ({ ...word(content), start_time });
    const at = (start_time: string, speaker_label: string) => ({ start_time, speaker_label, end_time: '9' });
    const segments = [
      { start_time: '0.1', speaker_label: 'spk_0', items: [at('0.1', 'spk_0')] },
      { start_time: '0.2', speaker_label: 'spk_1', items: [at('0.2', 'spk_1'), at('0.3', 'spk_1')] },
    ];
    const stop = { type: 'punctuation', alternatives: [{ content: '。' }] };
    const items = [spoken('0.1', 'はい'), stop, spoken('0.2', '山田'), spoken('0.3', 'です')];
    const results = {
      transcripts: [{ transcript: 'はい。山田です' }],
      speaker_labels: { speakers: 2, segments },
      items,
    };
    expect((await read({ results })).records).toEqual([
      'document: results/speaker_labels/speakers=2, results/items/spk_0=はい。, results/items/spk_1=山田です',
    ]);
  });

  it('of two channels is a turn for each', async () => {
    const channels = ['ch_0', 'ch_1'].map((channel_label) => ({ channel_label, items: [word('山田'), word('です')] }));
    const results = {
      transcripts: [{ transcript: '山田です山田です' }],
      channel_labels: { channels },
      items: [word('山田')],
    };
    const root = 'results/channel_labels/channels';
    expect((await read({ results })).records).toEqual([`document: ${root}/ch_0=山田です, ${root}/ch_1=山田です`]);
  });

  it('with an element of no sensible size keeps its texts', async () => {
    const Items = Array.from({ length: 60 }, (_, at) => ({ Content: `${at}${'あ'.repeat(100_000)}` }));
    const { records } = await readAll(JSON.stringify({ Channel: 'VOICE', Transcript: [{ Items, Content: '山田' }] }));
    const texts = records.flatMap(({ fields }) => fields.map(({ text }) => Number.parseInt(text, 10)));
    expect(texts).toEqual(expect.arrayContaining([0, 10, 30]));
    expect(Math.max(...records.map(({ fields }) => fields.length))).toBeLessThan(60);
  });

  it('without speakers is its whole transcript', async () => {
    const value = { results: { transcripts: [{ transcript: '山田です' }], items: [word('山田'), word('です')] } };
    expect((await read(value)).records).toEqual(['document: results/transcripts/transcript=山田です']);
  });

  it('with more in the transcript than in the turns keeps both', async () => {
    const value = { results: { transcripts: [{ transcript: '山田です。電話は090' }], items: [word('山田', 'spk_0')] } };
    expect((await read(value)).records).toEqual([
      'document: results/items/spk_0=山田, results/transcripts/transcript=山田です。電話は090',
    ]);
  });

  it('keeps other hypotheses for a word', async () => {
    const value = { results: { transcripts: [{ transcript: '山田' }], items: [word('山田', 'spk_0', '山本')] } };
    expect((await read(value)).records).toEqual([
      'document: results/items/alternatives/content=山本, results/items/spk_0=山田',
    ]);
  });
});

describe('Contact Lens', () => {
  const turn = {
    Id: 't',
    ParticipantId: 'p-9',
    Content: '山田です',
    Items: [{ Content: '山田', BeginOffsetMillis: 1 }],
    Sentiment: 'NEUTRAL',
  };

  it('names turns by the role of the participant, even if it is told later', async () => {
    const value = {
      Channel: 'VOICE',
      Transcript: [turn],
      Participants: [{ ParticipantId: 'p-9', ParticipantRole: 'CUSTOMER' }],
    };
    expect((await read(value)).records).toEqual([
      'document: Channel=VOICE, Participants/ParticipantId=p-9, Participants/ParticipantRole=CUSTOMER, Transcript/CUSTOMER=山田です',
    ]);
  });

  it('of Call Analytics names the role in the turn', async () => {
    const value = { LanguageCode: 'ja-JP', Transcript: [{ ...turn, ParticipantRole: 'AGENT', Note: '要確認' }] };
    expect((await read(value)).records).toEqual([
      'document: LanguageCode=ja-JP, Transcript/Note=要確認, Transcript/AGENT=山田です',
    ]);
  });

  it('that is cut keeps the turns before and the beginning of the last', async () => {
    const text = JSON.stringify({ Channel: 'VOICE', Transcript: [turn, { Content: '電話は090-1234' }] });
    const found = await read(text.slice(0, text.indexOf('-1234')));
    expect(found.problems).toEqual(['records/broken-json line 1']);
    expect(found.records).toEqual(['document: Channel=VOICE, Transcript/Content=電話は090, Transcript/p-9=山田です']);
  });
});

it('a transcript of many hours stays one format and loses no turn', async () => {
  const turns = Array.from({ length: 1000 }, (_, at) => ({
    ParticipantId: 'AGENT',
    Content: `${at}${'あ'.repeat(10_000)}`,
  }));
  const { records } = await readAll(JSON.stringify({ Channel: 'VOICE', Transcript: turns }));
  expect(records.length).toBeGreaterThan(1);
  expect(records.map(({ locator }) => locator)).toEqual(records.map((_, at) => `part ${at + 1}`));
  const said = records.flatMap(({ fields }) => fields.filter(({ name }) => name === 'AGENT'));
  expect(said.map(({ text }) => Number.parseInt(text, 10))).toEqual(turns.map((_, at) => at));
});
