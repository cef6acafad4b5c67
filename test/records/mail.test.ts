import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { MAX_MAIL_PARTS, MAX_TEXT_FIELD } from '../../src/records/limits.js';
import { mustEncode } from './encode.js';
import { chunksOf, codes, readAll, readChunks, shown } from './read-all.js';

const HEAD = 'From: a@example.jp\r\nTo: b@example.jp\r\n';
const MIXED = `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n`;

/** Fields after those of HEAD. */
async function read(mail: string | Buffer, headers = 2) {
  const { records, problems, summary } = await readAll(mail, 'a.eml', 5);
  expect(summary.format).toBe('eml');
  expect(summary.examinedBytes + summary.unexaminedBytes).toBe(Buffer.byteLength(mail));
  return {
    records: shown(
      records.map((each) => (each.locator === 'document' ? { ...each, fields: each.fields.slice(headers) } : each)),
    ),
    problems: codes(problems),
    summary,
  };
}

const part = (headers: string, body: string) => `--b\r\n${headers}\r\n\r\n${body}\r\n`;

describe('a body', () => {
  it.each`
    charset          | declared
    ${'iso-2022-jp'} | ${'ISO-2022-JP'}
    ${'iso-2022-jp'} | ${'utf-8'}
    ${'iso-2022-jp'} | ${undefined}
    ${'utf-8'}       | ${'utf-8'}
    ${'utf-8'}       | ${'iso-8859-1'}
    ${'utf-8'}       | ${'x-unknown'}
    ${'shift_jis'}   | ${'windows-31j'}
    ${'shift_jis'}   | ${'utf-8'}
    ${'euc-jp'}      | ${'EUC-JP'}
  `('in $charset is read where $declared is declared', async ({ charset, declared }) => {
    const type = declared ? `Content-Type: text/plain; charset=${declared}\r\n` : '';
    const body = mustEncode('髙橋です。\r\n電話は\r\n', charset);
    const { records, problems, summary } = await read(
      Buffer.concat([Buffer.from(`${HEAD}${type}\r\n`), body]),
      declared ? 3 : 2,
    );
    expect(records).toEqual(['document: body=髙橋です。\n電話は']);
    expect(problems).toEqual([]);
    expect(summary.charset).toBe(charset);
  });

  it('in base64 and in quoted-printable is undone', async () => {
    const text = Buffer.from('山田です').toString('base64');
    const encoded = `${HEAD}Content-Transfer-Encoding: base64\r\n\r\n${text}`;
    expect((await read(encoded, 3)).records).toEqual(['document: body=山田です']);
    const quoted = `${HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\n=E5=B1=\r\n=B1=E7=94=B0`;
    expect((await read(quoted, 3)).records).toEqual(['document: body=山田']);
  });

  it('in both plain text and HTML is read twice, because they may differ', async () => {
    const mail =
      `${HEAD}Content-Type: multipart/alternative; boundary="b"\r\n\r\n` +
      part('Content-Type: text/plain', 'plain') +
      part('Content-Type: text/html; charset=utf-8', '<p>山田 <a href="tel:090">x</a></p>') +
      '--b--\r\n';
    expect((await read(mail, 3)).records).toEqual(['document: body=plain, body=\n山田 \ntel:090\nx']);
  });

  it('with an undecodable byte, a broken encoding, a header of no charset names them', async () => {
    const bytes = Buffer.concat([Buffer.from(`${HEAD}\r\n山田太郎様です\r\n`), Buffer.from([0xff])]);
    expect((await read(bytes)).problems).toEqual(['records/undecodable-bytes part 1, byte 23']);
    expect((await read(`${HEAD}Content-Transfer-Encoding: base64\r\n\r\n!!!!`)).problems).toEqual([
      'records/broken-encoding part 1',
    ]);
    expect((await read(`${HEAD}Subject: =?utf-8?Q?=FF?=\r\n\r\nx`)).problems).toEqual([
      'records/undecodable-bytes header',
    ]);
  });
});

