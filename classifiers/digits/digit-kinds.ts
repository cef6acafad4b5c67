import type { InformationType } from '../../src/classify/finding.js';
import {
  isCorporateNumber,
  isInsurerNumber,
  isLicenceNumber,
  isMyNumber,
  isResidentRecordCode,
  passesLuhn,
} from '../numbers/check-digits.js';

/** What a place of digits may be; the order is part of the weights. */
export const DIGIT_KINDS: readonly InformationType[] = [
  'BANK_ACCOUNT',
  'BASIC_PENSION_NUMBER',
  'CARE_INSURANCE_NUMBER',
  'CORPORATE_NUMBER',
  'CREDIT_CARD_NUMBER',
  'DATE_OF_BIRTH',
  'DRIVERS_LICENSE_NUMBER',
  'EMPLOYMENT_INSURANCE_NUMBER',
  'HEALTH_INSURANCE_NUMBER',
  'MY_NUMBER',
  'PASSPORT_NUMBER',
  'PHONE_NUMBER',
  'POSTAL_CODE',
  'RESIDENCE_CARD_NUMBER',
  'RESIDENT_RECORD_CODE',
  'VEHICLE_PLATE',
];
export const DATE_OF_BIRTH = DIGIT_KINDS.indexOf('DATE_OF_BIRTH');

/** How many digits a whole one of each kind has, one bit each. */
export const TOTALS: readonly number[] = [
  [7],
  [10],
  [10],
  [13],
  [14, 15, 16],
  [8],
  [12],
  [11],
  [8, 6],
  [12],
  [7],
  [10, 11],
  [7],
  [8],
  [11],
  [4],
].map((totals) => totals.reduce((bits, total) => bits | (1 << total), 0));

const CHECK_OF: Partial<Record<InformationType, (digits: string) => boolean>> = {
  CARE_INSURANCE_NUMBER: passesLuhn,
  CORPORATE_NUMBER: isCorporateNumber,
  CREDIT_CARD_NUMBER: passesLuhn,
  DRIVERS_LICENSE_NUMBER: isLicenceNumber,
  HEALTH_INSURANCE_NUMBER: isInsurerNumber,
  MY_NUMBER: isMyNumber,
  RESIDENT_RECORD_CODE: isResidentRecordCode,
};

/** Whether the check digit of a whole number holds, for the kinds that have one. */
export const CHECKS = DIGIT_KINDS.map((type) => CHECK_OF[type]);
