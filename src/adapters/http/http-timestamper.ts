import * as asn1 from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { Fault } from '../../base/fault.js';
import type { Timestamper } from '../../ports/timestamper.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const MAX_ANSWER_BYTES = 64 * 1024;

export interface HttpTimestamperOptions {
  url: string;
  /** Default 30. */
  seconds?: number;
}

/** Asks an authority by HTTP (RFC 3161 §3.4). Follows no redirection, so only the approved address is asked. */
export class HttpTimestamper implements Timestamper {
  readonly url: string;
  readonly #seconds: number;

  constructor({ url, seconds = 30 }: HttpTimestamperOptions) {
    this.url = url;
    this.#seconds = seconds;
  }

  async request(sha256: Uint8Array, nonce: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
    const timeout = AbortSignal.timeout(this.#seconds * 1000);
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: timestampQuery(sha256, nonce),
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      if (!response.ok || !response.body) throw unavailable({ status: response.status });
      return await bounded(response.body);
    } catch (cause) {
      if (cause instanceof Fault) throw cause;
      if (timeout.aborted)
        throw new Fault('unavailable', 'timestamp/timeout', 'the authority did not answer in time', {}, { cause });
      throw unavailable({}, cause);
    }
  }
}

/** DER; asks for the certificate, so that the token can be checked by itself. */
function timestampQuery(sha256: Uint8Array, nonce: Uint8Array): ArrayBuffer {
  const hashedMessage = new asn1.OctetString({ valueHex: new Uint8Array(sha256).buffer });
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1.Null() }),
      hashedMessage,
    }),
    nonce: new asn1.Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  });
  return query.toSchema().toBER();
}

async function bounded(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw unavailable({ bytes });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function unavailable(detail: Record<string, unknown>, cause?: unknown): Fault {
  return new Fault('unavailable', 'timestamp/unavailable', 'the time stamping authority gives no timestamp', detail, {
    ...(cause === undefined ? {} : { cause }),
    hint: 'the certificate is issued all the same; repeat with `kimitsu certificate timestamp`',
  });
}
