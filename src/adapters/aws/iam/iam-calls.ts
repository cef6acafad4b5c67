import { IAMClient } from '@aws-sdk/client-iam';
import { Fault } from '../../../base/fault.js';
import { type AwsConnection, clientConfig, held } from '../connection.js';
import { iamFault } from './iam-fault.js';

interface Page {
  IsTruncated?: boolean | undefined;
  Marker?: string | undefined;
}

/** The most that IAM gives at a time. */
const PAGE_SIZE = 1000;

/** Calls of IAM with their failures as Faults, and its listings page by page. */
export class IamCalls {
  readonly client: IAMClient;

  constructor(
    client: IAMClient | AwsConnection,
    readonly pageSize = PAGE_SIZE,
  ) {
    this.client = client instanceof IAMClient ? client : iamClient(client);
  }

  async call<T>(send: (client: IAMClient) => Promise<T>): Promise<T> {
    try {
      return await send(this.client);
    } catch (error) {
      throw iamFault(error);
    }
  }

  /** Undefined when what the call is about is not there (any more). */
  async ifThere<T>(send: (client: IAMClient) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.call(send);
    } catch (error) {
      if (error instanceof Fault && error.code === 'accounts/unknown') return undefined;
      throw error;
    }
  }

  /** All pages. Ends where the account whose things are listed is not there any more. */
  async *list<P extends Page, Item>(
    fetch: (client: IAMClient, page: { Marker?: string; MaxItems: number }) => Promise<P>,
    itemsOf: (page: P) => readonly Item[] | undefined,
  ): AsyncGenerator<Item> {
    let marker: string | undefined;
    for (;;) {
      const from = { MaxItems: this.pageSize, ...(marker === undefined ? {} : { Marker: marker }) };
      const page: P | undefined = await this.ifThere((client) => fetch(client, from));
      if (!page) return;
      yield* itemsOf(page) ?? [];
      if (!page.IsTruncated) return;
      if (page.Marker === undefined || page.Marker === marker)
        throw new Fault('unavailable', 'accounts/unavailable', 'the service says there is more and does not give it');
      marker = page.Marker;
    }
  }

  async all<P extends Page, Item>(
    fetch: (client: IAMClient, page: { Marker?: string; MaxItems: number }) => Promise<P>,
    itemsOf: (page: P) => readonly Item[] | undefined,
  ): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of this.list(fetch, itemsOf)) items.push(item);
    return items;
  }
}

/** IAM is one for all regions, and takes only signatures for the region it is at. */
const SIGNING_REGIONS: Readonly<Record<string, string>> = {
  'https://iam.amazonaws.com': 'us-east-1',
  'https://iam.amazonaws.com.cn': 'cn-north-1',
};

/** B2-1-2: a client held to what is approved. */
function iamClient(connection: AwsConnection): IAMClient {
  const region = SIGNING_REGIONS[connection.endpoint ?? ''] ?? connection.region;
  return held(new IAMClient({ ...clientConfig(connection), region }), connection);
}
