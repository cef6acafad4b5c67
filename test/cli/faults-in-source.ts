import type { SourceFile } from '../house/source-files.js';

export interface FaultInSource {
  /** As it stands: `'usage'` without its quotes, or an expression. */
  kind: string;
  codes: string[];
  /** The expression of a code that is put together, or comes from elsewhere. */
  others: string[];
  hinted: boolean;
}

const CODE = /'([a-z][a-z0-9-]*\/[a-z0-9-]+)'/g;
const ROW = /'(usage|conflict|unavailable|denied|integrity)',\s*(?:code: )?'([a-z][a-z0-9-]*\/[a-z0-9-]+)'/g;

/** Every `new Fault(…)` of a file, and every row of a table that holds a kind and then a code. */
export function faultsIn({ text }: SourceFile): FaultInSource[] {
  const made = [...text.matchAll(/new Fault\(/g)].map(({ index }): FaultInSource => {
    const [kind = '', code = '', , , options = ''] = argumentsAt(text, index + 'new Fault('.length);
    const given = constantOf(code, text) ?? code;
    const codes = [...given.matchAll(CODE)].map(([, one = '']) => one);
    const named = /^'([a-z]+)'$/.exec(kind)?.[1] ?? kind;
    return { kind: named, codes, others: codes.length === 0 ? [code] : [], hinted: /\bhint\b/.test(options) };
  });
  const rows = [...text.matchAll(ROW)].map(([, kind = '', code = '']) => ({
    kind,
    codes: [code],
    others: [],
    hinted: false,
  }));
  return [...made, ...rows];
}

const constantOf = (name: string, text: string): string | undefined =>
  /^[A-Z_]+$/.test(name) ? new RegExp(`^(?:export )?const ${name} = (.*);$`, 'm').exec(text)?.[1] : undefined;

/** The arguments of a call whose bracket opens just before `start`, as they stand. */
function argumentsAt(text: string, start: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let quote = '';
  let from = start;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] as string;
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
    } else if (`'"\``.includes(character)) quote = character;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character) && depth > 0) depth -= 1;
    else if (depth === 0 && (character === ',' || character === ')')) {
      found.push(text.slice(from, at).trim());
      from = at + 1;
      if (character === ')') break;
    }
  }
  return found;
}
