import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { IdempotencyService, type IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { plumbing } from '../../platform/web/forms.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { citizenOf } from './instant-citizen.js';
import { InstantLineRequest } from './instant.dto.js';
import { InstantService } from './instant.service.js';

export type Typed = Readonly<Record<string, string>>;

/** What became of a line. */
export type LineResult =
  | { readonly index: number; readonly typed: Typed; readonly code: string }
  | { readonly index: number; readonly typed: Typed; readonly error: DomainError };

/** Twenty people in one form: each is a dossier of its own, and what is wrong with one does not hold up the others. */
@Injectable()
export class InstantLines {
  constructor(
    private readonly instant: InstantService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** @returns one result a line that holds anything; sent again, a line that is saved answers with its dossier */
  async serve(request: WebRequest, by: Actor, procedureCode: string): Promise<LineResult[]> {
    const results: LineResult[] = [];
    for (const [index, typed] of linesOf(request.body)) {
      results.push(await this.one(index, typed, procedureCode, request, by));
    }
    return results;
  }

  private async one(
    index: number,
    typed: Typed,
    procedureCode: string,
    request: WebRequest,
    by: Actor,
  ): Promise<LineResult> {
    try {
      const line = await readRequest(InstantLineRequest, withPlainNumber(typed), true);
      const { copies, pages = null } = line;
      const served = { procedureCode, citizen: citizenOf(line), copies, pages, later: false };
      const write = this.keyOf(request, by, index, { procedureCode, ...typed });
      const { resource } = await this.instant.serve(served, by, write);
      return { index, typed, code: resource };
    } catch (error) {
      if (!(error instanceof DomainError) || PROBLEMS[error.code].status >= 500) throw error;
      return { index, typed, error };
    }
  }

  /**
   * Of the form's key and the line, with what the line alone says: when the answer was lost and a wrong line is mended,
   * the others are recognised all the same.
   */
  private keyOf(request: WebRequest, by: Actor, index: number, said: object): IdempotentWrite | null {
    const key = plumbing(request.body, '_key');
    if (key === null) return null;
    return this.idempotency.describe(by.username, 'POST /dossiers/instant/lines', `${key}:${String(index)}`, said);
  }
}

/** People type spaces and dots between the digits of a number. */
export function withPlainNumber<T extends object>(typed: T): T {
  const { idNumber } = typed as { idNumber?: unknown };
  return typeof idNumber === 'string' ? { ...typed, idNumber: idNumber.replace(/[\s.]/g, '') } : typed;
}

/** Lines that hold anything besides the counts everybody starts with. */
function linesOf(body: unknown): (readonly [index: number, typed: Typed])[] {
  const { lines } = (body ?? {}) as { lines?: unknown };
  const all: unknown[] = Array.isArray(lines) ? lines.slice(0, 20) : [];
  return all.flatMap((line, index) => {
    const typed = textsOf(line);
    return (typed['name'] ?? '') + (typed['card'] ?? '') + (typed['idNumber'] ?? '') === '' ? [] : [[index, typed]];
  });
}

function textsOf(line: unknown): Typed {
  if (typeof line !== 'object' || line === null) return {};
  return Object.fromEntries(
    Object.entries(line).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])),
  );
}
