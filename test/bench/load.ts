import autocannon from 'autocannon';
import { median, percentile } from './result.js';

/** One request of a load; its number makes it unlike the others. */
export interface Shot {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Load {
  readonly url: string;
  readonly token: string;
  readonly connections: number;
  /** how long, in seconds, or how many requests */
  readonly seconds?: number;
  readonly amount?: number;
  readonly shot: (n: number) => Shot;
}

export interface Fired {
  readonly perSecond: number;
  /** milliseconds from sending a request to its whole answer, the middle one of all */
  readonly p50: number;
  readonly p95: number;
}

/** Requests in a closed loop: each connection asks again when it has its answer. Anything but success ends the run. */
export async function fire({ url, token, connections, seconds, amount, shot }: Load): Promise<Fired> {
  let n = 0;
  const times: number[] = [];
  let [first, last] = [Number.NaN, Number.NaN];
  const failures: number[] = [];
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    if (n === 0) first = performance.now();
    const { method, path, headers = {}, body } = shot(n++);
    const kept = { authorization: `Bearer ${token}`, ...headers };
    return body === undefined
      ? { ...request, method, path, headers: kept }
      : { ...request, method, path, body, headers: { 'content-type': 'application/json', ...kept } };
  };
  const limit = amount === undefined ? { duration: seconds ?? 1 } : { amount };
  const { errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ url, connections, ...limit, requests: [{ setupRequest }] }, (error: unknown, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result);
    });
    run.on('response', (_, status, __, milliseconds) => {
      last = performance.now();
      times.push(milliseconds);
      if (status >= 300) failures.push(status);
    });
  });
  if (failures.length > 0 || errors > 0) {
    throw new Error(
      `${String(failures.length)} of ${String(n)} requests failed (first ${String(failures[0])}), ${String(errors)} errors`,
    );
  }
  return { perSecond: (times.length * 1000) / (last - first), p50: median(times), p95: percentile(times, 95) };
}

/** Ours and the limit take turns, each beginning every second time, so that a noisy minute meets both. */
export async function takeTurns<T>(
  rounds: number,
  ours: (round: number) => Promise<T>,
  limit: (round: number) => Promise<T>,
): Promise<{ readonly ours: T[]; readonly limit: T[] }> {
  const found: { ours: T[]; limit: T[] } = { ours: [], limit: [] };
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) found.ours.push(await ours(round));
    found.limit.push(await limit(round));
    if (round % 2 === 1) found.ours.push(await ours(round));
  }
  return found;
}
