import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StsServer {
  endpoint: string;
  /** Parameters of each request, in order. */
  requests: Record<string, string>[];
  /** Who calls, by the access key that signed. */
  callers: Map<string, string>;
  /** Codes that are right at present; each is taken once, as AWS does. */
  codes: Set<string>;
  close(): Promise<void>;
}

const ACCOUNT = '123456789012';

/** Speaks as much of the query protocol of STS as is asked of it. It checks no signature, only whose it is. */
export async function stsServer(): Promise<StsServer> {
  const requests: Record<string, string>[] = [];
  const callers = new Map<string, string>();
  const codes = new Set<string>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const asked = Object.fromEntries(new URLSearchParams(body));
    requests.push(asked);
    const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const { status, xml } = answer(asked, callers.get(key), codes);
    response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { endpoint: `http://127.0.0.1:${port}`, requests, callers, codes, close };
}

function answer(
  { Action, SerialNumber, TokenCode = '' }: Record<string, string>,
  caller: string | undefined,
  codes: Set<string>,
): { status: number; xml: string } {
  if (!caller) return failure('InvalidClientTokenId', 'The security token included in the request is invalid.');
  if (Action === 'GetCallerIdentity')
    return success(Action, `<Arn>${caller}</Arn><UserId>AIDAEXAMPLE</UserId><Account>${ACCOUNT}</Account>`);
  // The device of another user is refused with the same words as a wrong code.
  const own = SerialNumber === caller.replace(':user/', ':mfa/');
  if (!own || !codes.delete(TokenCode))
    return failure('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.');
  const session = '<AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>';
  const until = '<SessionToken>t</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration>';
  return success('GetSessionToken', `<Credentials>${session}${until}</Credentials>`);
}

function success(action: string, result: string) {
  const inner = `<${action}Result>${result}</${action}Result>`;
  const xml = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${inner}</${action}Response>`;
  return { status: 200, xml };
}

function failure(code: string, message: string) {
  const inner = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const xml = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${inner}</ErrorResponse>`;
  return { status: 403, xml };
}
