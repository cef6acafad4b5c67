import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import type { InformationType } from '../../../src/classify/finding.js';
import { loadPolicy, type Policy } from '../../../src/classify/policy.js';
import type { DoubtSpec, Recognizer } from '../../../src/classify/recognizer.js';
import { RestOfRecord } from '../../../src/classify/record/rest-of-record.js';
import { LIKELY } from '../../../src/classify/score/confidence.js';
import type { Explanation } from '../../../src/classify/score/explanation.js';

/** A finding as the recognizers give it. */
function seen(type: InformationType, start: number, score: number): Explanation {
  const outcome = score < LIKELY ? 'weak' : 'reported';
  const rest = { base: score, context: 'settled', word: '', check: 'none', band: 'likely' } as const;
  return { type, start, end: start + 2, score, rule: 'rule', outcome, ...rest } as unknown as Explanation;
}

let rest: RestOfRecord;
let policy: Policy;
/** What was asked of a record with nothing but doubtful names. */
const asked: { texts: readonly string[]; scores: number[] }[] = [];
beforeAll(() => {
  policy = loadPolicy();
  const doubt: DoubtSpec = {
    beside: 0.35,
    hangs: ({ score }) => score < 0.6,
    tells: (texts, found) => {
      asked.push({ texts, scores: found.flat().map(({ score }) => score) });
      return texts.includes('somebody');
    },
  };
  // Here numbers and addresses hang on nothing.
  const withDoubt = recognizers.map((one) =>
    one.type === 'PERSON_NAME' ? { ...one, doubt } : one.type === 'DATE_OF_BIRTH' ? one : { ...one, doubt: undefined },
  ) as Recognizer[];
  rest = new RestOfRecord(withDoubt, policy);
});
beforeEach(() => void asked.splice(0));

const settledIn = (text: string, fields: Explanation[][]) => {
  rest.settle(
    fields,
    fields.map(() => ({ text })),
  );
  return fields.map((found) => found.map(({ outcome }) => outcome).join(' '));
};
const outcomesOf = (...fields: Explanation[][]) => settledIn('nobody', fields);

describe('a doubtful name', () => {
  it('is none where nothing else tells of anybody', () => {
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.55)])).toEqual(['weak']);
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.55), seen('PERSON_NAME', 9, 0.58)])).toEqual(['weak weak']);
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.55), seen('ORGANIZATION', 9, 0.9)])).toEqual(['weak reported']);
  });

  it('is one where its record tells of somebody, and brings the weak ones beside it', () => {
    expect(settledIn('somebody', [[seen('PERSON_NAME', 0, 0.55)]])).toEqual(['reported']);
    expect(settledIn('somebody', [[seen('PERSON_NAME', 0, 0.55), seen('PERSON_NAME', 9, 0.4)]])).toEqual([
      'reported reported',
    ]);
  });

  it('is one beside a certain name that it covers, and so are the others', () => {
    const titled = { ...seen('PERSON_NAME', 0, 0.92), outcome: 'overlapped' } as Explanation;
    const judged = { ...seen('PERSON_NAME', 0, 0.59), end: 4 } as Explanation;
    expect(outcomesOf([judged, titled, seen('PERSON_NAME', 9, 0.55)])).toEqual(['reported overlapped reported']);
  });

  it('has its record asked once, with all texts and all that hangs on it', () => {
    outcomesOf([seen('PERSON_NAME', 0, 0.55), seen('PERSON_NAME', 9, 0.3)], [], [seen('PERSON_NAME', 0, 0.5)]);
    expect(asked).toEqual([{ texts: ['nobody', 'nobody', 'nobody'], scores: [0.55, 0.3, 0.5] }]);
  });

  it('has nothing asked where the record has the level without it, or where it is weak', () => {
    outcomesOf([seen('PERSON_NAME', 0, 0.55), seen('PHONE_NUMBER', 9, 0.9)]);
    outcomesOf([seen('PERSON_NAME', 0, 0.4)]);
    expect(asked).toEqual([]);
  });

  it('is one beside a telephone number or a name that is certain', () => {
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.4), seen('PHONE_NUMBER', 9, 0.9)])).toEqual(['reported reported']);
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.4), seen('PERSON_NAME', 9, 0.9)])).toEqual(['reported reported']);
  });

  it('is one where another field tells of somebody', () => {
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.4)], [seen('HEALTH_CONDITION', 0, 0.8)])).toEqual([
      'reported',
      'reported',
    ]);
  });

  it('stays as it is far from what else the text tells', () => {
    const far = 5000;
    expect(outcomesOf([seen('PERSON_NAME', far, 0.4), seen('PHONE_NUMBER', 0, 0.9)])).toEqual(['weak reported']);
    expect(outcomesOf([seen('PERSON_NAME', far, 0.55), seen('PHONE_NUMBER', 0, 0.9)])).toEqual(['reported reported']);
  });

  it('is none where another finding stands', () => {
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.4), seen('PHONE_NUMBER', 1, 0.9)])).toEqual(['weak reported']);
  });

  it('that is none leaves its place to what it stood over', () => {
    const over = (type: InformationType, start: number, score: number) => {
      const one = seen(type, start, score);
      one.outcome = 'overlapped';
      return one;
    };
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.55), over('ORGANIZATION', 1, 0.52)])).toEqual(['weak reported']);
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.55), over('PHONE_NUMBER', 1, 0.52)])).toEqual(['weak reported']);
    // Of two that it stood over, the weightier; a doubtful one is none either.
    expect(
      outcomesOf([seen('PERSON_NAME', 1, 0.58), over('ORGANIZATION', 1, 0.52), over('PHONE_NUMBER', 2, 0.53)]),
    ).toEqual(['weak overlapped reported']);
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.58), over('PERSON_NAME', 1, 0.55)])).toEqual(['weak overlapped']);
    // What stands over it by itself stays where it is.
    expect(
      outcomesOf([seen('PERSON_NAME', 0, 0.55), over('ORGANIZATION', 1, 0.51), seen('ORGANIZATION', 2, 0.9)]),
    ).toEqual(['weak overlapped reported']);
  });

  it('that is faint, or likely enough, is left alone', () => {
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.3), seen('PHONE_NUMBER', 9, 0.9)])).toEqual(['weak reported']);
    expect(outcomesOf([seen('PERSON_NAME', 0, 0.7)])).toEqual(['reported']);
  });
});

