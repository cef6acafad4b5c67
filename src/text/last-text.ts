const all: LastText[] = [];

/** The text that something was asked about last: what was found out about it serves the next question. */
export class LastText {
  #text: string | undefined;

  constructor() {
    all.push(this);
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

  static forget(): void {
    for (const last of all) last.#text = undefined;
  }
}

/** When a text is done with: it may be personal, and none may come after it for hours. */
export function forgetTexts(): void {
  LastText.forget();
}
