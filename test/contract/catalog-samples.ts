import type { AuditDraft, Classification, Protection, SeenObject } from '../../src/ports/catalog.js';

export const seen = (objectId: string, more: Partial<SeenObject> = {}): SeenObject => ({
  objectId,
  system: 'pbx',
  sealedKey: `sealed-${objectId}`,
  maskedKey: 'NNN.wav',
  versionId: 'v1',
  etag: 'e1',
  size: 100,
  lastModified: '2026-03-01T02:03:04.005Z',
  ...more,
});

export const classification = (more: Partial<Classification> = {}): Classification => ({
  level: 3,
  kind: 'recording',
  because: [
    { source: 'kind', level: 3, rule: 'kind/recording' },
    { source: 'content', level: 3, rule: 'PHONE_NUMBER' },
  ],
  records: { 1: 0, 2: 0, 3: 1 },
  findings: [],
  review: [],
  format: 'wav',
  charset: undefined,
  examinedBytes: 100,
  unexaminedBytes: 0,
  classifierVersion: 'c1',
  classifiedAt: '2026-04-01T00:00:00.000Z',
  ...more,
});

export const protection = (more: Partial<Protection> = {}): Protection => ({
  mode: 'envelope',
  unitId: 'pbx/3/2026-04',
  kmsKeyId: 'urn:kimitsu:key/1',
  versionId: 'v2',
  etag: 'e2',
  storedBytes: 160,
  plaintextHistory: 'plaintext-before',
  protectedAt: '2026-04-01T00:00:01.000Z',
  ...more,
});

export const draft = (action = 'object.seen'): AuditDraft => ({ actor: 'system', action, subject: 'pbx' });

export async function listOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}
