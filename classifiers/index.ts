import type { Recognizer } from '../src/classify/recognizer.js';
import { creditCardNumber } from './any/credit-card-number.js';
import { emailAddress } from './any/email-address.js';
import { ipAddress } from './any/ip-address.js';
import { address } from './jp/address.js';
import { bankAccount } from './jp/bank-account.js';
import { basicPensionNumber } from './jp/basic-pension-number.js';
import { beliefOrOrigin } from './jp/belief-or-origin.js';
import { careInsuranceNumber } from './jp/care-insurance-number.js';
import { corporateNumber } from './jp/corporate-number.js';
import { corporateSecret } from './jp/corporate-secret.js';
import { crimeHistory } from './jp/crime-history.js';
import { dateOfBirth } from './jp/date-of-birth.js';
import { driversLicenseNumber } from './jp/drivers-license-number.js';
import { employmentInsuranceNumber } from './jp/employment-insurance-number.js';
import { healthCondition } from './jp/health-condition.js';
import { healthInsuranceNumber } from './jp/health-insurance-number.js';
import { legalSecret } from './jp/legal-secret.js';
import { myNumber } from './jp/my-number.js';
import { organization } from './jp/organization.js';
import { passportNumber } from './jp/passport-number.js';
import { personName } from './jp/person-name.js';
import { phoneNumber } from './jp/phone-number.js';
import { postalCode } from './jp/postal-code.js';
import { residenceCardNumber } from './jp/residence-card-number.js';
import { residentRecordCode } from './jp/resident-record-code.js';
import { vehiclePlate } from './jp/vehicle-plate.js';
import { welfareStatus } from './jp/welfare-status.js';

/** Every recognizer, sorted by type: one file each under `jp/` and `any/`. */
export const recognizers: readonly Recognizer[] = [
  address,
  bankAccount,
  basicPensionNumber,
  beliefOrOrigin,
  careInsuranceNumber,
  corporateNumber,
  corporateSecret,
  creditCardNumber,
  crimeHistory,
  dateOfBirth,
  driversLicenseNumber,
  emailAddress,
  employmentInsuranceNumber,
  healthCondition,
  healthInsuranceNumber,
  ipAddress,
  legalSecret,
  myNumber,
  organization,
  passportNumber,
  personName,
  phoneNumber,
  postalCode,
  residenceCardNumber,
  residentRecordCode,
  vehiclePlate,
  welfareStatus,
];
