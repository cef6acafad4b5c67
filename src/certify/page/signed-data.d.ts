export interface OpenedData {
  kid: string;
  payload: Uint8Array;
  document: unknown;
  input: Uint8Array;
  signature: Uint8Array;
}

export function openSignedData(
  bytes: Uint8Array,
  type?: string,
): (OpenedData & { problem?: undefined }) | { problem: { check: 'form' | 'header' | 'payload'; text: string } };

export function signatureHolds(opened: OpenedData, jwk: { x: string; y: string }): Promise<boolean>;
