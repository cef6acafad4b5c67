import { createHmac } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alerts/alert.js';
import { alertText } from '../../src/alerts/alert-texts.js';
import { type MailSettings, mail } from '../../src/alerts/mail.js';
import { webhook } from '../../src/alerts/webhook.js';
import { ALERT_EVENTS } from '../../src/config/alerts.js';
import { type HttpReceiver, httpReceiver, type SmtpReceiver, smtpReceiver } from './receivers.js';

const SECRET = 'a-secret-of-the-receiver-0123';
const service = { id: 'test-centre', name: '試験業務' };
const at = '2026-04-01T03:00:00.000Z';
const facts = { job: 'classify', code: 'store/unavailable', exitCode: 4 };
const ALERT: Alert = {
  id: 'alert-0123',
  event: 'run-failed',
  at,
  service,
  facts,
  ...alertText('run-failed', facts, service, at),
};
const never = new AbortController().signal;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kimitsu-'));
  await writeFile(join(dir, 'secret'), `${SECRET}\n`);
});

it.each(ALERT_EVENTS)('%s has words of its own for people', (event) => {
  const told = alertText(event, { command: 'erase', job: 'classify' }, service, at);
  expect(told.subject).toMatch(/^\[kimitsu test-centre\] [^{}]*[ぁ-んァ-ヶ一-龠]/);
  expect(told.subject).not.toContain(event);
  expect(told.text).toMatch(/^[^\n]+。\n\n業務: 試験業務（test-centre）\n日時: 令和8年4月1日 12:00\n/);
});

describe('webhook', () => {
  let receiver: HttpReceiver;
  beforeEach(async () => {
    receiver = await httpReceiver();
  });
  afterEach(() => receiver.close());
  const channel = (more = {}) => webhook({ url: receiver.url, secretFile: join(dir, 'secret'), ...more });

  it('sends JSON that the receiver can check: time and body are signed', async () => {
    await channel({ now: () => 1_775_012_400 }).send(ALERT, never);
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]];
    const expected = createHmac('sha256', SECRET).update(`1775012400.${body}`).digest('hex');
    expect(headers['kimitsu-signature']).toBe(`t=1775012400,v1=${expected}`);
    expect(headers).toMatchObject({ 'kimitsu-event': 'run-failed', 'kimitsu-delivery': 'alert-0123' });
    expect(JSON.parse(body)).toMatchObject({ schema: 'kimitsu/alert/1', event: 'run-failed', facts });
    expect(body).toContain('定期処理の失敗');
    expect(body).not.toContain(SECRET);
  });

  it.each`
    answer    | reason
    ${500}    | ${'http-500'}
    ${404}    | ${'http-404'}
    ${302}    | ${'http-302'}
    ${'hang'} | ${'timed-out'}
  `('takes $answer for not delivered', async ({ answer, reason }) => {
    receiver.answers.push(answer);
    const sent = channel({ timeoutMs: 100 }).send(ALERT, never);
    await expect(sent).rejects.toMatchObject({ kind: 'unavailable', code: 'alerts/not-delivered', detail: { reason } });
    expect(receiver.received).toHaveLength(1);
  });

  it('says that nobody is there', async () => {
    await receiver.close();
    await expect(channel().send(ALERT, never)).rejects.toMatchObject({ detail: { reason: 'unreachable' } });
    receiver = await httpReceiver();
  });

  it('sends nothing with a secret that is missing or could be guessed', async () => {
    await writeFile(join(dir, 'secret'), 'short\n');
    await expect(channel().send(ALERT, never)).rejects.toMatchObject({ code: 'alerts/secret-too-short' });
    const missing = webhook({ url: receiver.url, secretFile: join(dir, 'none') });
    await expect(missing.send(ALERT, never)).rejects.toMatchObject({ code: 'alerts/secret-unreadable' });
    expect(receiver.received).toEqual([]);
  });
});

describe('mail', () => {
  let receiver: SmtpReceiver;
  afterEach(() => receiver.close());

  async function settings(more: Partial<MailSettings> = {}): Promise<MailSettings> {
    await writeFile(join(dir, 'ca.pem'), receiver.ca);
    return {
      host: 'localhost',
      port: receiver.port,
      security: 'starttls',
      from: 'kimitsu@example.jp',
      to: ['desk@example.jp', 'chief@example.jp'],
      user: 'kimitsu',
      passwordFile: join(dir, 'secret'),
      caFile: join(dir, 'ca.pem'),
      timeoutMs: 2000,
      ...more,
    };
  }

  it('goes to every address of the contact over TLS, in Japanese', async () => {
    receiver = await smtpReceiver();
    await mail(await settings()).send(ALERT, never);
    const [message] = receiver.messages;
    expect(message).toMatchObject({ encrypted: true, user: 'kimitsu', to: ['desk@example.jp', 'chief@example.jp'] });
    const read = await PostalMime.parse(message!.data);
    expect(read.subject).toBe('[kimitsu test-centre] 定期処理の失敗（classify）');
    expect(read.text).toContain('kimitsu status で内容を確認してください');
    expect(read.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
    expect(message?.data).not.toContain(SECRET);
  });

  it('sends nothing to a server without TLS, or with a certificate that does not hold', async () => {
    receiver = await smtpReceiver({ offersTls: false });
    await expect(mail(await settings()).send(ALERT, never)).rejects.toMatchObject({ code: 'alerts/not-delivered' });
    expect(receiver.messages).toEqual([]);
    await receiver.close();
    receiver = await smtpReceiver();
    const { caFile: _, ...stranger } = await settings();
    await expect(mail(stranger).send(ALERT, never)).rejects.toMatchObject({
      detail: { reason: expect.stringMatching(/^mail-e/) },
    });
    expect(receiver.messages).toEqual([]);
  });

  it('is not delivered when the server refuses the recipients', async () => {
    receiver = await smtpReceiver();
    receiver.refuse = true;
    await expect(mail(await settings()).send(ALERT, never)).rejects.toMatchObject({
      detail: { reason: 'mail-eenvelope' },
    });
  });
});
