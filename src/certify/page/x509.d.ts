/** A certificate as the page reads it. */
export interface X509 {
  der: Uint8Array;
  from: Date;
  to: Date;
}

/** Undefined when the bytes are no certificate, neither PEM nor DER. */
export function readCertificateFile(bytes: Uint8Array): X509 | undefined;
