import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cases, casesFolder, targetOf } from './cases.js';

describe('what fuzzing found stays mended', () => {
  it('there are cases', () => expect(cases.length).toBeGreaterThan(0));

  it.each(cases)('%s', async (path) => {
    const target = targetOf(path);
    expect(target, 'the folder is named as a target').toBeDefined();
    await target!.check(readFileSync(join(casesFolder, path)));
  });
});
