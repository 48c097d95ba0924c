import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Words } from '../../platform/templates/i18n.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { Refusal } from '../../platform/web/page-turns.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { UnitsService } from '../../units/units.service.js';
import { LetterListsService } from '../letter-lists.service.js';
import { RegisterBooks } from './register-book.service.js';
import type { RegisterQuery } from './register.dto.js';
import { RegisterPress } from './register-press.js';
import { registerView, type RegisterState } from './register.view.js';

/** Draws the register, on the screen and on paper. */
@Injectable()
export class RegisterScreen {
  constructor(
    private readonly books: RegisterBooks,
    private readonly lists: LetterListsService,
    private readonly units: UnitsService,
    private readonly pages: PageRenderer,
    private readonly press: RegisterPress,
  ) {}

  /** @throws DomainError `not_found` for a unit out of reach */
  async draw(
    request: WebRequest,
    { unit, year, cursor }: RegisterQuery,
    by: Actor,
    { form = null, refusal = null }: { form?: RegisterState['form']; refusal?: Refusal | null },
  ): Promise<string> {
    const t = this.pages.words(request);
    const book = await this.books.page(unit, year, cursor, by);
    const [units, { name: unitName }] = await Promise.all([this.lists.choices(by), this.units.unit(book.unitCode)]);
    const view = registerView(
      {
        book,
        unitName,
        units,
        form,
        typed: refusal?.typed ?? {},
        errors: refusal?.errors ?? [],
        refusal: refusal?.sentence ?? null,
      },
      t,
    );
    return this.pages.page(request, 'letter-register/show', view, { title: view.heading });
  }

  async pdf(unit: string | undefined, year: number, part: number, by: Actor): Promise<Buffer> {
    const unitCode = await this.books.unitFor(unit, by);
    const [lines, book, owner] = await Promise.all([
      this.books.sheet(unitCode, year, part, by),
      this.books.page(unitCode, year, undefined, by),
      this.units.unit(unitCode),
    ]);
    return this.press.pdf({ unit: owner, year, lines, part, closing: book.closing, named: book.named });
  }

  said(request: WebRequest, key: string, words: Words): string {
    return this.pages.words(request)(key, words);
  }
}
