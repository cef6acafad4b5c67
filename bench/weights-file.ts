import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/base/package-root.js';
import { writtenModel } from '../src/classify/linear-model.js';

/** Writes the weights that a program of this folder has trained to where the detector reads them. */
export function writeWeights(name: string, program: string, weights: Float64Array): void {
  const lines = [
    `# Made by bench/${program}.ts from the development part of fixtures/; do not edit.`,
    '# Scale, then one byte for each hashed feature in Base64.',
    ...writtenModel(weights),
  ];
  writeFileSync(join(packageRoot(), 'classifiers', 'lexicon', `${name}.txt`), `${lines.join('\n')}\n`);
}
