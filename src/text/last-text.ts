const forgetting: (() => void)[] = [];

/** Calls `forget` each time texts are done with. */
export function whenForgotten(forget: () => void): void {
  forgetting.push(forget);
}

/** When texts are done with: they may be personal, and none may come after them for hours. */
export function forgetTexts(): void {
  for (const forget of forgetting) forget();
  forgetMatch();
}

const NOTHING = /^/;

/** The engine keeps the text in which any pattern was found last, until another is found. */
export function forgetMatch(): void {
  NOTHING.test('');
}

/** The text that something was asked about last: what was found out about it serves the next question. */
export class LastText {
  #text: string | undefined;

  constructor() {
    whenForgotten(() => {
      this.#text = undefined;
    });
  }

  /** Whether it is this one. An equal text that is another string is compared once, and is the same from then on. */
  is(text: string): boolean {
    if (text !== this.#text) return false;
    this.#text = text;
    return true;
  }

  begin(text: string): void {
    this.#text = text;
  }
}
