import { createServer } from 'node:net';

/** How many ports after the wanted one are tried. */
const TRIES = 20;

/** @returns the wanted port, or the next one nobody listens on; 0 stays 0 @throws Error when all are taken */
export async function freePort(wanted: number, host: string): Promise<number> {
  if (wanted === 0) return 0;
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port += 1) if (await isFree(port, host)) return port;
  throw new Error(`every port from ${wanted} to ${wanted + TRIES - 1} is taken: set PORT`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    probe.listen(port, host, () =>
      probe.close(() => {
        resolve(true);
      }),
    );
  });
}
