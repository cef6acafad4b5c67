import { relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import type { ConfigMistake } from './load.js';
import { isClear, isLoopback } from './loopback.js';
import { id, text } from './text.js';

/** What operators and the prefecture can be told of; the names stand in webhooks, so they stay. */
export const ALERT_EVENTS = [
  'run-failed',
  'drift-found',
  'erased-returned',
  'unclaimed-found',
  'expired-found',
  'access-finding',
  'waiting-begun',
  'waiting-ending',
  'waiting-overdue',
  'destructive-started',
  'destructive-finished',
  'destructive-cancelled',
  'destructive-refused',
  'destructive-failed',
  'privileged-command',
  'access-refused',
  'configuration-changed',
  'checkpoint-failed',
] as const;

const Webhook = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).describe('Receives a JSON POST; https, or http on this host only'),
  secretFile: text.describe('File with the secret that signs each message (HMAC-SHA256), at least 16 characters'),
});

export const Contact = z.strictObject({
  id: id.describe('Short name of the contact in logs and in the outbox'),
  name: text.describe('Name or office in Japanese documents'),
  events: z.array(z.enum(ALERT_EVENTS)).min(1).optional().describe('What it is told of; everything when absent'),
  webhook: Webhook.optional(),
  mail: z.array(z.email()).min(1).optional().describe('Addresses of the contact'),
});
export type Contact = z.infer<typeof Contact>;

const Smtp = z.strictObject({
  host: text,
  port: z.int().min(1).max(65_535).default(465),
  security: z
    .enum(['tls', 'starttls', 'none'])
    .default('tls')
    .describe('tls: from the first byte (port 465); starttls: required (port 587); none: on this host only'),
  from: z.email().describe('Sender of the messages'),
  user: text.optional(),
  passwordFile: text.optional().describe('File with the password of the user'),
  caFile: text.optional().describe('Certificate (PEM) of an own certification authority'),
});

/** B2-1-3: who is told when something happens, and how. */
export const AlertsConfig = z
  .strictObject({ contacts: z.array(Contact).default([]), smtp: Smtp.optional() })
  .prefault({});
export type AlertsConfig = z.infer<typeof AlertsConfig>;

/**
 * What a schema of single values cannot say about contacts.
 *
 * @param keysFolder - as the configuration names it
 * @param dir - of the workspace, against which paths are read
 */
export function alertMistakes(
  { contacts, smtp }: AlertsConfig,
  keysFolder: string,
  dir: string,
): Omit<ConfigMistake, 'line'>[] {
  const isOwn = (file: string | undefined): boolean =>
    file !== undefined &&
    [keysFolder, 'keys', 'access'].some((folder) => isBelow(resolve(dir, folder), resolve(dir, file)));
  const mistakes: Omit<ConfigMistake, 'line'>[] = [];
  contacts.forEach(({ id: own, webhook, mail }, index) => {
    const path = `alerts.contacts.${index}`;
    if (contacts.findIndex((other) => other.id === own) < index)
      mistakes.push({ path: `${path}.id`, ...PROBLEMS.twice });
    if ((webhook === undefined) === (mail === undefined)) mistakes.push({ path: `${path}.id`, ...PROBLEMS.way });
    if (mail && !smtp) mistakes.push({ path: `${path}.mail`, ...PROBLEMS.smtp });
    if (webhook && isClear(webhook.url)) mistakes.push({ path: `${path}.webhook.url`, ...PROBLEMS.clear });
    if (isOwn(webhook?.secretFile)) mistakes.push({ path: `${path}.webhook.secretFile`, ...PROBLEMS.own });
  });
  if (isOwn(smtp?.passwordFile)) mistakes.push({ path: 'alerts.smtp.passwordFile', ...PROBLEMS.own });
  if (smtp?.security === 'none' && !isLoopback(smtp.host))
    mistakes.push({ path: 'alerts.smtp.security', ...PROBLEMS.clear });
  if (smtp && (smtp.user === undefined) !== (smtp.passwordFile === undefined))
    mistakes.push({ path: 'alerts.smtp.host', ...PROBLEMS.login });
  return mistakes;
}

/** Also where letters differ in case alone, which some file systems do not tell apart. */
function isBelow(folder: string, file: string): boolean {
  const way = relative(folder.toLowerCase(), file.toLowerCase());
  return way !== '..' && !way.startsWith(`..${sep}`);
}

const PROBLEMS = {
  own: {
    code: 'alerts/own-secret',
    message: 'a secret for alerts must not lie among the keys or the identities of the workspace',
    hint: 'keep it in a folder of its own, such as secrets/',
    messageJa: '通知に使う秘密のファイルは、鍵フォルダー及び access の外に置く必要があります',
    hintJa: 'secrets/ など、別のフォルダーに保存してください',
  },
  twice: {
    code: 'alerts/twice',
    message: 'two contacts have the same id',
    hint: 'each contact has an id of its own',
    messageJa: '連絡先の id が重複しています',
    hintJa: '連絡先ごとに異なる id を付けてください',
  },
  way: {
    code: 'alerts/one-way',
    message: 'a contact has either webhook or mail',
    hint: 'give one of the two; for both make two contacts',
    messageJa: '連絡先には、webhook 又は mail のどちらか一方が必要です',
    hintJa: '両方に送るときは、連絡先を二つに分けてください',
  },
  smtp: {
    code: 'alerts/no-smtp',
    message: 'mail needs alerts.smtp',
    hint: 'add smtp with host and from below alerts',
    messageJa: 'メールを送るには alerts.smtp が必要です',
    hintJa: 'alerts の下に、smtp（host 及び from）を記入してください',
  },
  clear: {
    code: 'alerts/not-encrypted',
    message: 'alerts leave this host only over TLS',
    hint: 'use https, or security tls or starttls',
    messageJa: '暗号化しない通信は、同じホストの中でだけ使えます',
    hintJa: 'https、又は security に tls 若しくは starttls を指定してください',
  },
  login: {
    code: 'alerts/half-login',
    message: 'user and passwordFile belong together',
    hint: 'give both, or neither',
    messageJa: 'user と passwordFile は、両方を記入するか、両方とも省いてください',
    hintJa: 'パスワードは passwordFile で指定したファイルに保存してください',
  },
} as const;
