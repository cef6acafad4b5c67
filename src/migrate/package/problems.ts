/** What is wrong in a package: which rule, and the path or member it is about. Paths may be personal. */
export interface Problem {
  code:
    | 'declaration'
    | 'unreadable'
    | 'missing'
    | 'altered'
    | 'extra'
    | 'duplicate'
    | 'unexpected'
    | 'unsafe-path'
    | 'not-a-file'
    | 'oxum'
    | 'profile'
    | 'record-missing'
    | 'record-differs'
    | 'record-without-file'
    | 'level-count'
    | 'plan-differs';
  about: string;
}

const NAMED = 1000;

/** The first thousand by name, the rest by number. */
export class Problems {
  readonly named: Problem[] = [];
  count = 0;

  add(code: Problem['code'], about: string): void {
    this.count += 1;
    if (this.named.length < NAMED) this.named.push({ code, about });
  }
}
