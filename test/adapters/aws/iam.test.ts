import { Readable } from 'node:stream';
import { ListUsersCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { IamCalls } from '../../../src/adapters/aws/iam/iam-calls.js';
import { isSelected, type Selection } from '../../../src/adapters/aws/iam/selection.js';

const TAG: Selection = { by: 'tag', key: 'kimitsu-service', value: 'test-centre' };
const PATH: Selection = { by: 'path', prefix: '/centre/' };
const marked = (Value: string) => [{ Key: 'kimitsu-service', Value }];

it.each`
  selection | account                                                          | selected | why
  ${TAG}    | ${{ Path: '/', Tags: marked('test-centre') }}                    | ${true}  | ${'it has the tag'}
  ${TAG}    | ${{ Path: '/', Tags: marked('test-centre-2') }}                  | ${false} | ${'of another service that begins alike'}
  ${TAG}    | ${{ Path: '/', Tags: [{ Key: 'other', Value: 'test-centre' }] }} | ${false} | ${'another tag'}
  ${TAG}    | ${{ Path: '/' }}                                                 | ${false} | ${'no tag'}
  ${TAG}    | ${{ Path: '/aws-service-role/x/', Tags: marked('test-centre') }} | ${false} | ${"the provider's own"}
  ${PATH}   | ${{ Path: '/centre/' }}                                          | ${true}  | ${'the path'}
  ${PATH}   | ${{ Path: '/centre/night/' }}                                    | ${true}  | ${'below the path'}
  ${PATH}   | ${{ Path: '/centre-other/' }}                                    | ${false} | ${'a path that begins alike'}
  ${PATH}   | ${{ Path: '/' }}                                                 | ${false} | ${'above the path'}
  ${PATH}   | ${{ Tags: marked('test-centre') }}                               | ${false} | ${'the tag says nothing here'}
`('$selected: $why', ({ selection, account, selected }) => {
  expect(isSelected(account, selection)).toBe(selected);
});

interface Sent {
  hostname: string;
  headers: Record<string, string>;
}

function listing(page: number, pages: { IsTruncated?: boolean; Marker?: string }[]): string {
  const { IsTruncated = false, Marker } = pages[page - 1] ?? {};
  const marker = Marker === undefined ? '' : `<Marker>${Marker}</Marker>`;
  const user = `<member><UserName>test-${page}</UserName><UserId>AIDA${page}</UserId></member>`;
  return `<ListUsersResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListUsersResult>
    <Users>${user}</Users><IsTruncated>${IsTruncated}</IsTruncated>${marker}</ListUsersResult></ListUsersResponse>`;
}

/** The calls of a client whose requests are answered here. */
function answered(endpoint: string, pages: { IsTruncated?: boolean; Marker?: string }[], approved = endpoint) {
  const sent: Sent[] = [];
  const calls = new IamCalls({
    region: 'ap-northeast-1',
    endpoint,
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
    approved: { endpoint: approved, account: '123456789012' },
  });
  calls.client.config.requestHandler = {
    ...calls.client.config.requestHandler,
    async handle(request) {
      sent.push(request as Sent);
      return {
        response: { statusCode: 200, headers: {}, body: Readable.from([listing(sent.length, pages)]) },
      } as never;
    },
  };
  const users = () =>
    calls.all(
      (iam, page) => iam.send(new ListUsersCommand(page)),
      (page) => page.Users,
    );
  return { sent, users };
}

describe('calls of IAM', () => {
  it('are signed for the region that IAM is at', async () => {
    const { sent, users } = answered('https://iam.amazonaws.com', [{}]);
    await users();
    expect(sent[0]?.hostname).toBe('iam.amazonaws.com');
    expect(sent[0]?.headers.authorization).toContain('/us-east-1/iam/aws4_request');
  });

  it('B2-1-2: are refused before they are sent, when the address is not approved', async () => {
    const { sent, users } = answered('https://iam.example', [{}], 'https://iam.amazonaws.com');
    await expect(users()).rejects.toMatchObject({ kind: 'denied', code: 'services/not-approved' });
    expect(sent).toEqual([]);
  });

  it('go through all pages', async () => {
    const pages = [{ IsTruncated: true, Marker: 'a' }, { IsTruncated: true, Marker: 'b' }, { IsTruncated: false }];
    const { users } = answered('https://iam.amazonaws.com', pages);
    expect((await users()).map(({ UserId }) => UserId)).toEqual(['AIDA1', 'AIDA2', 'AIDA3']);
  });

  it.each`
    what                     | pages
    ${'no way to the rest'}  | ${[{ IsTruncated: true }]}
    ${'the same page again'} | ${[{ IsTruncated: true, Marker: 'a' }, { IsTruncated: true, Marker: 'a' }]}
  `('do not take a listing for whole that has $what', async ({ pages }) => {
    const { users } = answered('https://iam.amazonaws.com', pages);
    await expect(users()).rejects.toMatchObject({ kind: 'unavailable', code: 'accounts/unavailable' });
  });
});
