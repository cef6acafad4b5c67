import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/base/package-root.js';
import { writtenModel } from '../src/classify/learned/linear-model.js';
import { type Tree, writtenTrees } from '../src/classify/learned/tree-model.js';

/** Writes the weights that a program of this folder has trained to where the detector reads them. */
export function writeWeights(name: string, program: string, weights: Float64Array): void {
  write(name, program, 'Scale, then one byte for each hashed feature in Base64.', writtenModel(weights));
}

/** The same for trees. */
export function writeTrees(name: string, program: string, trees: readonly Tree[]): void {
  write(
    name,
    program,
    'Trees in preorder: feature and threshold of a branch, then its lower side; value of a leaf.',
    writtenTrees(trees),
  );
}

function write(name: string, program: string, what: string, rows: readonly string[]): void {
  const lines = [
    `# Made by bench/${program}.ts from the development part of fixtures/; do not edit.`,
    `# ${what}`,
    ...rows,
  ];
  writeFileSync(join(packageRoot(), 'classifiers', 'lexicon', `${name}.txt`), `${lines.join('\n')}\n`);
}
