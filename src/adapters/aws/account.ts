import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Fault } from '../../base/fault.js';
import { otherAccount } from './approved.js';
import { type AwsConnection, clientConfig, held } from './connection.js';
import { commonFault, serviceError } from './service-error.js';

/** Whose credentials are used. */
export interface Caller {
  account: string;
  /** `arn:aws:sts::123456789012:assumed-role/name/session` */
  arn: string;
}

/**
 * Asks the provider whose credentials these are.
 *
 * @throws {Fault} `denied` / `services/other-account` when they belong to another account than the approved one;
 * `denied` / `keys/access-denied` or `unavailable` / `keys/unavailable` without an answer
 */
export async function callerOf(connection: AwsConnection): Promise<Caller> {
  const client = held(new STSClient(clientConfig(connection)), connection);
  try {
    const { Account: account = '', Arn: arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    const { approved } = connection;
    if (approved && account !== approved.account) throw otherAccount(account, approved.account);
    return { account, arn };
  } catch (error) {
    if (error instanceof Fault) throw error;
    const said = serviceError(error);
    throw (
      commonFault('keys', said, {}) ?? new Fault('denied', 'keys/access-denied', 'the caller is not known', { ...said })
    );
  } finally {
    client.destroy();
  }
}
