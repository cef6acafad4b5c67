import { open } from 'node:fs/promises';
import { Fault } from '../../base/fault.js';
import { type OpenedCheckpoint, openCheckpoint } from '../../certify/checkpoint-open.js';
import { NotAccepted } from '../../certify/jws-open.js';
import { DeliveryRejected, readDelivery } from '../certificates/delivery-reader.js';
import { readExcerpt } from '../certificates/excerpt-reader.js';
import { unreadable } from '../unreadable.js';

/** A checkpoint alone has less than a kilobyte. */
const MAX_JWS_BYTES = 16 * 1024;

/**
 * The checkpoint that someone else holds: a JWS, the last one of an evidence pack, or that of a certificate's delivery
 * (ZIP). Its signature holds; whose it is, the log decides.
 *
 * @throws {Fault} usage `file/unreadable`, `checkpoint/none-held`
 */
export async function heldCheckpoint(file: string): Promise<OpenedCheckpoint> {
  const handle = await open(file, 'r').catch((cause) => {
    throw unreadable(cause);
  });
  try {
    const start = Buffer.alloc(MAX_JWS_BYTES);
    const { bytesRead } = await handle.read(start, 0, start.length, 0).catch((cause) => {
      throw unreadable(cause);
    });
    const text = start.toString('latin1', 0, bytesRead);
    if (text.startsWith('PK'))
      return held([...(await readDelivery(file)).values()].find((one) => one.excerpt)?.excerpt);
    if (text.startsWith('{')) return held(await readExcerpt(handle.createReadStream({ start: 0, autoClose: false })));
    return openCheckpoint(text.trim());
  } catch (error) {
    if (error instanceof NotAccepted || error instanceof DeliveryRejected) throw none(error);
    throw error;
  } finally {
    await handle.close();
  }
}

function held(excerpt: Awaited<ReturnType<typeof readExcerpt>> | undefined): OpenedCheckpoint {
  const last = excerpt?.report.checkpoints.last;
  if (!last) throw none();
  return openCheckpoint(last.jws);
}

const none = (cause?: unknown): Fault =>
  new Fault(
    'usage',
    'checkpoint/none-held',
    'the file holds no checkpoint of an audit log',
    {},
    { ...(cause ? { cause } : {}), hint: 'give a checkpoint (JWS), an evidence pack or the ZIP of a certificate' },
  );
