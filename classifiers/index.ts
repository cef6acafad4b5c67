import type { Recognizer } from '../src/classify/recognizer.js';
import { emailAddress } from './any/email-address.js';
import { address } from './jp/address.js';
import { dateOfBirth } from './jp/date-of-birth.js';
import { myNumber } from './jp/my-number.js';
import { personName } from './jp/person-name.js';
import { phoneNumber } from './jp/phone-number.js';
import { postalCode } from './jp/postal-code.js';

/** Every recognizer, sorted by type: one file each under `jp/` and `any/`. */
export const recognizers: readonly Recognizer[] = [
  address,
  dateOfBirth,
  emailAddress,
  myNumber,
  personName,
  phoneNumber,
  postalCode,
];