describe('attachments', () => {
  it('are read like objects; what cannot be read is a problem and its bytes are counted', async () => {
    const table = mustEncode('氏名,電話\r\n山田,1\r\n鈴木,2\r\n', 'shift_jis').toString('base64');
    const picture = Buffer.from(`\x89PNG\r\n\x1a\n${'x'.repeat(100)}`, 'latin1').toString('base64');
    const mail =
      MIXED +
      part('Content-Type: text/csv; name="a.csv"\r\nContent-Transfer-Encoding: base64', table) +
      part(
        'Content-Type: image/png\r\nContent-Disposition: attachment; filename=b.png\r\nContent-Transfer-Encoding: base64',
        picture,
      ) +
      part('Content-Type: application/json\r\nContent-Description: 添付', '{"k":"v"}') +
      part('Content-Type: application/octet-stream', '') +
      '--b--\r\n';
    const { records, problems, summary } = await read(mail, 3);
    expect(records).toEqual([
      'attachment 1, row 1: 氏名=山田, 電話=1',
      'attachment 1, row 2: 氏名=鈴木, 電話=2',
      'attachment 3, document: k=v',
      'document: filename=a.csv, filename=b.png, Content-Description=添付',
    ]);
    expect(problems).toEqual(['records/unread-attachment attachment 2', 'records/empty attachment 4']);
    expect(summary.unexaminedBytes).toBe(picture.length + 2);
  });

  it('that are mails are read, and mails in them, down to a depth', async () => {
    let mail = `${HEAD}\r\n芯`;
    for (let depth = 0; depth < 7; depth += 1) {
      const type = `Content-Type: multipart/mixed; boundary=n${depth}`;
      mail = `${HEAD}${type}\r\n\r\n--n${depth}\r\nContent-Type: message/rfc822\r\n\r\n${mail}\r\n--n${depth}--\r\n`;
    }
    const { records, problems } = await readAll(mail, 'a.eml');
    expect(records).toHaveLength(6);
    expect(codes(problems).filter((code) => code.startsWith('records/unread-attachment'))).toHaveLength(1);
    const one = `${MIXED}${part('Content-Type: message/rfc822', `${HEAD}\r\n山田です`)}--b--\r\n`;
    expect((await read(one, 3)).records[0]).toBe(
      'attachment 1, document: From=a@example.jp, To=b@example.jp, body=山田です',
    );
  });
});

describe('structure', () => {
  it('text before, between and after the parts is read', async () => {
    const inner = 'Content-Type: multipart/alternative; boundary=c\r\n\r\n\r\n--c\r\n\r\n内\r\n--c--\r\n内の後';
    const mail = `${MIXED}前\r\n--b\r\n${inner}\r\n${part('Content-Type: text/plain', '外')}--b--\r\n後\r\n`;
    expect((await read(mail, 3)).records).toEqual(['document: body=前, body=内, body=内の後, body=外, body=後']);
  });

  it('that ends early is named, and what was there is read', async () => {
    const mail = MIXED + part('Content-Type: text/plain', '山田');
    const { records, problems } = await read(mail, 3);
    expect(records).toEqual(['document: body=山田']);
    expect(problems).toEqual([`records/truncated-mail byte ${Buffer.byteLength(mail)}`]);
  });

  it('an outer boundary ends a part whose own never came', async () => {
    const inner = 'Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\n内\r\n';
    const { records, problems } = await read(`${MIXED}--b\r\n${inner}--b\r\n\r\n外\r\n--b--\r\n`, 3);
    expect(records).toEqual(['document: body=内, body=外']);
    expect(codes([]).concat(problems)[0]).toMatch(/^records\/truncated-mail byte \d+$/);
  });

  it('encrypted is named', async () => {
    const mail = `${HEAD}Content-Type: multipart/encrypted; boundary=b\r\n\r\n${part('Content-Type: text/plain', 'x')}--b--\r\n`;
    expect((await read(mail, 3)).problems).toEqual(['records/encrypted part 1']);
  });

  it('of more parts than any mail has is named and passed over', async () => {
    const mail = `${MIXED}${part('Content-Type: text/plain', 'x').repeat(MAX_MAIL_PARTS + 5)}--b--\r\n`;
    const { problems, summary } = await readAll(mail, 'a.eml');
    expect(codes(problems)).toEqual([`records/too-many-parts part ${MAX_MAIL_PARTS}`]);
    expect(summary.unexaminedBytes).toBeGreaterThan(100);
  });

  it('with a mailbox line before it is a mail', async () => {
    expect((await read(`From a@example.jp Mon Nov 23\n${HEAD}\r\nx`)).records).toEqual(['document: body=x']);
  });
});

it('an attachment of any size passes in bounded memory', async () => {
  const line = `${Buffer.alloc(57, '山').toString('base64')}\r\n`;
  async function* mail() {
    yield Buffer.from(
      `${MIXED}--b\r\nContent-Type: text/plain; name=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
    );
    for (let count = 0; count < 200; count += 1) yield Buffer.from(line.repeat(800));
    yield Buffer.from('\r\n--b--\r\n');
  }
  const { records, problems, summary } = await readChunks(mail(), 'a.eml');
  expect(codes(problems)).toEqual(['records/line-too-long attachment 1, line 1']);
  expect(records.map(({ locator }) => locator)).toEqual(['attachment 1, document', 'document']);
  expect(summary.examinedBytes + summary.unexaminedBytes).toBeGreaterThan(12_000_000);
  const [attachment] = records;
  expect(attachment?.fields.every(({ text }) => text.length <= MAX_TEXT_FIELD)).toBe(true);
  expect(await readChunks(chunksOf(Buffer.from(`${HEAD}\r\nx`), 1))).toBeDefined();
});
