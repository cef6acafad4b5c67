import { jsonErrorOf } from './json-drive.js';
import type { JsonHandler } from './json-handler.js';
import { JsonTokens } from './json-tokens.js';

export type JsonFormat = 'json' | 'jsonl' | 'transcribe-json';

const PROBED_LINES = 10;

/**
 * Which kind of JSON the beginning of a text is, or undefined: notes and logs begin with brackets as well
 * (`[10:32] …`), and read as text nothing of them is lost.
 */
export function jsonFormat(sample: string, whole: boolean, extension: string): JsonFormat | undefined {
  if (!/^\s*[{[]/.test(sample)) return undefined;
  if (isJsonLines(sample, whole, extension)) return 'jsonl';
  const { broken, members } = probe(sample, whole);
  const begunWell = /^\s*(?:\{\s*"(?:[^"\\]|\\.)*"\s*:|\[\s*(?:\{\s*["}]|\[\s*["[{\d]|"))/.test(sample);
  if (broken && !begunWell && !['json', 'jsonl', 'ndjson'].includes(extension)) return undefined;
  return isTranscript(members) ? 'transcribe-json' : 'json';
}

function isJsonLines(sample: string, whole: boolean, extension: string): boolean {
  const lines = sample.split(/\r?\n/);
  // A line that the sample cuts only tells how it begins.
  const cut = whole ? '' : (lines.pop() ?? '');
  const filled = lines.filter((line) => line.trim() !== '').slice(0, PROBED_LINES);
  const good = filled.filter((line) => /^\s*[{[]/.test(line) && !probe(line, true).broken).length;
  if (filled.length === 1 && cut.trim() === '') return good === 1 && (extension === 'jsonl' || extension === 'ndjson');
  const firstIsGood = filled[0] !== undefined && !probe(filled[0], true).broken;
  const secondBegins = /^\s*\{/.test(filled[1] ?? cut);
  return (good >= 2 && good * 2 >= filled.length) || (firstIsGood && secondBegins);
}

/** Members of the first two levels, `a` and `a/b`, of as much as is JSON. */
function probe(sample: string, whole: boolean): { broken: boolean; members: Set<string> } {
  const members = new Set<string>();
  let depth = 0;
  let member = '';
  const handler: JsonHandler = {
    topLevel() {},
    start() {
      depth += 1;
    },
    end() {
      depth -= 1;
    },
    key(name) {
      if (depth === 1) member = name;
      if (depth === 1) members.add(name);
      if (depth === 2) members.add(`${member}/${name}`);
    },
    string() {},
    number() {},
    word() {},
    dropped() {},
  };
  const tokens = new JsonTokens(handler);
  const error = jsonErrorOf(() => {
    tokens.push(sample);
    if (whole) tokens.end();
  });
  return { broken: error !== undefined, members };
}

/** @see transcript.ts for the documents that describe these members */
function isTranscript(members: ReadonlySet<string>): boolean {
  if (members.has('results/transcripts') || members.has('results/audio_segments')) return true;
  if (members.has('results/items') && members.has('jobName')) return true;
  const analytics = ['Participants', 'ConversationCharacteristics', 'LanguageCode', 'Channel', 'JobStatus'];
  const seen = analytics.filter((name) => members.has(name)).length;
  return seen >= 3 || (members.has('Transcript') && seen >= 1);
}
