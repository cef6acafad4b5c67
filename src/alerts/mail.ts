import { readFile } from 'node:fs/promises';
import { asFault, Fault } from '../base/fault.js';
import type { Channel } from './alert.js';
import { readSecret } from './secret-file.js';
import { notDelivered } from './webhook.js';

export interface MailSettings {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  from: string;
  to: readonly string[];
  user?: string | undefined;
  /** Absolute paths. */
  passwordFile?: string | undefined;
  caFile?: string | undefined;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/** Plain text over SMTP. With `tls` and `starttls` nothing is sent to a server whose certificate does not hold. */
export function mail(settings: MailSettings): Channel {
  const { host, port, security, from, to, user, passwordFile, caFile, timeoutMs = TIMEOUT_MS } = settings;
  return {
    async send(alert, signal) {
      signal.throwIfAborted();
      const auth = user && passwordFile ? { user, pass: await readSecret(passwordFile) } : undefined;
      // Loaded for a message only: every command that could raise an alert would wait for it at its start.
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({
        host,
        port,
        secure: security === 'tls',
        requireTLS: security === 'starttls',
        ignoreTLS: security === 'none',
        tls: { minVersion: 'TLSv1.2', ...(caFile ? { ca: await readCa(caFile) } : {}) },
        ...(auth ? { auth } : {}),
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      try {
        const { rejected } = await transport.sendMail({
          from,
          to: [...to],
          subject: alert.subject,
          text: alert.text,
          messageId: `<${alert.id}@${alert.service.id}.kimitsu>`,
          date: new Date(alert.at),
          headers: { 'Auto-Submitted': 'auto-generated', 'Kimitsu-Event': alert.event },
        });
        if (rejected.length > 0) throw notDelivered('mail-rejected');
      } catch (cause) {
        throw cause instanceof Fault ? cause : notDelivered(reasonOf(cause), cause);
      } finally {
        transport.close();
      }
    },
  };
}

async function readCa(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Fault(
      'usage',
      'alerts/ca-unreadable',
      'the certificate of the mail server cannot be read',
      {},
      { cause },
    );
  }
}

/** nodemailer's codes: ECONNECTION, ETLS, EAUTH, EENVELOPE, … */
function reasonOf(error: unknown): string {
  const { code } = asFault(error).cause as { code?: unknown };
  return typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? `mail-${code.toLowerCase()}` : 'mail-failed';
}
