import { type Line, LineSplitter } from './lines.js';
import { type Batches, field, type Items, problem, type Reading } from './reading.js';
import type { RecordField } from './record.js';
import { DocumentWindow, TextGrouper } from './windows.js';

/** Cue timing of WebVTT (hours may be missing, `.`) and SubRip (`,`). */
const TIMING = /^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s+-->\s+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}/;
/** The name begins with no space, or each of a million spaces would be tried as its beginning. */
const VOICE = /<v(?:\.[^\s<>]*)?\s+((?:[^\s<>][^<>]*)?)>/;
const TAG = /<\/?(?:[a-z]+(?:\.[^<>\s]*)?(?:\s[^<>]*)?|[\d:.]+)?>/gi;
const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' }));

/**
 * WebVTT or SubRip: one record `document`. Cues that follow one another by the same speaker are one field named after
 * the speaker (`<v オペレーター>`), because what is said runs on from cue to cue. A speaker's name is a text of its own
 * as well, the first time. Comments (NOTE), style sheets and other text outside cues are fields too.
 *
 * @see https://www.w3.org/TR/webvtt1/
 */
export async function* readCaptions(text: AsyncIterable<string>, reading: Reading): Batches {
  const lines = new LineSplitter((dropped) => reading.skipText(dropped));
  const captions = new Captions();
  for await (const piece of text) yield [...captions.read(lines.push(piece))];
  yield [...captions.read(lines.end()), ...captions.end()];
}

class Captions {
  readonly #window = new DocumentWindow();
  #turn = new TextGrouper();
  #speaker: string | undefined;
  readonly #speakers = new Set<string>();
  /** Lines of a block before its timing line: an identifier, or a comment when no timing follows. */
  #before: string[] = [];
  #inCue = false;

  *read(lines: Iterable<Line>): Items {
    for (const line of lines) {
      if (line.text.trim() === '') yield* this.#endBlock();
      else if (!this.#inCue && TIMING.test(line.text)) yield* this.#startCue();
      else if (this.#inCue) yield* this.#cueLine(line.text);
      else this.#before.push(line.text);
      // A block without end is handed on as it grows.
      if (this.#before.length > 100) yield* this.#endBlock();
      if (line.cut) yield problem('records/line-too-long', `line ${line.number}`);
    }
  }

  *end(): Items {
    yield* this.#endBlock();
    yield* this.#endTurn();
    yield* this.#window.end();
  }

  *#startCue(): Items {
    // A numbered identifier says nothing; one that was written by hand may.
    const identifier = this.#before.filter((line) => !/^(?:\d+|[0-9a-f-]{36})$/i.test(line.trim()));
    this.#before = [];
    this.#inCue = true;
    if (identifier.length > 0) yield* this.#add(field(undefined, identifier.join('\n')));
  }

  *#cueLine(line: string): Items {
    const voice = VOICE.exec(line)?.[1]?.trim();
    if (voice !== undefined && voice !== this.#speaker) {
      yield* this.#endTurn();
      this.#speaker = voice;
      if (!this.#speakers.has(voice) && this.#speakers.size < 1000) {
        this.#speakers.add(voice);
        yield* this.#add(field('speaker', voice));
      }
    }
    for (const joined of this.#turn.add(plain(line))) yield* this.#add(field(this.#speaker, joined));
  }

  *#endBlock(): Items {
    this.#inCue = false;
    const text = this.#before.join('\n');
    this.#before = [];
    if (text === '' || /^WEBVTT\s*$/.test(text)) return;
    yield* this.#endTurn();
    const name = /^(NOTE|STYLE|REGION|WEBVTT)(?=\s)/.exec(text)?.[1];
    yield* this.#add(field(name, name === undefined ? text : text.slice(name.length).trim()));
  }

  *#endTurn(): Items {
    for (const joined of this.#turn.end()) yield* this.#add(field(this.#speaker, joined));
    this.#speaker = undefined;
  }

  *#add(added: RecordField): Items {
    yield* this.#window.add(added);
  }
}

/** Text of a cue without its markup. */
function plain(line: string): string {
  return line.replace(TAG, '').replace(/&([a-z]+);/g, (entity, name: string) => ENTITIES.get(name) ?? entity);
}
