import { inflateSync } from 'node:zlib';

/**
 * What the pages of a PDF of ours show, line by line as drawn: enough of a reader for tests, written apart from the
 * renderer. Strings come out through the fonts' ToUnicode maps, as when text is copied from a PDF reader.
 */
export function pagesOf(pdf: Uint8Array): string[][] {
  const objects = objectsOf(Buffer.from(pdf));
  const maps = new Map<number, string[]>();
  for (const [number, { dict }] of objects) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(dict)?.[1];
    if (map) maps.set(number, unicodeMap(contentOf(objects, Number(map))));
  }
  const pages = [...objects.values()].filter(({ dict }) => /\/Type \/Page\n/.test(dict));
  return pages.map(({ dict }) => {
    const resources = objects.get(Number(/\/Resources (\d+) 0 R/.exec(dict)![1]))!.dict;
    const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, ref]) => [name, Number(ref)]));
    const content = contentOf(objects, Number(/\/Contents (\d+) 0 R/.exec(dict)![1]));
    return [...content.matchAll(/\/(F\d+) [\d.]+ Tf\n(?:[\d.]+ Tc\n)?\[([^\]]*)\] TJ/g)].map(([, font, strings]) => {
      const map = maps.get(fonts.get(font)!)!;
      const codes = [...strings!.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g)!);
      return codes.map((code) => map[Number.parseInt(code, 16)]).join('');
    });
  });
}

interface PdfObject {
  dict: string;
  stream: Buffer | undefined;
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>();
  const text = pdf.toString('latin1');
  const table = text.slice(text.lastIndexOf('\nxref\n') + 1);
  const entries = [...table.matchAll(/^(\d{10}) \d{5} ([nf]) $/gm)];
  for (const [number, [, offset, kind]] of entries.entries()) {
    if (kind === 'f') continue;
    const start = Number(offset);
    const head = text.slice(start, text.indexOf('endobj', start));
    const at = head.search(/\nstream\n/);
    const dict = at < 0 ? head : head.slice(0, at);
    const length = Number(/\/Length (\d+)/.exec(dict)?.[1] ?? 0);
    const from = start + at + '\nstream\n'.length;
    objects.set(number, { dict, stream: at < 0 ? undefined : pdf.subarray(from, from + length) });
  }
  return objects;
}

function contentOf(objects: Map<number, PdfObject>, number: number): string {
  const { dict, stream } = objects.get(number)!;
  return (dict.includes('/FlateDecode') ? inflateSync(stream!) : stream!).toString('latin1');
}

function unicodeMap(cmap: string): string[] {
  const map: string[] = [];
  for (const [, first, list] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    [...list!.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, units], index) => {
      const codes = units!.split(' ').map((unit) => Number.parseInt(unit, 16));
      map[Number.parseInt(first!, 16) + index] = String.fromCharCode(...codes);
    });
  }
  return map;
}
