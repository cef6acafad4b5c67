import { address } from '../classifiers/jp/address.js';
import { phoneNumber } from '../classifiers/jp/phone-number.js';
import { contactFeatures } from '../classifiers/offices/contact-features.js';
import { contactHangs, isContact, isLeftToModel } from '../classifiers/offices/contact-in-record.js';
import type { GoldRecord } from '../fixtures/gold.js';
import { createDetector } from '../src/classify/detector.js';
import type { Finding } from '../src/classify/finding.js';
import { loadPolicy } from '../src/classify/policy.js';
import { groupedDevelopmentPart } from './development-part.js';
import type { Example } from './linear-training.js';

export interface ContactExample extends Example {
  /** Nothing else in the record has its level. */
  isOnlyDatum: boolean;
  /** Detection asks the model about it. */
  isAsked: boolean;
  record: GoldRecord;
}

/**
 * What a record weighs. A wrong answer loses those whose only datum is the number or the address; all others only show
 * what is written about somebody and what is not.
 */
const WEIGHT = { onlyDatum: 12, notice: 2, besideOthers: 0.3, without: 0.04, composed: 0.1 };
/** Of the records about somebody without a number or an address, one in so many. */
const EVERY = 3;

/** Numbers and addresses as their shape alone finds them: no office, notice or list rules one out. */
const policy = loadPolicy();
const byShape = [phoneNumber, address].map(({ veto: _, judge: __, doubt: ___, lexicons: ____, ...shape }) => shape);
const detector = await createDetector(byShape, policy);

/** The records of the development part, positive where they are about somebody. */
export function contactExamples(): ContactExample[] {
  let without = 0;
  return groupedDevelopmentPart().flatMap(({ group, record }) => {
    const isWritten = group === record.file;
    if (record.contentLevel === 2) return [];
    const positive = record.contentLevel === 3;
    const contacts = contactsOf(record);
    const hasOne = contacts.some((found) => found.length > 0);
    if (!hasOne && (!isWritten || (positive && ++without % EVERY !== 1))) return [];
    const isOnlyDatum = hasOne && isNothingElse(record, contacts);
    const own = !positive ? WEIGHT.notice : isOnlyDatum ? WEIGHT.onlyDatum : WEIGHT.besideOthers;
    const [texts, names] = [record.fields.map(({ text }) => text), record.fields.map(({ name }) => name ?? undefined)];
    const seen = contactFeatures(texts, names);
    const hang = contacts.every((some, at) => some.every((one) => contactHangs(one, record.fields[at]!.text)));
    const isAsked = isOnlyDatum && hang && isLeftToModel(texts, names);
    const weight = (hasOne ? own : WEIGHT.without) * (isWritten ? 1 : WEIGHT.composed);
    return [{ ...seen, positive, weight, group, isOnlyDatum, isAsked, record }];
  });
}

function contactsOf({ fields }: GoldRecord): Finding[][] {
  const found = detector.detectRecord(
    fields.map(({ name, path, text }) => (name === null ? { path, text } : { name, path, text })),
  );
  return found.map((some, at) => some.filter((one) => isContact(one, fields[at]!.text)));
}

function isNothingElse({ fields }: GoldRecord, contacts: readonly (readonly Finding[])[]): boolean {
  return fields.every(({ spans }, at) =>
    spans.every(
      ({ type, start, end }) =>
        policy.types[type]?.level !== 3 ||
        policy.types[type].counts !== 'alone' ||
        contacts[at]!.some((one) => one.type === type && one.start < end && one.end > start),
    ),
  );
}
