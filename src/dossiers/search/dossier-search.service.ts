import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Keys } from '../../platform/keys/keys.js';
import { DossierListService, type DossierPage, type ListQuestion } from '../dossier-list.service.js';
import { typedIn } from '../dossier-search.js';
import { partyHashes } from '../party.row.js';
import { bookKey, type PaperSlip } from './token.row.js';

/** What dossiers are looked for by: one of these. */
export type Search =
  | { readonly by: 'text'; readonly text: string }
  | { readonly by: 'idNumber'; readonly number: string }
  | { readonly by: 'phone'; readonly number: string }
  | { readonly by: 'paperBook'; readonly slip: PaperSlip };

/** Which part of what is found, and what else it must fulfil. */
export type Narrowed = Omit<ListQuestion, 'sought' | 'words'>;

/** Finds dossiers by what people know of them: a code, a name, a number, a line in a paper book. */
@Injectable()
export class DossierSearchService {
  constructor(
    private readonly lists: DossierListService,
    private readonly keys: Keys,
  ) {}

  /**
   * A code or how it begins, words of a name (accents, case and raw Telex aside), a whole identity number or telephone;
   * as far as the reader may see. Numbers are compared by their keyed hash.
   *
   * @throws DomainError as `DossierListService.page`
   */
  async search(search: Search, narrowed: Narrowed, by: Actor): Promise<DossierPage> {
    return this.lists.page({ ...narrowed, ...this.asked(search) }, by);
  }

  private asked(search: Search): Pick<ListQuestion, 'sought' | 'words'> {
    switch (search.by) {
      case 'text':
        return this.askedIn(search.text);
      case 'idNumber':
        return { sought: { kind: 'numbers', idHash: partyHashes(search.number, this.keys).idHash, phoneHash: null } };
      case 'phone':
        return {
          sought: { kind: 'numbers', idHash: null, phoneHash: partyHashes(search.number, this.keys).phoneHash },
        };
      case 'paperBook':
        return { sought: { kind: 'slip', book: bookKey(search.slip.book), serial: search.slip.serial } };
    }
  }

  private askedIn(text: string): Pick<ListQuestion, 'sought' | 'words'> {
    const typed = typedIn(text);
    switch (typed.kind) {
      case 'code':
        return { sought: { kind: 'code', prefix: typed.code } };
      case 'start':
        return { sought: { kind: 'code', prefix: typed.text } };
      case 'number':
        return { sought: { kind: 'numbers', ...partyHashes(typed.number, this.keys) } };
      case 'words':
        return { words: typed.words };
      case 'unknown':
        return { words: [] };
    }
  }
}
