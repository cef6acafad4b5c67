import type { ActKind } from './access-event.js';

export type May = 'read' | 'write' | 'decrypt' | 'keys' | 'settings';

export interface KnownPrincipal {
  /** ARN or canonical user id; `*` stands for any characters, `?` for one. */
  match: string;
  /** Name in Japanese documents. */
  name: string;
  may: readonly May[];
  /** `any`: acts at any time, as the jobs do. */
  hours: 'business' | 'any';
}

/** What each kind of act asks for; kinds that are not here are not restricted. */
const NEEDS: Readonly<Partial<Record<ActKind, May>>> = {
  read: 'read',
  write: 'write',
  decrypt: 'decrypt',
  'key-change': 'keys',
  'settings-change': 'settings',
  'logging-change': 'settings',
};
/** Principals whose answer is remembered: a log has few, but an attacker may make many. */
const MAX_REMEMBERED = 10_000;

/** Who is known, and what for. Of several that match, the first counts. */
export class Principals {
  readonly #patterns: readonly { pattern: RegExp; known: KnownPrincipal }[];
  readonly #remembered = new Map<string, KnownPrincipal | undefined>();

  constructor(readonly known: readonly KnownPrincipal[]) {
    this.#patterns = known.map((one) => ({ pattern: globPattern(one.match), known: one }));
  }

  find(principal: string): KnownPrincipal | undefined {
    if (this.#remembered.has(principal)) return this.#remembered.get(principal);
    const found = this.#patterns.find(({ pattern }) => pattern.test(principal))?.known;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(principal, found);
    return found;
  }

  /** Whether anybody is named who may do it, without which nobody can be said not to. */
  anyone(may: May): boolean {
    return this.known.some((one) => one.may.includes(may));
  }
}

export function allows(known: KnownPrincipal, kind: ActKind): boolean {
  const needed = NEEDS[kind];
  return needed === undefined || known.may.includes(needed);
}

function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
