import { MAX_RECORD, MAX_RECORD_FIELDS } from './limits.js';
import { field } from './reading.js';
import type { RecordField } from './record.js';

/** Members of a turn or word that hold no speech: ids, times, measures and labels of the engine. */
const NO_SPEECH =
  /^(?:id|start_time|end_time|type|confidence|items|language_code|channel_label|speaker_label|Id|ParticipantId|ParticipantRole|Type|Sentiment|LoudnessScore|BeginOffsetMillis|EndOffsetMillis|BeginOffsetChar|EndOffsetChar|Confidence|Items|LoudnessScores|Redaction)$/;

interface Turn {
  speaker: string | undefined;
  words: string[];
  path: readonly string[];
}

/** Collects what was said, by whom, from the lists of a speech engine's output, whichever of them it has. */
export class Turns {
  #turns: Turn[] = [];
  /** Turns put together from single words, for output that has no segments. */
  #spoken: Turn[] = [];
  #roles = new Map<string, string>();
  /** Speakers by the start times of their words, as older output tells them. */
  #speakerAt = new Map<string, string>();
  #whole: RecordField[] = [];
  #units = 0;
  #wholeUnits = 0;
  /** All speech that became turns, without spaces; undefined once it is more than a record. */
  #covered: string[] | undefined = [];
  #coveredUnits = 0;

  /** Whole transcript in one string, which may repeat the turns. @returns what is too much to be compared with them */
  whole(transcript: RecordField): RecordField[] {
    this.#whole.push(transcript);
    this.#wholeUnits += transcript.text.length;
    return this.#wholeUnits > MAX_RECORD ? this.#whole.splice(0) : [];
  }

  /** @returns fields that are no speech and stand for themselves */
  element(list: string, fields: readonly RecordField[]): RecordField[] {
    const root = list.split('/');
    const own = (name: string) => fields.find((each) => each.name === name && each.path.length === root.length)?.text;
    if (list === 'results/speaker_labels/segments') {
      this.#segment(fields);
      return [];
    }
    if (list === 'results/channel_labels/channels') {
      const words = fields.filter((each) => each.name === 'content').map((each) => each.text);
      this.#say(own('channel_label'), joined(words), root);
      return [];
    }
    if (list === 'results/items') {
      const speaker =
        own('speaker_label') ?? this.#speakerAt.get(own('start_time') ?? '') ?? this.#spoken.at(-1)?.speaker;
      this.#word(speaker, fields.find((each) => each.name === 'content')?.text ?? '', root);
      return this.#alternatives(fields);
    }
    if (list === 'Participants') {
      const [id, role] = [own('ParticipantId'), own('ParticipantRole')];
      if (id !== undefined && role !== undefined) this.#roles.set(id, role);
      return [...fields];
    }
    const text = own('Content') ?? own('transcript');
    if (text !== undefined) {
      this.#say(own('ParticipantRole') ?? own('ParticipantId') ?? own('speaker_label'), text, root);
    }
    const isSpeech = (each: RecordField) => each.text === text && each.path.length === root.length;
    return fields.filter((each) => !isSpeech(each) && !this.#saysNothing(each, root));
  }

  /** So much is held that it should be taken. */
  get full(): boolean {
    return this.#units > MAX_RECORD || this.#turns.length + this.#spoken.length > MAX_RECORD_FIELDS;
  }

  take(): RecordField[] {
    // Words repeat segments; only a whole transcript can show whether they hold more.
    const repeated = this.#turns.length > 0 && this.#whole.length > 0;
    const turns = repeated ? this.#turns : [...this.#turns, ...this.#spoken];
    // Words without any speaker are the whole transcript once more.
    const useful = turns.some((turn) => turn.speaker !== undefined) || this.#whole.length === 0 ? turns : [];
    this.#turns = [];
    this.#spoken = [];
    this.#units = 0;
    return useful.map((turn) => {
      const text = joined(turn.words);
      this.#cover(text);
      return field(this.#roles.get(turn.speaker ?? '') ?? turn.speaker, text, turn.path);
    });
  }

  /** Whole transcripts, unless the turns say exactly the same. */
  leftOver(): RecordField[] {
    const whole = this.#whole.splice(0);
    const said = whole.map((each) => squeezed(each.text)).join('');
    return said === this.#covered?.join('') ? [] : whole;
  }

  #cover(text: string): void {
    this.#coveredUnits += text.length;
    if (this.#coveredUnits > MAX_RECORD) this.#covered = undefined;
    this.#covered?.push(squeezed(text));
  }

  #say(speaker: string | undefined, text: string, path: readonly string[]): void {
    if (text === '') return;
    this.#turns.push({ speaker, words: [text], path });
    this.#units += text.length;
  }

  /** Who spoke from when on, where the words themselves do not tell. */
  #segment(fields: readonly RecordField[]): void {
    let start: string | undefined;
    let speaker: string | undefined;
    for (const { name, path, text } of fields) {
      if (path.at(-1) !== 'items') continue;
      if (name === 'start_time') start = text;
      if (name === 'speaker_label') speaker = text;
      if (start === undefined || speaker === undefined) continue;
      if (this.#speakerAt.size < MAX_RECORD_FIELDS) this.#speakerAt.set(start, speaker);
      start = undefined;
      speaker = undefined;
    }
  }

  #word(speaker: string | undefined, content: string, path: readonly string[]): void {
    this.#units += content.length;
    const turn = this.#spoken.at(-1);
    if (!turn || turn.speaker !== speaker) this.#spoken.push({ speaker, words: [content], path });
    else turn.words.push(content);
  }

  /** Other hypotheses for the same word: they may be what was really said. */
  #alternatives(fields: readonly RecordField[]): RecordField[] {
    return fields.filter((each) => each.name === 'content').slice(1);
  }

  #saysNothing(each: RecordField, root: readonly string[]): boolean {
    if (NO_SPEECH.test(each.name ?? '')) return true;
    // Words of the turn, with times.
    return each.path.slice(root.length).some((name) => name === 'Items' || name === 'items');
  }
}

/** Japanese is written without spaces; between Latin words and numbers there is one. */
function joined(words: readonly string[]): string {
  const isLatin = (word: string | undefined) => word !== undefined && /^\w/.test(word);
  const ends = (word: string | undefined) => word !== undefined && /[\w,.]$/.test(word);
  return words.map((word, at) => (isLatin(word) && ends(words[at - 1]) ? ` ${word}` : word)).join('');
}

function squeezed(text: string): string {
  return text.replace(/\s/g, '');
}
