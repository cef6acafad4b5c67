import { Fault } from '../../base/fault.js';
import type { HeldPlace, PlaceRegister } from '../../ports/place-register.js';

/** Somebody else may be writing the same register. */
const ROUNDS = 5;

export interface HeldPlacesOptions {
  register: PlaceRegister;
  /** Where the systems of this workspace keep their records. */
  systems: readonly { bucket: string; prefix?: string | undefined }[];
  service: string;
  workspaceId(): Promise<string>;
  /** Whether everything here is erased: then nothing is held any more. */
  ended(): Promise<boolean>;
}

export interface OthersPlace extends HeldPlace {
  bucket: string;
}

/**
 * B3-2-1: what a listing shows is this workspace's to classify, encrypt and erase, because nobody else's records lie
 * there. Each bucket says whose its parts are; a part that another workspace holds is refused by name.
 */
export class HeldPlaces {
  readonly #options: HeldPlacesOptions;
  readonly #prefixes = new Map<string, string[]>();
  readonly #looked = new Map<string, Promise<void>>();
  readonly #held = new Map<string, Promise<void>>();

  constructor(options: HeldPlacesOptions) {
    this.#options = options;
    for (const { bucket, prefix = '' } of options.systems)
      this.#prefixes.set(bucket, [...(this.#prefixes.get(bucket) ?? []), prefix]);
  }

  /** @throws {Fault} denied `store/other-workspace`; what the register throws */
  look(bucket: string): Promise<void> {
    return once(this.#looked, bucket, async () => {
      const [other] = await this.#othersIn(bucket);
      if (other) throw otherWorkspace(other, await this.#options.workspaceId());
    });
  }

  /** Before anything is listed, written or destroyed. @throws {Fault} as `look` */
  hold(bucket: string): Promise<void> {
    return once(this.#held, bucket, () => this.#change(bucket, true));
  }

  /** What other workspaces hold of the places of this one. */
  async others(): Promise<OthersPlace[]> {
    const found: OthersPlace[] = [];
    for (const bucket of this.#prefixes.keys()) found.push(...(await this.#othersIn(bucket)));
    return found;
  }

  /** In the place of whoever holds them. */
  async takeOver(): Promise<void> {
    for (const bucket of this.#prefixes.keys()) await this.#change(bucket, false);
    this.#looked.clear();
  }

  /** Once nothing of this workspace is there any more. What others hold stays. */
  async release(): Promise<void> {
    const { register, workspaceId } = this.#options;
    const own = await workspaceId();
    for (const bucket of this.#prefixes.keys())
      await again(async () => {
        const read = await register.read(bucket);
        const rest = read.places.filter(({ workspace }) => workspace !== own);
        if (rest.length < read.places.length) await register.write(bucket, rest, read);
      });
    this.#held.clear();
  }

  /** Whether a listing shows the register here, and not a record. */
  isRegister({ bucket, key, versionId }: { bucket: string; key: string; versionId: string }): boolean {
    const shown = this.#prefixes.has(bucket) ? this.#options.register.shownAs(bucket) : undefined;
    return shown?.key === key && shown.versionId === versionId;
  }

  async #othersIn(bucket: string): Promise<OthersPlace[]> {
    if (!this.#prefixes.has(bucket)) return [];
    const { places } = await this.#options.register.read(bucket);
    return this.#others(bucket, places, await this.#options.workspaceId());
  }

  #others(bucket: string, places: readonly HeldPlace[], own: string): OthersPlace[] {
    const prefixes = this.#prefixes.get(bucket) ?? [];
    const meets = (other: string) => prefixes.some((prefix) => prefix.startsWith(other) || other.startsWith(prefix));
    return places
      .filter(({ workspace, prefix }) => workspace !== own && meets(prefix))
      .map((place) => ({ ...place, bucket }));
  }

  async #change(bucket: string, refuse: boolean): Promise<void> {
    const prefixes = this.#prefixes.get(bucket);
    if (!prefixes) return;
    const { register, service, workspaceId, ended } = this.#options;
    const own = await workspaceId();
    await again(async () => {
      const read = await register.read(bucket);
      const others = this.#others(bucket, read.places, own);
      if (refuse && others[0]) throw otherWorkspace(others[0], own);
      if (await ended()) return;
      const isOthers = (place: HeldPlace) => others.some(({ prefix }) => prefix === place.prefix);
      const kept = read.places.filter((place) => place.workspace === own || !isOthers(place));
      const missing = prefixes.filter((prefix) => !kept.some((place) => place.prefix === prefix));
      if (missing.length === 0 && kept.length === read.places.length) return;
      const added = missing.map((prefix) => ({ prefix, workspace: own, service }));
      await register.write(bucket, [...kept, ...added], read);
    });
  }
}

function otherWorkspace({ bucket, prefix, workspace, service }: OthersPlace, own: string): Fault {
  const hint =
    'give each workspace a bucket or prefix of its own; if this one takes the place of the other, run `kimitsu adopt`';
  return new Fault(
    'denied',
    'store/other-workspace',
    'the records of another workspace lie in this place',
    { bucket, prefix, workspace, service, own },
    { hint },
  );
}

/** What fails is tried anew by the next call. */
function once(known: Map<string, Promise<void>>, bucket: string, work: () => Promise<void>): Promise<void> {
  const asked = known.get(bucket) ?? work();
  known.set(bucket, asked);
  asked.catch(() => known.delete(bucket));
  return asked;
}

/** @throws {Fault} conflict `store/changed` when others keep writing it */
async function again(work: () => Promise<void>): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      return await work();
    } catch (error) {
      if (round >= ROUNDS || !(error instanceof Fault && error.code === 'store/changed')) throw error;
    }
  }
}
