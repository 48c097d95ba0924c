import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayRequest } from '../../src/platform/gateway/gateway.js';

export interface ReceivedRequest extends GatewayRequest {
  readonly signature: string;
  readonly body: string;
}

/** How the next requests are answered. */
export type Manner =
  | 'take'
  /** takes it and says nothing, until the line is closed */
  | 'hang'
  /** breaks off in the middle of its answer */
  | 'cut'
  /** answers, and then goes on talking */
  | 'twice'
  | 'without an id'
  | { readonly status: number; readonly body?: string };

export interface GatewayServer {
  readonly url: string;
  /** what was taken or at least read, in its order */
  readonly received: ReceivedRequest[];
  manner: Manner;
  close(): Promise<void>;
}

/** A line of Zalo and SMS on a free port of this machine. */
export async function startGatewayServer(): Promise<GatewayServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({
        ...(JSON.parse(body) as GatewayRequest),
        body,
        signature: String(request.headers['x-signature']),
      });
      answer(made.manner, `line-${String(received.length)}`, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const made: GatewayServer = {
    url: `http://127.0.0.1:${String(port)}`,
    received,
    manner: 'take',
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return made;
}

function answer(manner: Manner, id: string, response: ServerResponse): void {
  const taken = JSON.stringify({ id });
  if (manner === 'hang') return;
  if (manner === 'cut') {
    response.writeHead(200, { 'content-length': '200' });
    response.write(taken.slice(0, 4), () => response.destroy());
    return;
  }
  if (manner === 'twice') {
    const { socket } = response;
    const whole = `HTTP/1.1 200 OK\r\ncontent-length: ${String(taken.length)}\r\n\r\n${taken}`;
    socket?.end(whole + whole);
    return;
  }
  if (typeof manner === 'object') {
    response.writeHead(manner.status, { 'content-type': 'application/json' }).end(manner.body ?? '{}');
    return;
  }
  response.writeHead(202).end(manner === 'without an id' ? '{}' : taken);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
