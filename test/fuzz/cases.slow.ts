import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { cases, casesFolder, targetOf } from './cases.js';
import { growsWithLength, repeated } from './growth.js';

describe('what fuzzing found stays mended', () => {
  it.each(cases.filter((path) => targetOf(path)?.form === 'text'))('%s, again and again', async (path) => {
    await growsWithLength(targetOf(path)!, repeated(readFileSync(join(casesFolder, path))));
  });
});
