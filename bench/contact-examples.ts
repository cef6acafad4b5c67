import { address } from '../classifiers/jp/address.js';
import { phoneNumber } from '../classifiers/jp/phone-number.js';
import { contactFeatures } from '../classifiers/offices/contact-features.js';
import { contactHangs, isContact } from '../classifiers/offices/contact-hangs.js';
import { isLeftToModel } from '../classifiers/offices/contact-in-record.js';
import { placeFeatures } from '../classifiers/offices/contact-place.js';
import type { GoldRecord } from '../fixtures/gold.js';
import { createDetector } from '../src/classify/detector.js';
import type { Finding } from '../src/classify/finding.js';
import { loadPolicy } from '../src/classify/policy.js';
import { type GroupedRecord, groupedDevelopmentPart } from './development-part.js';
import type { Example } from './linear-training.js';
import { notesWithContacts } from './notes-with-contacts.js';

/** A contact, positive where it is somebody's. */
export interface ContactExample extends Example {
  record: GoldRecord;
}

/** A record, positive where it is about somebody. */
export interface RecordExample extends Example {
  /** Nothing else in it has its level. */
  isOnlyDatum: boolean;
  /** Detection asks the models about it. */
  isAsked: boolean;
  record: GoldRecord;
}

/**
 * What a record weighs. A wrong answer loses those whose only datum is the number or the address; all others only show
 * what is written about somebody and what is not.
 */
const WEIGHT = { onlyDatum: 12, notice: 2, besideOthers: 0.3, without: 0.04, composed: 0.1 };
/** The same of a contact. */
const CONTACT_WEIGHT = { onlyDatum: 4, office: 1, besideOthers: 0.5, composed: 0.1, put: 0.5 };
/** Of the records about somebody without a number or an address, one in so many. */
const EVERY = 3;

/** Numbers and addresses as their shape alone finds them: no office, notice or list rules one out. */
const policy = loadPolicy();
const byShape = [phoneNumber, address].map(({ veto: _, judge: __, doubt: ___, lexicons: ____, ...shape }) => shape);
const detector = await createDetector(byShape, policy);
const development = groupedDevelopmentPart();

/** The records of the development part. */
export function recordExamples(): RecordExample[] {
  let without = 0;
  return development.flatMap(({ group, record }) => {
    const isWritten = group === record.file;
    if (record.contentLevel === 2) return [];
    const positive = record.contentLevel === 3;
    const contacts = contactsOf(record);
    const hasOne = contacts.some((found) => found.length > 0);
    if (!hasOne && (!isWritten || (positive && ++without % EVERY !== 1))) return [];
    const isOnlyDatum = hasOne && isNothingElse(record, contacts);
    const own = !positive ? WEIGHT.notice : isOnlyDatum ? WEIGHT.onlyDatum : WEIGHT.besideOthers;
    const weight = (hasOne ? own : WEIGHT.without) * (isWritten ? 1 : WEIGHT.composed);
    const [texts, names] = textsAndNames(record);
    const hang = contacts.every((some, at) => some.every((one) => contactHangs(one, record.fields[at]!.text)));
    const isAsked = isOnlyDatum && hang && isLeftToModel(texts, names);
    return [{ ...contactFeatures(texts, names), positive, weight, group, isOnlyDatum, isAsked, record }];
  });
}

/** The contacts of the development part, and of notes that somebody's contact or an office's was put into. */
export function contactExamples(): ContactExample[] {
  const own = development.flatMap((one) =>
    contactsIn(one, one.group === one.record.file ? 1 : CONTACT_WEIGHT.composed),
  );
  const put = notesWithContacts(
    development.filter(({ group, record }) => group === record.file),
    contactsOf,
  );
  return [...own, ...put.flatMap((one) => contactsIn(one, CONTACT_WEIGHT.put))];
}

function contactsIn({ group, record }: GroupedRecord, share: number): ContactExample[] {
  const contacts = contactsOf(record);
  const count = contacts.flat().length;
  if (count === 0) return [];
  const isOnlyDatum = isNothingElse(record, contacts);
  const [texts, names] = textsAndNames(record);
  const { features: ofRecord, slight, share: ofSlight } = contactFeatures(texts, names);
  return contacts.flatMap((some, field) => {
    const { text, spans, name } = record.fields[field]!;
    return some.map((finding): ContactExample => {
      const { type, start, end } = finding;
      const positive = spans.some((span) => span.type === type && span.start < end && start < span.end);
      const weight = isOnlyDatum
        ? CONTACT_WEIGHT.onlyDatum
        : positive
          ? CONTACT_WEIGHT.besideOthers
          : CONTACT_WEIGHT.office;
      const features = Int32Array.from([...ofRecord, ...placeFeatures(text, start, end, type, name ?? undefined)]);
      return {
        features,
        slight,
        share: ofSlight,
        positive,
        weight: (weight * share) / Math.sqrt(count),
        group,
        record,
      };
    });
  });
}

function textsAndNames({ fields }: GoldRecord): [string[], (string | undefined)[]] {
  return [fields.map(({ text }) => text), fields.map(({ name }) => name ?? undefined)];
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
