import { driveJson } from './json-drive.js';
import { type ElementPlace, type JsonEvent, JsonFields } from './json-fields.js';
import { MAX_RECORD, MAX_RECORD_FIELDS } from './limits.js';
import { type Batches, type Items, problem, type Reading } from './reading.js';
import type { RecordField } from './record.js';
import { Turns } from './transcript-turns.js';
import { DocumentWindow } from './windows.js';

/** Arrays whose elements are turns, words or speakers. */
const LISTS = [
  'Transcript',
  'Participants',
  'results/items',
  'results/audio_segments',
  'results/speaker_labels/segments',
  'results/channel_labels/channels',
];

/**
 * Output of a speech engine: Amazon Transcribe (`results.transcripts`, `items`, `audio_segments`) or Contact Lens and
 * Call Analytics (`Transcript`, `Participants`). One record `document`: each turn is a field named after its speaker
 * (`AGENT`, `spk_0`), then the other members. The words of a turn, with their times and confidences, repeat its text
 * and are left out.
 *
 * @see https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/contact-lens-example-output-files.html
 */
export function readTranscript(text: AsyncIterable<string>, reading: Reading): Batches {
  const fields = new JsonFields(
    (path) => LISTS.includes(path.join('/')),
    (dropped) => reading.skipText(dropped),
  );
  return driveJson(text, fields, new Transcript(), reading);
}

class Transcript {
  readonly #window = new DocumentWindow();
  readonly #turns = new Turns();
  #element: RecordField[] = [];
  #elementUnits = 0;

  *take(events: Iterable<JsonEvent>): Items {
    for (const event of events) {
      if (event.type === 'field') {
        if (event.place) yield* this.#elementField(event.field);
        else yield* this.#member(event.field);
        if (event.cut) yield problem('records/line-too-long', 'document');
      } else if (event.type === 'element-end') yield* this.#endElement(event.place);
      if (this.#turns.full) yield* this.#addAll(this.#turns.take());
    }
  }

  *finish(): Items {
    // Of a file that ends inside a turn, what was read of it.
    yield* this.#addAll(this.#takeElement());
    yield* this.#addAll(this.#turns.take());
    yield* this.#addAll(this.#turns.leftOver());
    yield* this.#window.end();
  }

  *#member(member: RecordField): Items {
    const isWhole = member.name === 'transcript' && member.path.join('/') === 'results/transcripts';
    yield* this.#addAll(isWhole ? this.#turns.whole(member) : [member]);
  }

  /** An element of no sensible size is no turn: its texts stand for themselves. */
  *#elementField(added: RecordField): Items {
    this.#element.push(added);
    this.#elementUnits += added.text.length;
    if (this.#elementUnits > MAX_RECORD || this.#element.length > MAX_RECORD_FIELDS)
      yield* this.#addAll(this.#takeElement());
  }

  #takeElement(): RecordField[] {
    const element = this.#element;
    this.#element = [];
    this.#elementUnits = 0;
    return element;
  }

  *#endElement(place: ElementPlace): Items {
    const element = this.#takeElement();
    yield* this.#addAll(this.#turns.element(place.path, element));
  }

  *#addAll(fields: Iterable<RecordField>): Items {
    for (const each of fields) yield* this.#add(each);
  }

  *#add(added: RecordField): Items {
    yield* this.#window.add(added);
  }
}
