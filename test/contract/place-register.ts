import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HeldPlace, PlaceRegister } from '../../src/ports/place-register.js';

export interface RegisterUnderTest {
  register: PlaceRegister;
  /** The same place, as another process sees it. */
  other: PlaceRegister;
  bucket: string;
  /** What lies in the bucket beside the register, however it is kept. */
  left(): Promise<string[]>;
  /** Puts `text` where the register lies. */
  spoil(text: string): Promise<void>;
  close(): Promise<void>;
}

const place = (workspace: string, prefix = ''): HeldPlace => ({ prefix, workspace, service: 'centre' });

/** Every promise of the `PlaceRegister` port; run on each adapter. */
export function placeRegisterContract(name: string, make: () => Promise<RegisterUnderTest>): void {
  describe(`place register contract: ${name}`, () => {
    let under: RegisterUnderTest;
    let register: PlaceRegister;

    beforeEach(async () => {
      under = await make();
      register = under.register;
    });
    afterEach(() => under.close());

    it('shows to everybody what was written', async () => {
      const none = await register.read(under.bucket);
      expect(none).toEqual({ places: [], etag: undefined });
      await register.write(under.bucket, [place('ws-b', 'b/'), place('ws-a', 'a/')], none);
      const read = await under.other.read(under.bucket);
      expect(read.places).toEqual([place('ws-a', 'a/'), place('ws-b', 'b/')]);
      expect(read.etag).toEqual(expect.any(String));
    });

    it('never replaces what came in between: neither a first one nor a later one', async () => {
      const none = await register.read(under.bucket);
      await under.other.write(under.bucket, [place('ws-a')], none);
      const changed = { kind: 'conflict', code: 'store/changed' };
      await expect(register.write(under.bucket, [place('ws-b')], none)).rejects.toMatchObject(changed);
      const read = await register.read(under.bucket);
      await under.other.write(under.bucket, [place('ws-c')], await under.other.read(under.bucket));
      await expect(register.write(under.bucket, [place('ws-b')], read)).rejects.toMatchObject(changed);
      await expect(register.write(under.bucket, [], read)).rejects.toMatchObject(changed);
      expect((await register.read(under.bucket)).places).toEqual([place('ws-c')]);
    });

    it('leaves nothing of itself once it is empty', async () => {
      await register.write(under.bucket, [place('ws-a')], await register.read(under.bucket));
      await register.write(under.bucket, [place('ws-b')], await register.read(under.bucket));
      await register.write(under.bucket, [], await register.read(under.bucket));
      expect(await register.read(under.bucket)).toEqual({ places: [], etag: undefined });
      expect(register.shownAs(under.bucket)).toBeUndefined();
      expect(await under.left()).toEqual([]);
    });

    it('has no room for anything but whose places they are', async () => {
      const hidden = { ...place('ws-a'), service: '架空山 花子 090-1234-5678' };
      await expect(register.write(under.bucket, [hidden], await register.read(under.bucket))).rejects.toMatchObject({
        code: 'store/register-corrupt',
      });
      await register.write(under.bucket, [place('ws-a')], await register.read(under.bucket));
      await under.spoil(JSON.stringify({ schema: 'kimitsu/places/1', places: [hidden] }));
      await expect(register.read(under.bucket)).rejects.toMatchObject({ code: 'store/register-corrupt' });
    });

    it.each(['', '{}', 'not JSON', '{"schema":"kimitsu/places/2","places":[]}', ' '.repeat(70_000)])(
      'refuses what is no register: case %#',
      async (text) => {
        await register.write(under.bucket, [place('ws-a')], await register.read(under.bucket));
        await under.spoil(text);
        await expect(register.read(under.bucket)).rejects.toMatchObject({
          kind: 'integrity',
          code: 'store/register-corrupt',
        });
        expect(register.shownAs(under.bucket)).toBeUndefined();
      },
    );
  });
}
