import type { Recognizer } from './recognizer.js';

/** Everything of a recognizer that can change a result: its words, its shapes and the text of its functions. */
export function fingerprint(recognizer: Recognizer): unknown {
  return Object.fromEntries(
    Object.entries(recognizer).map(([name, value]) => [
      name,
      JSON.stringify(value, (_name, part) =>
        typeof part === 'function' || part instanceof RegExp ? String(part) : part,
      ) ?? String(value),
    ]),
  );
}
