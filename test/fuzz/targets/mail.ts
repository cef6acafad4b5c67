import { makeZip } from '../../records/archive/make-zip.js';
import { mustEncode } from '../../records/encode.js';
import { MARKER } from '../promises.js';
import { readingTarget } from '../reading.js';
import { type Seed, whole } from '../target.js';

const word = (text: string) => `=?ISO-2022-JP?B?${mustEncode(text, 'iso-2022-jp').toString('base64')}?=`;

/** Header lines, body, attached table and its name: damage to one leaves the rest of the mail sound. */
const parted: Seed = {
  parts: [
    Buffer.from(
      `From: =?UTF-8?Q?=E5=B1=B1?= <${MARKER}@example.jp>\r\nTo: a@example.jp\r\nSubject: ${word('水道')}\r\n ${MARKER}`,
    ),
    mustEncode(`山田です。\r\n${MARKER}\r\n`, 'iso-2022-jp'),
    mustEncode(`氏名,電話番号\r\n${MARKER},03-1234-5678\r\n`, 'shift_jis'),
    Buffer.from(`text/csv; name*=UTF-8''%E5%90%8D${MARKER}.csv`),
    Buffer.from(`<html><body><p>${MARKER}=E5=B1=B1=\r\n</p></body></html>`),
  ],
  build: ([head, body, table, type, html]) =>
    Buffer.concat([
      head!,
      Buffer.from(
        '\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="=_b1"\r\n\r\n--=_b1\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n\r\n',
      ),
      body!,
      Buffer.from('\r\n--=_b1\r\nContent-Type: '),
      type!,
      Buffer.from('\r\nContent-Transfer-Encoding: base64\r\n\r\n'),
      Buffer.from(table!.toString('base64').replace(/.{76}/g, '$&\r\n')),
      Buffer.from(
        '\r\n--=_b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n',
      ),
      html!,
      Buffer.from('\r\n--=_b1--\r\n'),
    ]),
};

const attached: Seed = {
  parts: [Buffer.from(`a,b\n${MARKER},1\n`), Buffer.from('t.csv')],
  build: ([table, name]) =>
    Buffer.from(
      `From: a@example.jp\nDate: x\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="${MARKER}.zip"\n\n${makeZip([{ name: name!.subarray(0, 999), content: table! }]).toString('base64')}\n`,
    ),
};

const forwarded = whole(
  `From: a@example.jp\nTo: b@example.jp\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nFrom: ${MARKER}@example.jp\nSubject: ${MARKER}\n\nbody ${MARKER}\n--x\nContent-Type: text/plain; charset=${MARKER}\n\n${MARKER}\n--x--\n`,
);

/** Mails. */
export const mails = [readingTarget('records/mail', ['eml'], () => [parted, attached, forwarded], { weight: 3 })];
