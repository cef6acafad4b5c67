import { Fault } from '../base/fault.js';

/** Days between two rotations of a key by its service, as AWS KMS takes them. */
export const ROTATION_DAYS = { min: 90, max: 2560, usual: 365 } as const;

/** @throws {Fault} `usage` / `keys/bad-rotation-period` */
export function checkRotationDays(days: number | undefined): void {
  const { min, max } = ROTATION_DAYS;
  if (days === undefined || (Number.isInteger(days) && days >= min && days <= max)) return;
  throw new Fault('usage', 'keys/bad-rotation-period', `a key rotates by itself every ${min} to ${max} days`, { days });
}
