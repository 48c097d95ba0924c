import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { localDate } from '../../domain/time/plain-date.js';
import { IdempotencyService, type IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import { plumbing } from '../../platform/web/forms.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { PROBLEMS } from '../../platform/web/problem-words.js';
import { IntakeService } from '../intake/intake.service.js';
import { readPaperLine, type TypedPaperLine } from './paper-line.js';
import type { PaperSession } from './paper-sessions.service.js';

/** So many lines a form has. */
export const PAPER_LINES = 20;

export type PaperResult =
  | { readonly typed: TypedPaperLine; readonly code: string }
  | { readonly typed: TypedPaperLine; readonly error: DomainError };

/** Lines of a paper book, each a dossier of its own: what is wrong with one does not hold up the others. */
@Injectable()
export class PaperLines {
  constructor(
    private readonly intake: IntakeService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** @returns one result a line that holds anything */
  async enter(request: WebRequest, session: PaperSession, book: string, by: Actor): Promise<PaperResult[]> {
    const results: PaperResult[] = [];
    for (const typed of linesOf(request.body)) results.push(await this.one(typed, request, session, book, by));
    return results;
  }

  private async one(
    typed: TypedPaperLine,
    request: WebRequest,
    session: PaperSession,
    book: string,
    by: Actor,
  ): Promise<PaperResult> {
    try {
      const { serial, acceptedAt, procedureCode, name, dueAt } = readPaperLine(typed, localDate(session.from));
      const { resource } = await this.intake.register(
        {
          procedureCode,
          unitCode: by.unitCode,
          channel: 'counter',
          instant: typed.given,
          assisted: false,
          applicant: { ...NOBODY, name },
          submitter: null,
          summary: null,
          copies: 1,
          documents: [],
          resultVia: 'desk',
          acceptedAt,
          paperBook: { book, serial, dueAt },
        },
        by,
        this.keyOf(request, by, { book, ...typed }),
      );
      return { typed, code: resource };
    } catch (error) {
      if (!(error instanceof DomainError) || PROBLEMS[error.code].status >= 500) throw error;
      return { typed, error };
    }
  }

  /** Of the form's key and the number in the book: mended, a line that was refused comes under the same number. */
  private keyOf(
    request: WebRequest,
    by: Actor,
    said: TypedPaperLine & { readonly book: string },
  ): IdempotentWrite | null {
    // prettier-ignore
    const key = plumbing(request.body, '_key');
    if (key === null) return null;
    return this.idempotency.describe(by.username, 'POST /paper-sessions/lines', `${key}:${said.serial.slice(0, 9)}`, said); // prettier-ignore
  }
}

const NOBODY = {
  kind: 'person',
  idNumber: null,
  address: null,
  phone: null,
  email: null,
  contactBy: [],
  taxCode: null,
  representative: null,
  contactName: null,
} as const;

function linesOf(body: unknown): TypedPaperLine[] {
  const { lines } = (body ?? {}) as { lines?: unknown };
  const all: unknown[] = Array.isArray(lines) ? lines.slice(0, PAPER_LINES) : [];
  return all.map(typedLine).filter(({ serial, at, name, due }) => serial + at + name + due !== '');
}

function typedLine(line: unknown): TypedPaperLine {
  const given = (line ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string => {
    const value = given[name];
    return typeof value === 'string' ? value.trim().slice(0, 400) : '';
  };
  return {
    serial: text('serial'),
    at: text('at'),
    procedure: text('procedure'),
    name: text('name'),
    due: text('due'),
    given: text('given') !== '',
  };
}
