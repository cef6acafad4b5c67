import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { Fault } from '../../base/fault.js';
import { otherAccount } from './approved.js';
import { type AwsConnection, clientConfig, held } from './connection.js';
import { commonFault, serviceError } from './service-error.js';

export interface MfaProof {
  /** ARN of the IAM user who must be calling. */
  caller: string;
  /** ARN or serial number of the user's device. */
  serial: string;
  /** Six digits. */
  code: string;
}

/** The shortest that STS gives. The session is not used: that it was given is the proof. */
const SESSION_SECONDS = 900;

/**
 * Has AWS check a code of an MFA device: STS gives a session with `aws:MultiFactorAuthPresent` only for a code that is
 * right, and takes each code once. Works for IAM users with a device of their own; sessions of roles cannot ask for it.
 *
 * @throws {Fault} `denied` / `access/other-caller`, `access/wrong-code`, `services/other-account`, `keys/access-denied`;
 *   `unavailable` / `keys/unavailable`
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export async function proveMfa(connection: AwsConnection, { caller, serial, code }: MfaProof): Promise<void> {
  const client = held(new STSClient(clientConfig(connection)), connection);
  try {
    const { Account: account = '', Arn: arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    const { approved } = connection;
    if (approved && account !== approved.account) throw otherAccount(account, approved.account);
    if (arn !== caller) {
      const hint = 'run it with the credentials of the IAM user that the account names';
      throw new Fault('denied', 'access/other-caller', 'AWS says that somebody else is calling', {}, { hint });
    }
    const request = { SerialNumber: serial, TokenCode: code, DurationSeconds: SESSION_SECONDS };
    const { Credentials: session } = await client.send(new GetSessionTokenCommand(request));
    if (!session?.SessionToken) throw new Fault('denied', 'access/wrong-code', 'AWS gave no session for the code');
  } catch (error) {
    if (error instanceof Fault) throw error;
    const said = serviceError(error);
    // Asked with the caller's own credentials, so what is denied is the code.
    if (said.name === 'AccessDenied' || said.name === 'ValidationError')
      throw new Fault('denied', 'access/wrong-code', 'AWS did not accept the code', { ...said });
    throw commonFault('keys', said, {}) ?? new Fault('denied', 'keys/access-denied', 'AWS gave no answer', { ...said });
  } finally {
    client.destroy();
  }
}
