import { z } from 'zod';
import { Fault } from '../../base/fault.js';
import type { HeldPlace } from '../../ports/place-register.js';

const PlacesFile = z.strictObject({
  schema: z.literal('kimitsu/places/1'),
  // No room for anything else: the register is in no listing, so nothing in it would ever be erased.
  places: z
    .array(
      z.strictObject({
        prefix: z.string().max(256),
        workspace: z.string().regex(/^ws-[0-9a-z]{1,32}$/),
        service: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
      }),
    )
    .max(64),
});

/** Registers are some hundred bytes. */
export const REGISTER_LIMIT = 65_536;

/** @throws {Fault} integrity `store/register-corrupt` for what could not be read again */
export function textOfRegister(places: readonly HeldPlace[], bucket: string): string {
  if (!PlacesFile.shape.places.safeParse(places).success) throw corrupt(bucket);
  const sorted = [...places].sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
  return `${JSON.stringify({ schema: 'kimitsu/places/1', places: sorted }, null, 2)}\n`;
}

/** @throws {Fault} integrity `store/register-corrupt` */
export function placesOf(text: string, bucket: string): HeldPlace[] {
  try {
    return PlacesFile.parse(JSON.parse(text)).places;
  } catch {
    throw corrupt(bucket);
  }
}

export function corrupt(bucket: string): Fault {
  const hint = 'have it examined who has changed it; restore it from a backup, or remove it where it lies';
  const message = 'the file that says whose records lie in the bucket cannot be read';
  return new Fault('integrity', 'store/register-corrupt', message, { bucket }, { hint });
}
