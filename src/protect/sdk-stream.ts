import type { Duplex } from 'node:stream';
import type { ByteStream } from '../base/bytes.js';

/**
 * Sends `source` through one of the SDK's streams. A failing source throws what the source threw.
 *
 * However it ends, the SDK's stream is finished first and destroyed then. Destroying makes it zeroise the data key;
 * destroying it unfinished, as `for await` does when its consumer stops, would end the whole process with an uncaught
 * `Premature close`, because the SDK joins two inner streams without an error handler.
 */
export async function* throughSdk(stream: Duplex, source: ByteStream): AsyncGenerator<Uint8Array> {
  const state = new StreamState(stream);
  let failure: { error: unknown } | undefined;
  const feeding = feed(stream, source, state)
    .catch((error: unknown) => {
      failure = { error };
    })
    .finally(() => stream.end());

  try {
    for (;;) {
      const chunk = stream.read() as Uint8Array | null;
      if (chunk !== null) yield chunk;
      else if (state.error) throw state.error.value;
      else if (state.ended) break;
      else await state.change();
      if (failure) break;
    }
    await feeding;
    if (failure) throw failure.error;
  } catch (error) {
    throw failure ? failure.error : error;
  } finally {
    await finish(stream, state);
    await feeding;
    stream.destroy();
  }
}

/** Lets what is inside run out, unread. `resume` would do nothing here: it yields to listeners of `readable`. */
async function finish(stream: Duplex, state: StreamState): Promise<void> {
  state.stop();
  while (!state.ended && !state.error) {
    if (stream.read() === null) await state.change();
  }
}

async function feed(stream: Duplex, source: ByteStream, state: StreamState): Promise<void> {
  for await (const chunk of source) {
    if (state.over) return;
    const ready = stream.write(chunk);
    while (!ready && !state.over && stream.writableNeedDrain !== false && stream.writableLength > 0) {
      await state.change();
    }
    if (state.over) return;
  }
}

/** Follows a stream's events, so that waiting never misses one and no error goes unheard. */
class StreamState {
  error: { value: unknown } | undefined;
  ended = false;
  #stopped = false;
  #wake: (() => void)[] = [];

  constructor(stream: Duplex) {
    stream.on('error', (value: unknown) => {
      this.error ??= { value };
      this.#notify();
    });
    stream.on('end', () => {
      this.ended = true;
      this.#notify();
    });
    stream.on('readable', () => this.#notify());
    stream.on('drain', () => this.#notify());
  }

  get over(): boolean {
    return this.#stopped || this.ended || this.error !== undefined;
  }

  /** Nobody reads any more: the feeding ends at its next step. */
  stop(): void {
    this.#stopped = true;
    this.#notify();
  }

  /** Resolves at the next event. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #notify(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const resolve of waiting) resolve();
  }
}
