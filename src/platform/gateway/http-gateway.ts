import { createHmac } from 'node:crypto';
import { Refused } from '../outbox/carrier.js';
import { MAX_PARAMS, type Gateway, type GatewayRequest } from './gateway.js';

/** What happens before a byte of the request has left: certainly nothing was taken. */
const NEVER_LEFT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];
/** An answer is an id and little more. */
const LONGEST_ANSWER = 10_000;

/**
 * The reference adapter: `POST <url>/messages`, JSON, signed with the key the line and we share. An adapter for a real
 * provider translates this one request; nothing else of the service knows the provider.
 */
export class HttpGateway implements Gateway {
  constructor(
    private readonly url: string,
    private readonly key: string,
    /** how long an answer is waited for */
    private readonly patienceMs = 15_000,
  ) {}

  async send(request: GatewayRequest): Promise<{ readonly id: string }> {
    if (Object.keys(request.params).length > MAX_PARAMS) throw new Refused('more parameters than a template has', true);
    const body = JSON.stringify(request);
    const answer = await fetch(`${this.url.replace(/\/$/, '')}/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': request.requestId,
        'x-signature': createHmac('sha256', this.key).update(body).digest('hex'),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(this.patienceMs),
    }).catch((error: unknown) => {
      throw neverLeft(error) ? new Refused(`line not reached: ${causeOf(error)}`, false) : doubt(error);
    });
    return this.read(answer);
  }

  /** A clear no is a 4xx, or "not now" (429, 503); after anything else it may have been taken. */
  private async read(answer: Response): Promise<{ readonly id: string }> {
    const { status } = answer;
    if (status === 429 || status === 503) throw new Refused(`line says ${String(status)}: not now`, false);
    if (status >= 400 && status < 500) throw new Refused(`line refused: ${await reasonOf(answer)}`, true);
    if (status !== 200 && status !== 202) throw new Error(`line answered ${String(status)}`);
    const { id } = readJson(await textOf(answer));
    if (typeof id !== 'string' || !/^[\w.:-]{1,80}$/.test(id)) throw new Error('line answered without an id');
    return { id };
  }
}

async function textOf(answer: Response): Promise<string> {
  const text = await answer.text().catch((error: unknown) => {
    throw doubt(error);
  });
  return text.slice(0, LONGEST_ANSWER);
}

/** The line's own word, which names a reason and nobody. */
async function reasonOf(answer: Response): Promise<string> {
  const { code } = readJson(await textOf(answer).catch(() => ''));
  return typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? code : String(answer.status);
}

function readJson(text: string): { readonly id?: unknown; readonly code?: unknown } {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function neverLeft(error: unknown): boolean {
  return NEVER_LEFT.includes(causeOf(error));
}

/** Never the error itself: it may name the number. */
function doubt(error: unknown): Error {
  return new Error(`line did not answer: ${causeOf(error)}`);
}

function causeOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : (name ?? 'unknown');
}
