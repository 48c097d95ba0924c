import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { lineNumber, type GatewayRequest } from '../../../../src/platform/gateway/gateway.js';
import { HttpGateway } from '../../../../src/platform/gateway/http-gateway.js';
import { Refused } from '../../../../src/platform/outbox/carrier.js';
import { startGatewayServer, type GatewayServer, type Manner } from '../../../support/gateway-server.js';

const KEY = 'a secret of at least thirty-two characters';
const REQUEST: GatewayRequest = {
  requestId: '018c6d3e-0000-7000-8000-000000000001',
  channel: 'zalo',
  templateId: 'ZNS-204',
  recipient: '84905123456',
  params: { name: 'Nguyễn Văn An', code: 'H45.20-230517-0001' },
  button: { label: 'Xem thư', url: 'https://motcua.example.vn/l/abc' },
};

describe('the line of Zalo and SMS', () => {
  let server: GatewayServer;
  let gateway: HttpGateway;

  beforeAll(async () => {
    server = await startGatewayServer();
    gateway = new HttpGateway(server.url, KEY, 250);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.manner = 'take';
    server.received.length = 0;
  });

  /** `taken`, `refused for good`, `refused for now`, `in doubt`; and the words of it */
  const outcome = async (): Promise<[string, string]> => {
    try {
      return ['taken', (await gateway.send(REQUEST)).id];
    } catch (error) {
      const { message } = error as Error;
      if (!(error instanceof Refused)) return ['in doubt', message];
      return [error.permanent ? 'refused for good' : 'refused for now', message];
    }
  };

  it('is asked once, signed over the very bytes, and answers with its id', async () => {
    expect(await outcome()).toEqual(['taken', 'line-1']);
    const [asked, ...others] = server.received;
    expect(others).toEqual([]);
    expect(JSON.parse(asked!.body)).toEqual(REQUEST);
    expect(asked!.signature).toBe(createHmac('sha256', KEY).update(asked!.body).digest('hex'));
  });

  test.each<[Manner, string]>([
    [{ status: 400, body: '{"code":"template_not_approved"}' }, 'refused for good'],
    [{ status: 401 }, 'refused for good'],
    [{ status: 404 }, 'refused for good'],
    [{ status: 429 }, 'refused for now'],
    [{ status: 503 }, 'refused for now'],
    [{ status: 500 }, 'in doubt'],
    [{ status: 502 }, 'in doubt'],
    [{ status: 504 }, 'in doubt'],
    [{ status: 302 }, 'in doubt'],
    ['without an id', 'in doubt'],
    [{ status: 200, body: 'not json' }, 'in doubt'],
    [{ status: 200, body: '{"id":"<script>"}' }, 'in doubt'],
    ['hang', 'in doubt'],
    ['cut', 'in doubt'],
    ['twice', 'taken'],
  ])('answering %j leaves a message %s', async (manner, expected) => {
    server.manner = manner;
    const [what, words] = await outcome();
    expect(what).toBe(expected);
    expect(words).not.toContain('84905');
    expect(server.received).toHaveLength(1);
  });

  it('says why in the line’s own word', async () => {
    server.manner = { status: 400, body: '{"code":"template_not_approved"}' };
    expect((await outcome())[1]).toBe('line refused: template_not_approved');
  });

  it('that nobody reaches has taken nothing', async () => {
    const gone = await startGatewayServer();
    await gone.close();
    await expect(new HttpGateway(gone.url, KEY, 250).send(REQUEST)).rejects.toMatchObject({ permanent: false });
  });
});

test.each([
  ['0905123456', '84905123456'],
  ['0905 123 456', '84905123456'],
  ['+84 905.123.456', '84905123456'],
  ['84905123456', '84905123456'],
  ['02573875111', null],
  ['0905', null],
  ['', null],
])('the number of a line for %s is %s', (phone, expected) => {
  expect(lineNumber(phone)).toBe(expected);
});
