import { Fault } from '../../base/fault.js';
import { readLexicon } from '../lexicon.js';

/** A place where a tree parts, as it is trained: `low` is for features less than `threshold`. */
export interface Branch {
  feature: number;
  threshold: number;
  low: Tree;
  high: Tree;
}

/** A branch, or what its examples add to the sum. */
export type Tree = Branch | number;

/** Trees whose leaves are summed up. Trained by the programs in `bench`. */
export class TreeModel {
  /** Per node, in preorder: which feature it asks for; -1 for a leaf. */
  readonly #features: Int16Array;
  /** Threshold of a branch, value of a leaf. */
  readonly #values: Float64Array;
  /** Where the higher side of a branch begins; the lower one follows it at once. For a leaf, what comes behind it. */
  readonly #next: Int32Array;
  readonly #roots: readonly number[];

  /** @param rows - of `writtenTrees` */
  constructor(rows: readonly (readonly string[])[]) {
    const nodes = rows.map((row) => row.map(Number));
    this.#features = Int16Array.from(nodes, (node) => (node.length === 1 ? -1 : node[0]!));
    this.#values = Float64Array.from(nodes, (node) => node.at(-1)!);
    this.#next = new Int32Array(nodes.length);
    const roots: number[] = [];
    for (let at = 0; at < nodes.length; at = this.#behind(at)) roots.push(at);
    this.#roots = roots;
    if (roots.length === 0 || this.#values.some(Number.isNaN))
      throw new Fault('bug', 'classify/bad-weights', 'trees are damaged', { rows: rows.length });
  }

  /** Sum of the leaves that the features lead to. */
  sum(features: Float64Array): number {
    const [kinds, values, next] = [this.#features, this.#values, this.#next];
    let sum = 0;
    for (let tree = 0; tree < this.#roots.length; tree++) {
      let at = this.#roots[tree]!;
      while (kinds[at]! >= 0) at = features[kinds[at]!]! < values[at]! ? at + 1 : next[at]!;
      sum += values[at]!;
    }
    return sum;
  }

  /** Notes where the sides of the tree at `at` begin, and gives what follows it. */
  #behind(at: number): number {
    if (at >= this.#features.length) throw new Fault('bug', 'classify/bad-weights', 'a tree has no end', { at });
    if (this.#features[at]! < 0) return at + 1;
    const high = this.#behind(at + 1);
    this.#next[at] = high;
    return this.#behind(high);
  }
}

/**
 * Reads `classifiers/lexicon/<name>.txt`.
 *
 * @throws {Fault} `bug` / `classify/bad-weights` when it holds no whole trees
 */
export function readTrees(name: string): TreeModel {
  return new TreeModel(readLexicon(name).rows);
}

/** The lines of a list that `readTrees` reads, in preorder: a branch's feature and threshold, or a leaf's value. */
export function writtenTrees(trees: readonly Tree[]): string[] {
  return trees.flatMap(linesOf);
}

function linesOf(tree: Tree): string[] {
  if (typeof tree === 'number') return [String(tree)];
  return [`${tree.feature}\t${tree.threshold}`, ...linesOf(tree.low), ...linesOf(tree.high)];
}
