export class NotDer extends Error {}

export interface DerValue {
  tag: number;
  content: Uint8Array;
  raw: Uint8Array;
}

export const TAG: Readonly<Record<string, number>>;
export function valueAt(bytes: Uint8Array, start?: number): DerValue;
export function onlyValue(bytes: Uint8Array, tag: number): DerValue;
export function inside(value: DerValue | undefined, tag?: number): DerValue[];
export function oidOf(value: DerValue | undefined): string;
export function timeOf(value: DerValue): Date;
