import { createHash } from 'node:crypto';
import type { Proof } from './proof.js';

const GUESSES = 10_000;
const PAIRS = 2_000;
/** Two-sided, 1 in 1,000: a difference that chance does not make. */
const CRITICAL_Z = 3.29;

/**
 * What somebody learns who guesses: of 10,000 guesses at secrets and codes, from many addresses, none opens a dossier, all
 * that are answered are answered alike, and few are answered at all. And of the time an answer takes: a wrong secret of a
 * code that there is, against a code that there is not, one after the other in turn, so that both see the same machine.
 */
export async function prove(): Promise<Proof> {
  await import('../support/environment.js');
  const { startDesk, registered } = await import('../support/desk.js');
  const { StoppedClock } = await import('../support/clock.js');
  const { MINUTE } = await import('../../src/domain/time/instant.js');
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  const world = await startDesk({ clock, config: { TRUSTED_PROXIES: 'loopback' } });
  try {
    const { code, trackingSecret } = await registered(await world.as('receiver'));
    let asked = 0;
    // As a browser does: the form first, with its token and its cookie.
    const form = await world.http({ method: 'GET', url: '/tra-cuu', headers: {} });
    const token = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
    const cookie = [form.headers['set-cookie'] ?? []]
      .flat()
      .map((each) => each.split(';')[0])
      .join('; ');
    const ask = (of: string, secret: string, address: string) =>
      world.http({
        method: 'POST',
        url: '/tra-cuu',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': address, cookie },
        payload: new URLSearchParams({ _csrf: token, code: of, secret }).toString(),
      });
    const guess = (n: number): string => {
      const digits = String(10_000_019 + n * 7_919).slice(-8);
      return digits === trackingSecret ? '00000000' : digits;
    };
    const statuses = new Map<number, number>();
    const answers = new Set<string>();
    for (let n = 0; n < GUESSES; n += 1) {
      // Ten guesses a second from a thousand addresses, at one code and at its neighbours.
      if (n % 10 === 0) clock.advance(1_000);
      const of = n % 2 === 0 ? code : `${code.slice(0, -4)}${String(2 + (n % 900)).padStart(4, '0')}`;
      const { statusCode, body } = await ask(of, guess(n), `203.0.113.${String(n % 250)}`);
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      if (statusCode === 404) answers.add(fingerprint(body));
    }
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    for (let n = 0; n < 2 * PAIRS; n += 1) {
      if (n % 10 === 0) clock.advance(10 * MINUTE);
      // First the one, then the other, and the next time the other way round.
      const known = (n + Math.floor(n / 2)) % 2 === 0;
      const of = known ? code : `${code.slice(0, -4)}9999`;
      const from = performance.now();
      const { statusCode } = await ask(of, guess(n), `198.51.100.${String((asked += 1) % 250)}`);
      const took = performance.now() - from;
      if (statusCode === 404) times[known ? 'known' : 'unknown'].push(took);
    }
    const z = rankSum(times.known, times.unknown);
    const opened = [...statuses.keys()].filter((status) => status !== 404 && status !== 429);
    const failures = [
      ...(opened.length > 0 ? [`guesses were answered with ${opened.join(', ')}`] : []),
      ...(answers.size > 1 ? [`guesses were answered in ${String(answers.size)} ways`] : []),
      ...((statuses.get(429) ?? 0) === 0 ? ['nobody was slowed'] : []),
      ...(Math.abs(z) > CRITICAL_Z ? [`times differ: z ${z.toFixed(2)}`] : []),
      ...(Math.min(times.known.length, times.unknown.length) < PAIRS / 2 ? ['too few answers to compare'] : []),
    ];
    return {
      facts: {
        guesses: GUESSES,
        'answered “unknown”': statuses.get(404) ?? 0,
        'slowed (429)': statuses.get(429) ?? 0,
        'ways of saying it': answers.size,
        'answers timed, code that there is': times.known.length,
        'answers timed, code that there is not': times.unknown.length,
        'median ms, code that there is': middle(times.known),
        'median ms, code that there is not': middle(times.unknown),
        'rank-sum z of the two': Number(z.toFixed(2)),
      },
      failures,
    };
  } finally {
    await world.close();
  }
}

/** The answer without what it was asked for. */
function fingerprint(body: string): string {
  return createHash('sha256')
    .update(body.replace(/H45[.\d-]+/g, '').replace(/name="_\w+" value="[^"]*"/g, ''))
    .digest('hex');
}

function middle(values: readonly number[]): number {
  return Number(([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(3));
}

/** Wilcoxon's rank sum of the first against both, as a standard normal: 0 where neither tends to be larger. */
function rankSum(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, first: true })), ...b.map((value) => ({ value, first: false }))];
  all.sort((x, y) => x.value - y.value);
  const sum = all.reduce((total, { first }, index) => total + (first ? index + 1 : 0), 0);
  const [n, m] = [a.length, b.length];
  return (sum - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}
