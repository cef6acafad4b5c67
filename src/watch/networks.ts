import { BlockList, isIP } from 'node:net';

/** Addresses whose answer is remembered; asking the list costs as much as reading the record. */
const MAX_REMEMBERED = 10_000;

/** Networks that callers are expected in; IPv4 and IPv6. */
export class Networks {
  readonly #list = new BlockList();
  readonly #remembered = new Map<string, boolean>();

  /** @param cidrs - `203.0.113.0/24`, `2001:db8::/32`, or single addresses, checked by `isCidr` */
  constructor(readonly cidrs: readonly string[]) {
    for (const cidr of cidrs) {
      const { address, bits, family } = parsedCidr(cidr) ?? {};
      if (address !== undefined && bits !== undefined && family) this.#list.addSubnet(address, bits, family);
    }
  }

  /** What is no address is in no network. */
  has(address: string): boolean {
    const known = this.#remembered.get(address);
    if (known !== undefined) return known;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    const inside = this.#check(address);
    this.#remembered.set(address, inside);
    return inside;
  }

  #check(address: string): boolean {
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
    const version = isIP(mapped);
    return version !== 0 && this.#list.check(mapped, version === 4 ? 'ipv4' : 'ipv6');
  }
}

export const isCidr = (text: string): boolean => parsedCidr(text) !== undefined;

function parsedCidr(text: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const most = version === 4 ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  return bits <= most ? { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' } : undefined;
}