describe('doubtful findings of several types', () => {
  const types = ['PERSON_NAME', 'PHONE_NUMBER', 'ADDRESS'];
  /** Each hangs where its score is low; those named have a say for their record. */
  const outcomesWhere = (speaking: string[], fields: Explanation[][], fieldName?: string) => {
    const doubting = recognizers.map((one) => {
      const tells = (_: unknown, __: unknown, names: readonly (string | undefined)[]) =>
        speaking.includes(one.type) || names.includes('caller');
      const doubt = { beside: 0.35, hangs: ({ score }: { score: number }) => score < 0.6, tells };
      return { ...one, doubt: types.includes(one.type) ? doubt : undefined } as Recognizer;
    });
    const context = fieldName === undefined ? {} : { fieldName };
    new RestOfRecord(doubting, policy).settle(
      fields,
      fields.map(() => ({ text: '', context })),
    );
    return fields.map((found) => found.map(({ outcome }) => outcome).join(' '));
  };
  const three = (phone = 0.55) => [
    [seen('PERSON_NAME', 0, 0.55), seen('PHONE_NUMBER', 9, phone)],
    [seen('ADDRESS', 0, 0.55)],
  ];

  it('are none where all say that the record tells of nobody', () => {
    expect(outcomesWhere([], three())).toEqual(['weak weak', 'weak']);
  });

  it.each(types)('are left alone, all of them, where %s has a say for the record', (type) => {
    expect(outcomesWhere([type], three())).toEqual(['reported reported', 'reported']);
  });

  it('are left alone beside one that hangs on nothing', () => {
    expect(outcomesWhere([], three(0.9))).toEqual(['reported reported', 'reported']);
  });

  it('bring no weak one beside them when they are none', () => {
    expect(outcomesWhere([], [[seen('PERSON_NAME', 0, 0.4), seen('PHONE_NUMBER', 9, 0.55)]])).toEqual(['weak weak']);
  });

  it('take with them the postal code right before, and no other', () => {
    const beside = [seen('POSTAL_CODE', 0, 0.9), seen('ADDRESS', 3, 0.55)];
    expect(outcomesWhere([], [beside])).toEqual(['weak weak']);
    expect(
      outcomesWhere(['ADDRESS'], [beside.map((one) => ({ ...one, outcome: 'reported' as const, score: 0.55 }))]),
    ).toEqual(['reported reported']);
    expect(outcomesWhere([], [[seen('POSTAL_CODE', 0, 0.9), seen('ADDRESS', 40, 0.55)]])).toEqual(['reported weak']);
  });

  it('are judged with the names of the fields they stand in', () => {
    expect(outcomesWhere([], three(), 'caller')).toEqual(['reported reported', 'reported']);
  });
});

describe('many findings of one long text', () => {
  it('are settled in steps that grow with the text', () => {
    const many = Array.from({ length: 60_000 }, (_, at) =>
      at % 2 === 0 ? seen('PERSON_NAME', at * 9, 0.4) : seen('PHONE_NUMBER', at * 9, 0.9),
    );
    const started = performance.now();
    rest.settle([many], [{ text: '' }]);
    expect(many.every(({ outcome }) => outcome === 'reported')).toBe(true);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('the score of what was settled', () => {
  it('says the same as the outcome', () => {
    const [name, phone] = [seen('PERSON_NAME', 0, 0.4), seen('PHONE_NUMBER', 9, 0.9)];
    rest.settle([[name, phone]], [{ text: '' }]);
    expect(name).toMatchObject({ outcome: 'reported', score: LIKELY, band: 'likely', word: 'somebody in the record' });
    const alone = seen('PERSON_NAME', 0, 0.55);
    rest.settle([[alone]], [{ text: '' }]);
    expect(alone).toMatchObject({ outcome: 'weak', band: 'weak', word: 'nobody in the record' });
    expect(alone.score).toBeLessThan(LIKELY);
  });
});

describe('a policy in which a name says nothing', () => {
  it('raises none, and takes none away', () => {
    const types = { ...policy.types, PERSON_NAME: { level: 1 as const, wording: '氏名', counts: 'alone' as const } };
    const other = new RestOfRecord(recognizers, { ...policy, types });
    const alone = seen('PERSON_NAME', 0, 0.55);
    other.settle([[alone]], [{ text: '' }]);
    expect(alone.outcome).toBe('reported');
  });
});
