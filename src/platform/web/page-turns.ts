import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import type { IdempotentWrite } from '../idempotency/idempotency.js';
import { Cookies } from './cookies.js';
import { typedFields } from './forms.js';
import { PageRenderer } from './page-renderer.js';
import type { WebRequest } from './principal.js';
import { PROBLEMS } from './problem-words.js';
import { refusalWords } from './problem.view.js';

export interface Caller {
  readonly by: Actor;
  /** how the form may be repeated; null when it carried no key */
  readonly write: IdempotentWrite | null;
}

/** Why a form was not done, for the page that is shown again. */
export interface Refusal {
  /** worded for the reader */
  readonly errors: readonly FieldError[];
  /** said above the form when no field is to blame; else null */
  readonly sentence: string | null;
  /** what stood in the fields */
  readonly typed: Readonly<Record<string, string>>;
}

/** Where to go when it is done, and what is said there. */
export interface Done {
  readonly next: string;
  /** in the reader's words; null says nothing */
  readonly said: string | null;
}

/** A form somebody posted, and its answer. */
export interface PageTurn {
  readonly request: WebRequest;
  readonly reply: FastifyReply;
}

/** What every form of a page does with its answer: a redirect with a word, or the page again with what was typed. */
@Injectable()
export class PageTurns {
  constructor(
    private readonly cookies: Cookies,
    private readonly pages: PageRenderer,
  ) {}

  /**
   * @param work does it, and says where to go
   * @param again draws the page of the form once more
   * @throws whatever is no refusal of what was asked: that has a page of its own
   */
  async take(
    { request, reply }: PageTurn,
    work: (caller: Caller) => Promise<Done>,
    again: (refusal: Refusal) => Promise<string> | string,
  ): Promise<void> {
    try {
      const { next, said } = await work(callerOf(request));
      if (said !== null) this.cookies.setFlash(reply, { kind: 'ok', text: said });
      void reply.redirect(next, 303);
    } catch (error) {
      await this.refuse({ request, reply }, error, again);
    }
  }

  /** The same for a form whose answer is shown once and stands nowhere else: `work` draws it. */
  async answer(
    { request, reply }: PageTurn,
    work: (caller: Caller) => Promise<string>,
    again: (refusal: Refusal) => Promise<string> | string,
  ): Promise<void> {
    try {
      void reply.status(200).send(await work(callerOf(request)));
    } catch (error) {
      await this.refuse({ request, reply }, error, again);
    }
  }

  private async refuse(
    { request, reply }: PageTurn,
    error: unknown,
    again: (refusal: Refusal) => Promise<string> | string,
  ): Promise<void> {
    if (!(error instanceof DomainError) || !isRefusal(error)) throw error;
    const page = await again(this.refusal(request, error));
    void reply.status(PROBLEMS[error.code].status).send(page);
  }

  private refusal(request: WebRequest, error: DomainError): Refusal {
    const { happened, todo } = refusalWords(error, this.pages.words(request));
    const errors = this.pages.fieldErrors(request, error.errors);
    return { errors, sentence: errors.length > 0 ? null : `${happened}. ${todo}`, typed: typedFields(request.body) };
  }
}

/** On guarded routes there is always somebody. */
export function callerOf({ principal, idempotentWrite }: WebRequest): Caller {
  if (!principal) throw new DomainError('auth.required', 'sign in first');
  return { by: principal.actor, write: idempotentWrite ?? null };
}

function isRefusal({ code }: DomainError): boolean {
  const { status } = PROBLEMS[code];
  return status < 500 && status !== 401 && status !== 404 && code !== 'auth.csrf';
}
