import { UnitSet } from './unit-set.js';

/**
 * Which units a pattern's matches can begin and end with, read off the pattern itself. Most places of a text are then
 * dismissed by one look into a table, without cutting out what the pattern would be asked about.
 */
export interface PatternUnits {
  /** Those that a match may have there. */
  units: UnitSet;
  /** A match may be empty there or go beyond, so that every unit must be allowed. */
  open: boolean;
  /** What is asked about may have no unit there at all: `^` behind nothing, `$` before nothing. */
  edge: boolean;
}

/** First units of a pattern that begins with `^` in all its alternatives; undefined for any other. */
export function firstUnitsOf(pattern: RegExp): PatternUnits | undefined {
  const whole = parsed(pattern);
  return startsAt(whole, '^') ? bordersOf(whole, 'first') : undefined;
}

/** Last units of a pattern that ends with `$` in all its alternatives; undefined for any other. */
export function lastUnitsOf(pattern: RegExp): PatternUnits | undefined {
  const whole = parsed(pattern);
  return endsAt(whole, '$') ? bordersOf(whole, 'last') : undefined;
}

type Node =
  | { kind: 'unit'; source: string }
  | { kind: 'assert'; mark: string }
  | { kind: 'list'; nodes: Node[] }
  | { kind: 'either'; nodes: Node[] }
  | { kind: 'maybe'; node: Node };

const ATOM = /\[(?:\\.|[^\]\\])*\]|\\u[0-9a-fA-F]{4}|\\.|[^()[\]|?*+{}^$]/y;
const QUANTIFIER = /(?:[?*+]|\{[0-9]+(?:,[0-9]*)?\})\??/y;
const NEVER_NEEDED = /^[?*]|^\{0[,}]/;

function parsed({ source, flags }: RegExp): Node {
  if (/[iuvms]/.test(flags)) return { kind: 'maybe', node: { kind: 'list', nodes: [] } };
  let at = 0;
  const taken = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found) at += found.length;
    return found || undefined;
  };
  const either = (): Node => {
    const nodes: Node[] = [list()];
    while (source[at] === '|') {
      at++;
      nodes.push(list());
    }
    return nodes.length === 1 ? nodes[0]! : { kind: 'either', nodes };
  };
  const list = (): Node => {
    const nodes: Node[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const node = one();
      const quantifier = taken(QUANTIFIER);
      nodes.push(quantifier && NEVER_NEEDED.test(quantifier) ? { kind: 'maybe', node } : node);
    }
    return { kind: 'list', nodes };
  };
  const one = (): Node => {
    if (source[at] === '(') return group();
    const mark = taken(/[$^]|\\[bB]/y);
    if (mark) return { kind: 'assert', mark };
    const unit = taken(ATOM);
    if (!unit || /^\\[1-9k]/.test(unit)) throw new SyntaxError(`cannot read ${source} at ${at}`);
    return { kind: 'unit', source: unit };
  };
  const group = (): Node => {
    const opening = taken(/\((?:\?(?:[:=!]|<[=!]))?/y)!;
    const inner = either();
    at++;
    return /[=!]$/.test(opening) ? { kind: 'assert', mark: opening } : inner;
  };
  return either();
}

function startsAt(node: Node, mark: string): boolean {
  if (node.kind === 'assert') return node.mark === mark;
  if (node.kind === 'list') return node.nodes[0] !== undefined && startsAt(node.nodes[0], mark);
  return node.kind === 'either' && node.nodes.every((one) => startsAt(one, mark));
}

function endsAt(node: Node, mark: string): boolean {
  if (node.kind === 'assert') return node.mark === mark;
  if (node.kind === 'list') return node.nodes.length > 0 && endsAt(node.nodes.at(-1)!, mark);
  return node.kind === 'either' && node.nodes.every((one) => endsAt(one, mark));
}

function bordersOf(whole: Node, side: 'first' | 'last'): PatternUnits {
  const units = new UnitSet();
  let edge = false;
  /** Whether what follows `node` on this side may stand at the border too. */
  const walk = (node: Node): boolean => {
    if (node.kind === 'unit') {
      // A set for each single unit that some pattern begins with would fill a megabyte.
      if (node.source === '.' || node.source.startsWith('[')) units.addAll(unitsOf(node.source));
      else units.addMember(node.source);
      return false;
    }
    if (node.kind === 'maybe') {
      walk(node.node);
      return true;
    }
    if (node.kind === 'assert') {
      if (node.mark !== (side === 'first' ? '$' : '^')) return true;
      edge = true;
      return false;
    }
    if (node.kind === 'either') return node.nodes.map(walk).includes(true);
    const nodes = side === 'first' ? node.nodes : node.nodes.toReversed();
    return nodes.every(walk);
  };
  const open = walk(whole);
  return { units, open, edge: edge || open };
}

const known = new Map<string, UnitSet>();

function unitsOf(source: string): UnitSet {
  let set = known.get(source);
  if (!set) {
    set = UnitSet.of(source);
    known.set(source, set);
  }
  return set;
}
