import { FORMS, SOFT_TRADES, TRADES } from '../classifiers/organizations/organization-words.js';
import type { GoldField, GoldRecord } from '../fixtures/gold.js';
import { readLexicon } from '../src/classify/lexicon.js';
import { exchanged } from './exchanged.js';
import { Seeded } from './seeded.js';

/** Costs above which surnames of the dictionary are rare. */
const SURNAME_COST = 7000;
/** So many of the names put in are made of a stem and a trade; the others are names of other texts. */
const MADE_SHARE = 0.6;
const SURNAME_SHARE = 0.3;

/**
 * Puts other names in the places of a text's organisations: it is the places that are to be learned, and that whatever
 * stands before a trade may be a name. Drawn from one seeded row: the same texts give the same names.
 */
export class OtherOrganizations {
  readonly #names: readonly string[];
  readonly #stems: readonly string[];
  readonly #trades: readonly string[] = [...TRADES, ...SOFT_TRADES];
  readonly #surnames = readLexicon('surnames')
    .rows.filter(([surface, , cost]) => /^[一-龠々]{2}$/.test(surface!) && Number(cost) < SURNAME_COST)
    .map(([surface]) => surface!);
  readonly #row = new Seeded(11);

  /** @param records - whose organisations are put in each other's places */
  constructor(records: readonly GoldRecord[]) {
    const names = new Set<string>();
    for (const { fields } of records)
      for (const { text, spans } of fields)
        for (const { type, start, end } of spans)
          if (type === 'ORGANIZATION' && isPlain(text.slice(start, end))) names.add(text.slice(start, end));
    this.#names = [...names];
    const byLength = [...this.#trades].sort((one, other) => other.length - one.length);
    this.#stems = this.#names.flatMap((name) => {
      const trade = byLength.find((word) => name.endsWith(word));
      return trade && name.length - trade.length >= 2 ? [name.slice(0, -trade.length)] : [];
    });
  }

  /** The same text with other names; a name that occurs again is again the same. */
  in(field: GoldField): GoldField {
    return exchanged(field, 'ORGANIZATION', (value) => (isPlain(value) ? this.#one() : value));
  }

  #one(): string {
    if (this.#row.share() >= MADE_SHARE) return this.#row.pick(this.#names);
    const stem = this.#row.share() < SURNAME_SHARE ? this.#row.pick(this.#surnames) : this.#row.pick(this.#stems);
    return `${stem}${this.#row.pick(this.#trades)}`;
  }
}

/** Rules find those with a legal form. */
function isPlain(name: string): boolean {
  return name.length <= 20 && !FORMS.some((form) => name.startsWith(form) || name.endsWith(form));
}
