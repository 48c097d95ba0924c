import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server that can be cut and mended; whoever calls always finds it at the same place. */
export interface Line {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** @param target smtp://host:port */
export async function openLine(target: string): Promise<Line> {
  const { hostname, port, protocol } = new URL(target);
  const open = new Set<Socket>();
  const make = (): Server =>
    createServer((caller) => {
      const called = connect(Number(port), hostname);
      for (const socket of [caller, called]) {
        open.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          open.delete(socket);
          caller.destroy();
          called.destroy();
        });
      }
      caller.pipe(called).pipe(caller);
    });
  const listen = (server: Server, at: number): Promise<void> =>
    new Promise((resolve) => server.listen(at, '127.0.0.1', resolve));
  let server = make();
  await listen(server, 0);
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `${protocol}//127.0.0.1:${String(own)}`,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of open) socket.destroy();
      }),
    mend: async () => {
      server = make();
      await listen(server, own);
    },
  };
}
