import { describe, expect, it } from 'vitest';
import { personName } from '../../../../classifiers/jp/person-name.js';
import { createDetector } from '../../../../src/classify/detector.js';
import { loadPolicy } from '../../../../src/classify/policy.js';

const detector = await createDetector([personName], loadPolicy());
const namesIn = (name: string, text: string) =>
  detector.detectRecord([{ name, path: [name], text }])[0]!.map(({ start, end }) => text.slice(start, end));

describe('a login that is all of its field', () => {
  it.each([
    ['displayName', 'mei_hirose'],
    ['変更者', 'kitagawa'],
    ['updated_by', 'n.kojima'],
  ])('%s: %s', (name, text) => expect(namesIn(name, text)).toEqual([text]));

  it.each([
    ['変更者', 'admin'],
    ['displayName', 'tokyo_station'],
    ['変更者', 'toyota'],
    ['変更者', 'nagano'],
    ['品目', 'kitagawa'],
    ['displayName', 'mei_hirose.md'],
  ])('nobody in %s: %s', (name, text) => expect(namesIn(name, text)).toEqual([]));
});
