import { webcrypto } from 'node:crypto';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import * as asn1 from 'asn1js';
import { AttributeTypeAndValue, Certificate, CryptoEngine, Extension, GeneralName, GeneralNames } from 'pkijs';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface HttpReceiver {
  url: string;
  received: Received[];
  /** What the next requests are answered with; `hang` never answers. Empty: 204. */
  answers: (number | 'hang')[];
  close(): Promise<void>;
}

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
const listening = (server: Server | ReturnType<typeof createHttpServer>): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

/** A web server that keeps what it is sent. */
export async function httpReceiver(): Promise<HttpReceiver> {
  const received: Received[] = [];
  const answers: (number | 'hang')[] = [];
  const server = createHttpServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const answer = answers.shift() ?? 204;
      received.push({ headers: request.headers, body });
      if (answer === 'hang') return;
      response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await listening(server);
  return {
    url: `http://127.0.0.1:${portOf(server)}/hook`,
    received,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface SmtpReceiver {
  port: number;
  /** Certificate, PEM, that a sender has to trust. */
  ca: string;
  messages: { encrypted: boolean; user: string | undefined; to: string[]; data: string }[];
  /** Refuses each recipient. */
  refuse: boolean;
  close(): Promise<void>;
}

/** As much of RFC 5321 as one sender needs, with STARTTLS (RFC 3207) and AUTH PLAIN (RFC 4954). */
export async function smtpReceiver({ offersTls = true } = {}): Promise<SmtpReceiver> {
  const { cert, key } = await selfSigned();
  const context = createSecureContext({ cert, key });
  const receiver: Omit<SmtpReceiver, 'port' | 'close'> = { ca: cert, messages: [], refuse: false };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('220 localhost ESMTP\r\n');
    serve(socket, false);
  });

  function serve(socket: Socket, encrypted: boolean): void {
    let buffer = '';
    let data: string | undefined;
    let user: string | undefined;
    let to: string[] = [];
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const onData = (chunk: Buffer): void => {
      buffer += chunk.toString('latin1');
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (data !== undefined) {
          if (line !== '.') data += `${line.replace(/^\.\./, '.')}\n`;
          else {
            receiver.messages.push({ encrypted, user, to, data });
            data = undefined;
            say('250 taken');
          }
          continue;
        }
        const command = line.slice(0, 8).toUpperCase();
        if (command.startsWith('EHLO')) {
          say('250-localhost');
          if (offersTls && !encrypted) say('250-STARTTLS');
          say('250 AUTH PLAIN');
        } else if (command.startsWith('STARTTLS') && !offersTls) say('502 not implemented');
        else if (command.startsWith('STARTTLS')) {
          say('220 go on');
          socket.off('data', onData);
          const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
          secure.on('error', () => undefined);
          serve(secure, true);
          return;
        } else if (command.startsWith('AUTH')) {
          user = Buffer.from(line.split(' ')[2] ?? '', 'base64')
            .toString('utf8')
            .split('\0')[1];
          say('235 ok');
        } else if (command.startsWith('MAIL')) {
          to = [];
          say('250 ok');
        } else if (command.startsWith('RCPT')) {
          if (receiver.refuse) say('550 no such mailbox');
          else {
            to.push(/<(.*)>/.exec(line)?.[1] ?? '');
            say('250 ok');
          }
        } else if (command.startsWith('DATA')) {
          data = '';
          say('354 go on');
        } else if (command.startsWith('QUIT')) {
          say('221 bye');
          socket.end();
        } else say('250 ok');
      }
    };
    socket.on('data', onData);
  }

  await listening(server);
  return Object.assign(receiver, {
    port: portOf(server),
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
}

/** Certificate and key for `localhost`, good for a day. */
async function selfSigned(): Promise<{ cert: string; key: string }> {
  const engine = new CryptoEngine({ crypto: webcrypto as never });
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ value: 1 });
  for (const name of [certificate.subject, certificate.issuer])
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1.Utf8String({ value: 'localhost' }) }),
    );
  certificate.notBefore.value = new Date(Date.now() - 86_400_000);
  certificate.notAfter.value = new Date(Date.now() + 86_400_000);
  const names = new GeneralNames({ names: [new GeneralName({ type: 2, value: 'localhost' })] });
  certificate.extensions = [
    new Extension({ extnID: '2.5.29.17', critical: false, extnValue: names.toSchema().toBER(false) }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as never, engine);
  await certificate.sign(keys.privateKey as never, 'SHA-256', engine);
  return {
    cert: pem('CERTIFICATE', certificate.toSchema(true).toBER(false)),
    key: pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)),
  };
}

function pem(label: string, bytes: ArrayBuffer): string {
  const text = Buffer.from(bytes)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trimEnd();
  return `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`;
}
