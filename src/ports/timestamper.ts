/**
 * A time stamping authority (RFC 3161): confirms that it has seen a hash. It learns the hash and nothing else.
 *
 * Failures are Faults: `unavailable` / `timestamp/unavailable` (no answer, a refusal of the connection, an answer that
 * is none), `unavailable` / `timestamp/timeout`.
 */
export interface Timestamper {
  /** Where requests go, without anything secret; for logs. */
  readonly url: string;

  /**
   * @param sha256 - 32 bytes
   * @param nonce - at most 16 bytes that the answer must repeat, as a positive number: the first from 1 to 127
   * @returns DER of the TimeStampResp as it came, not yet verified
   */
  request(sha256: Uint8Array, nonce: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>;
}
