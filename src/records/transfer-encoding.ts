/** Undoes a Content-Transfer-Encoding, piece by piece; `malformed` counts places that are not in the encoding. */
export interface TransferDecoder {
  push(bytes: Buffer): Buffer;
  end(): Buffer;
  malformed: boolean;
}

export function transferDecoder(encoding: string): TransferDecoder {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return new Base64Decoder();
    case 'quoted-printable':
      return new QuotedPrintableDecoder();
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return new UuDecoder();
    default:
      return new IdentityDecoder();
  }
}

class IdentityDecoder implements TransferDecoder {
  malformed = false;
  push(bytes: Buffer): Buffer {
    return bytes;
  }
  end(): Buffer {
    return Buffer.alloc(0);
  }
}

class Base64Decoder implements TransferDecoder {
  malformed = false;
  #held = '';

  push(bytes: Buffer): Buffer {
    const text = this.#held + bytes.toString('latin1').replace(/\s/g, '');
    if (/[^A-Za-z0-9+/=]/.test(text)) this.malformed = true;
    const clean = text.replace(/[^A-Za-z0-9+/=]/g, '');
    // Concatenated base64 has padding in the middle: a group of four is decoded by itself.
    const usable = clean.length - (clean.length % 4);
    this.#held = clean.slice(usable);
    return decodeGroups(clean.slice(0, usable));
  }

  end(): Buffer {
    if (this.#held.length === 1) this.malformed = true;
    return Buffer.from(this.#held, 'base64');
  }
}

function decodeGroups(text: string): Buffer {
  const parts: Buffer[] = [];
  let start = 0;
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', start)) {
    const end = at - (at % 4) + 4;
    parts.push(Buffer.from(text.slice(start, end), 'base64'));
    start = end;
  }
  parts.push(Buffer.from(text.slice(start), 'base64'));
  return Buffer.concat(parts);
}

/** White space at the end of a piece that is held until it shows whether a line ends there. */
const MAX_HELD_SPACE = 1024;

class QuotedPrintableDecoder implements TransferDecoder {
  malformed = false;
  #held = '';

  push(bytes: Buffer): Buffer {
    const text = this.#held + bytes.toString('latin1');
    // What may be the beginning of `=XX`, of a soft line end, or white space that a line end would drop, waits.
    let cut = text.endsWith('\r') ? text.length - 1 : text.length;
    if (text[cut - 1] === '=') cut -= 1;
    else if (text[cut - 2] === '=') cut -= 2;
    else cut = withoutTrailingSpace(text, cut);
    if (text.length - cut > MAX_HELD_SPACE) cut = text.length;
    this.#held = text.slice(cut);
    return this.#decode(text.slice(0, cut));
  }

  end(): Buffer {
    const rest = this.#held.endsWith('\r') ? this.#held.slice(0, -1) : this.#held;
    this.#held = '';
    return this.#decode(
      rest.endsWith('=') ? rest.slice(0, -1) : rest.slice(0, withoutTrailingSpace(rest, rest.length)),
    );
  }

  #decode(text: string): Buffer {
    const lines = text.split('\n').map((line, at, all) => {
      if (at === all.length - 1) return line;
      const end = line.endsWith('\r') ? line.length - 1 : line.length;
      const content = line.slice(0, withoutTrailingSpace(line, end));
      return content.endsWith('=') ? content.slice(0, -1) : `${content}${line.slice(end)}\n`;
    });
    const plain = lines.join('').replace(/=([0-9A-Fa-f]{2})?/g, (whole, hex: string | undefined) => {
      if (hex === undefined) {
        this.malformed = true;
        return whole;
      }
      return String.fromCharCode(Number.parseInt(hex, 16));
    });
    return Buffer.from(plain, 'latin1');
  }
}

/** Offset in `text` before `end` where white space begins that reaches to `end`. */
function withoutTrailingSpace(text: string, end: number): number {
  let at = end;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at -= 1;
  return at;
}

/** @see POSIX.1-2017, uuencode */
class UuDecoder implements TransferDecoder {
  malformed = false;
  #held = '';

  push(bytes: Buffer): Buffer {
    const lines = (this.#held + bytes.toString('latin1')).split(/\r?\n/);
    this.#held = lines.pop() ?? '';
    return Buffer.concat(lines.map((line) => this.#line(line)));
  }

  end(): Buffer {
    const last = this.#line(this.#held);
    this.#held = '';
    return last;
  }

  #line(line: string): Buffer {
    if (line === '' || line === '`' || /^(?:begin [0-7]{3}|end$)/.test(line)) return Buffer.alloc(0);
    const length = (line.charCodeAt(0) - 32) & 63;
    const bytes: number[] = [];
    for (let at = 1; at < line.length; at += 4) {
      let group = 0;
      for (let offset = 0; offset < 4; offset += 1) {
        const code = line.charCodeAt(at + offset);
        group = (group << 6) | (Number.isNaN(code) ? 0 : (code - 32) & 63);
      }
      bytes.push((group >> 16) & 255, (group >> 8) & 255, group & 255);
    }
    // Trailing spaces, which stand for zero bits, may have been trimmed; more than one group was not.
    if (bytes.length < length || line.length - 1 < Math.floor((length * 4) / 3)) this.malformed = true;
    return Buffer.from(bytes.slice(0, length));
  }
}
