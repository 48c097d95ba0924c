import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError, type FieldError } from '../../domain/errors.js';
import { Cookies } from './cookies.js';
import { typedFields } from './forms.js';
import { PageRenderer } from './page-renderer.js';
import { callerOf, type Caller } from './posted.js';
import type { WebRequest } from './principal.js';
import { PROBLEMS } from './problem-words.js';
import { refusalWords } from './problem.view.js';

/** Why a form was not done, for the page that is shown again. */
export interface Refusal {
  /** worded for the reader */
  readonly errors: readonly FieldError[];
  /** said above the form when no field is to blame; else null */
  readonly sentence: string | null;
  /** what stood in the fields */
  readonly typed: Readonly<Record<string, string>>;
}

/** Draws the page of the form once more; a room that words its own refusals looks at the error. */
export type Again = (refusal: Refusal, error: DomainError) => Promise<string> | string;

/** Where to go when it is done, and what is said there. */
export interface Done {
  readonly next: string;
  /** in the reader's words; null says nothing */
  readonly said: string | null;
}

/** A form somebody posted, and its answer: `{ ...posted, reply }`. */
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
   * @throws whatever is no refusal of what was asked: that has a page of its own
   */
  async take({ request, reply }: PageTurn, work: (caller: Caller) => Promise<Done>, again: Again): Promise<void> {
    await this.attempt({ request, reply }, () => work(callerOf(request)), again);
  }

  /** The same for a form of a public page, where nobody is signed in: the secret of its address says who it is. */
  async takeFromGuest({ request, reply }: PageTurn, work: () => Promise<Done>, again: Again): Promise<void> {
    await this.attempt({ request, reply }, work, again);
  }

  /** The same for a form whose answer is shown once and stands nowhere else: `work` draws it. */
  async answer({ request, reply }: PageTurn, work: (caller: Caller) => Promise<string>, again: Again): Promise<void> {
    await this.answerGuest({ request, reply }, () => work(callerOf(request)), again);
  }

  /** The same of a public page, where nobody is signed in. */
  async answerGuest({ request, reply }: PageTurn, work: () => Promise<string>, again: Again): Promise<void> {
    try {
      void reply.status(200).send(await work());
    } catch (error) {
      await this.refuse({ request, reply }, error, again);
    }
  }

  private async attempt({ request, reply }: PageTurn, work: () => Promise<Done>, again: Again): Promise<void> {
    try {
      const { next, said } = await work();
      if (said !== null) this.cookies.setFlash(reply, { kind: 'ok', text: said });
      void reply.redirect(next, 303);
    } catch (error) {
      await this.refuse({ request, reply }, error, again);
    }
  }

  private async refuse({ request, reply }: PageTurn, error: unknown, again: Again): Promise<void> {
    if (!(error instanceof DomainError) || !isRefusal(error)) throw error;
    const page = await again(this.refusal(request, error), error);
    void reply.status(PROBLEMS[error.code].status).send(page);
  }

  private refusal(request: WebRequest, error: DomainError): Refusal {
    const { happened, todo } = refusalWords(error, this.pages.words(request));
    const errors = this.pages.fieldErrors(request, error.errors);
    const sentence = errors.length > 0 ? null : `${happened}. ${todo}`;
    return { errors, sentence, typed: typedFields(request.body) };
  }
}

function isRefusal({ code }: DomainError): boolean {
  const { status } = PROBLEMS[code];
  return status < 500 && status !== 401 && status !== 404 && code !== 'auth.csrf';
}
