import { recognizers } from '../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';
import { examineObject } from '../../../src/examine/examine.js';
import { metadataFields } from '../../../src/examine/metadata-fields.js';
import { onThisThread } from '../../../src/examine/record-detector.js';
import { readRecords } from '../../../src/records/read.js';
import { SAMPLES } from '../../records/samples.js';
import { inPieces } from '../chunks.js';
import { fixtureSeeds } from '../fixture-seeds.js';
import { holds, isSame, isSilent, MARKER } from '../promises.js';
import { type FuzzTarget, whole } from '../target.js';

let prepared: Promise<ExplainingDetector> | undefined;

const AT = new Date('2026-04-01T00:00:00.000Z');

async function classified(bytes: Buffer, size: number, detector: ExplainingDetector) {
  return examineObject(
    {
      content: inPieces(bytes, size),
      system: 'pbx',
      key: `2026/${MARKER}_09012345678.bin`,
      contentType: undefined,
      metadata: { note: MARKER },
      tags: {},
      size: bytes.length,
    },
    // By content alone, so that nothing but what is read and what could not be read decides.
    { detector, recordDetector: onThisThread(detector), readRecords, kindOf: () => 'published' },
    AT,
  );
}

/** A whole object to its level: what could not be read makes it 3, with a reason. */
const object: FuzzTarget = {
  name: 'examine/object',
  form: 'bytes',
  weight: 2,
  deadline: 120_000,
  seeds: () => [...SAMPLES.map(({ bytes }) => whole(bytes)), ...fixtureSeeds()],
  async check(input) {
    prepared ??= createDetector(recognizers, loadPolicy());
    const detector = await prepared;
    const result = await classified(input, 64 * 1024, detector);
    holds(result.examinedBytes + result.unexaminedBytes === input.length, 'examined and unexamined bytes add up');
    const hasFailed = result.review.some(({ code }) => code === 'classify/worker-died');
    holds(!hasFailed, 'detection fails over no record');
    if (result.review.length > 0) {
      holds(result.level === 3, 'what could not be read is level 3', result.review[0]?.code);
      holds(
        result.because.some(({ source, level }) => source === 'unread' && level === 3),
        'the level says why',
      );
    }
    holds(result.records[1] + result.records[2] + result.records[3] > 0, 'an object counts at least as one record');
    isSilent({ ...result, findings: result.findings.map(({ sample: _, ...rest }) => rest) }, 'classification');
    isSilent(result.findings, 'masked sample');
    isSame(await classified(input, 911, detector), result, 'cut in pieces another way, it is classified the same');
  },
};

/** Metadata of an object: encoded words, percent-encoding, UTF-8 as Latin-1. */
const metadata: FuzzTarget = {
  name: 'examine/metadata',
  form: 'text',
  words: ['=?UTF-8?B?', '?=', '=?ISO-2022-JP?Q?', '%E5%B1', '%', '+', 'é\x81'],
  seeds: () =>
    [
      '=?UTF-8?B?5bGx55Sw?=',
      '=?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= x',
      '%E5%B1%B1%E7%94%B0+a',
      'å±±ç\x94°',
      '=?x?y?z?=',
    ].map((text) => whole(Buffer.from(text, 'utf16le'))),
  check(input) {
    const value = input.toString('utf16le');
    const read = metadataFields({ note: value, 'kimitsu-own': value });
    holds(read.length === 1 && typeof read[0]?.text === 'string', 'every value is read, own notes are not');
    isSame(metadataFields({ note: value })[0]?.text, read[0]?.text, 'the same value reads the same');
  },
};

export const examining = [object, metadata];
