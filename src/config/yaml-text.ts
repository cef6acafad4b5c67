import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import type { ConfigMistake } from './load.js';

/** Far more than any setting needs. */
const MAX_NESTING = 50;
const MAX_INDENT = 200;

export interface ReadYaml {
  /** Not to be changed: the next reader of the same text is given it too. */
  document: Document | undefined;
  /** A new one for each reader. */
  value: unknown;
  mistakes: ConfigMistake[];
  lineAt(offset: number): number;
}

/** A command reads the file more than once, a service before every run: what did not change is taken apart once. */
let last: { source: string; document: Document; lines: LineCounter } | undefined;

/** Reads YAML as far as it can be read at all; what the library throws for, instead of noting it, becomes a mistake. */
export function readYaml(source: string): ReadYaml {
  const known = last?.source === source ? last : undefined;
  const lines = known?.lines ?? new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line || 1;
  const deep = known ? undefined : tooDeepLine(source);
  if (deep !== undefined) return { document: undefined, value: undefined, mistakes: [tooDeep(deep)], lineAt };
  let document = known?.document;
  try {
    // Not `prettyErrors`: each would look at all lines again, and quote them.
    document ??= parseDocument(source, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
    last = { source, document, lines };
    const mistakes = document.errors.map(({ pos, message }) => notYaml(lineAt(pos[0]), message));
    return { document, value: mistakes.length === 0 ? document.toJS() : undefined, mistakes, lineAt };
  } catch (error) {
    // An alias that names nothing, or aliases of aliases that would fill the memory.
    if (!(error instanceof ReferenceError) || !document) throw error;
    return { document, value: undefined, mistakes: [badAlias(lineAt(aliasIn(document)))], lineAt };
  }
}

/**
 * The line from which on the parser, which calls itself for every level, could take the whole process with it: near the
 * end of the stack Node gives up without an error that could be caught. Signs within quotation marks count as well.
 */
function tooDeepLine(source: string): number | undefined {
  let open = 0;
  for (const [index, line] of source.split('\n').entries()) {
    if (/^[\s?:-]*/.exec(line)![0].length > MAX_INDENT) return index + 1;
    for (const sign of line) {
      if (sign === '[' || sign === '{') open += 1;
      else if ((sign === ']' || sign === '}') && open > 0) open -= 1;
      if (open > MAX_NESTING) return index + 1;
    }
  }
  return undefined;
}

/** Where the first alias stands that names nothing, else the first of all. */
function aliasIn(document: Document): number {
  let first: number | undefined;
  let unresolved: number | undefined;
  visit(document, {
    Alias: (_, alias) => {
      first ??= alias.range?.[0];
      if (!alias.resolve(document)) unresolved ??= alias.range?.[0];
    },
  });
  return unresolved ?? first ?? 0;
}

function notYaml(line: number, message: string): ConfigMistake {
  return {
    line,
    path: '',
    message,
    hint: 'correct the YAML: indentation with spaces, a colon and a space after each name',
    messageJa: 'YAML の書き方に誤りがあります',
    hintJa: '字下げは空白で行い、項目名の後にはコロンと空白を入れてください',
  };
}

const badAlias = (line: number): ConfigMistake => ({
  line,
  path: '',
  message: 'an alias that names nothing, or too many aliases',
  hint: 'write the value itself instead of an alias (*name) or anchor (&name); quote a text that begins with *',
  messageJa: '参照（*）の先がないか、参照が多すぎます',
  hintJa: '参照（*）を使わずに値を記入してください。* で始まる文字列は引用符で囲んでください',
});

const tooDeep = (line: number): ConfigMistake => ({
  line,
  path: '',
  message: 'nested too deeply',
  hint: 'see the comments in a new file made by `kimitsu init`',
  messageJa: '入れ子が深すぎます',
  hintJa: 'kimitsu init で作られる設定ファイルの説明を参照してください',
});
