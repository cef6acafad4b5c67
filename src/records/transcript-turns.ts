import { MAX_RECORD, MAX_RECORD_FIELDS } from './limits.js';
import { field } from './reading.js';
import type { RecordField } from './record.js';

/** Members of a turn or word that hold no speech: ids, times, measures and labels of the engine. */
const NO_SPEECH =
  /^(?:id|start_time|end_time|type|confidence|items|language_code|channel_label|speaker_label|Id|ParticipantId|ParticipantRole|Type|Sentiment|LoudnessScore|BeginOffsetMillis|EndOffsetMillis|BeginOffsetChar|EndOffsetChar|Confidence|Items|LoudnessScores|Redaction)$/;

interface Turn {
  speaker: string | undefined;
  text: string;
  path: readonly string[];
}

/** Collects what was said, by whom, from the lists of a speech engine's output, whichever of them it has. */
export class Turns {
  #turns: Turn[] = [];
  /** Turns put together from single words, for output that has no segments. */
  #spoken: Turn[] = [];
  #roles = new Map<string, string>();
  #whole: RecordField[] = [];
  #units = 0;
  /** Length of all speech that became turns, without spaces. */
  #covered = 0;

  /** Whole transcript in one string. Repeats the turns when there are any. */
  whole(transcript: RecordField): void {
    this.#whole.push(transcript);
  }

  /** @returns fields that are no speech and stand for themselves */
  element(list: string, fields: readonly RecordField[]): RecordField[] {
    const root = list.split('/');
    const own = (name: string) => fields.find((each) => each.name === name && each.path.length === root.length)?.text;
    if (list === 'results/items') {
      this.#word(own('speaker_label'), fields.find((each) => each.name === 'content')?.text ?? '', root);
      return this.#alternatives(fields);
    }
    if (list === 'Participants') {
      const [id, role] = [own('ParticipantId'), own('ParticipantRole')];
      if (id !== undefined && role !== undefined) this.#roles.set(id, role);
      return [...fields];
    }
    const text = own('Content') ?? own('transcript');
    if (text !== undefined) {
      this.#turns.push({
        speaker: own('ParticipantRole') ?? own('ParticipantId') ?? own('speaker_label'),
        text,
        path: root,
      });
      this.#units += text.length;
    }
    const isSpeech = (each: RecordField) => each.text === text && each.path.length === root.length;
    return fields.filter((each) => !isSpeech(each) && !this.#saysNothing(each, root));
  }

  /** So much is held that it should be taken. */
  get full(): boolean {
    return this.#units > MAX_RECORD || this.#turns.length + this.#spoken.length > MAX_RECORD_FIELDS;
  }

  take(): RecordField[] {
    const turns = this.#turns.length > 0 ? this.#turns : this.#spoken;
    // Words without any speaker are the whole transcript once more.
    const useful = turns.some((turn) => turn.speaker !== undefined) || this.#whole.length === 0 ? turns : [];
    this.#turns = [];
    this.#spoken = [];
    this.#units = 0;
    for (const turn of useful) this.#covered += squeezed(turn.text);
    return useful.map((turn) => field(this.#roles.get(turn.speaker ?? '') ?? turn.speaker, turn.text, turn.path));
  }

  /** Whole transcripts, unless the turns hold just as much. */
  leftOver(): RecordField[] {
    const length = this.#whole.reduce((sum, each) => sum + squeezed(each.text), 0);
    const left = length > this.#covered ? this.#whole : [];
    this.#whole = [];
    return left;
  }

  #word(speaker: string | undefined, content: string, path: readonly string[]): void {
    this.#units += content.length;
    const turn = this.#spoken.at(-1);
    if (!turn || turn.speaker !== speaker) this.#spoken.push({ speaker, text: content, path });
    // Japanese is written without spaces; between Latin words and numbers there is one.
    else turn.text += (/[\w,.]$/.test(turn.text) && /^\w/.test(content) ? ' ' : '') + content;
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

function squeezed(text: string): number {
  return text.replace(/\s/g, '').length;
}
