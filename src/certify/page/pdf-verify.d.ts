/** @returns the check that failed, named as `PdfCheckId`; the attachments; the fingerprint once the signature holds */
export function verifyPdf(bytes: Uint8Array): Promise<{
  problem?: string;
  json?: Uint8Array;
  jws?: Uint8Array;
  signer?: string;
}>;
