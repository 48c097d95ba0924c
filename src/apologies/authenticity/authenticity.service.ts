import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { localDate } from '../../domain/time/plain-date.js';
import { AuthenticityRepository, type MarkedLetter } from './authenticity.repository.js';

/** What a letter with a number was: said of what was issued, and of what was numbered and then made void. */
export interface IssuedLetter {
  readonly form: LetterFacts['form'];
  readonly number: string;
  readonly date: PlainDate;
  /** e.g. `UBND thị xã Sông Cầu`; null when the agency has no superior line */
  readonly superior: string | null;
  readonly agency: string;
}

export type Authenticity =
  /** in force, its file of record under this hash (SHA-256, hexadecimal) */
  | { readonly standing: 'issued'; readonly letter: IssuedLetter; readonly fileHash: string }
  /** a draft, or a paper that waits for its signature: nobody may rely on it */
  | { readonly standing: 'not_issued' }
  /** it never was and never will be one; `letter` null when it had no number */
  | { readonly standing: 'void'; readonly letter: IssuedLetter | null; readonly since: PlainDate | null };

/** Is this letter one of ours? Answered to anybody who holds it, and says nothing that is not on the paper. */
@Injectable()
export class AuthenticityService {
  constructor(private readonly letters: AuthenticityRepository) {}

  /** @returns null for a mark that no letter carries */
  async of(mark: string): Promise<Authenticity | null> {
    const found = await this.letters.byMark(mark);
    if (!found) return null;
    const letter = issued(found);
    switch (found.state) {
      case 'issued':
        if (letter === null || found.fileHash === null) throw new RangeError('an issued letter has number and file');
        return { standing: 'issued', letter, fileHash: found.fileHash };
      case 'void':
      case 'lapsed':
        return { standing: 'void', letter, since: found.endedAt === null ? null : localDate(found.endedAt) };
      case 'drafted':
      case 'approved':
      case 'numbered':
        return { standing: 'not_issued' };
    }
  }
}

function issued({ form, letterhead, number, date }: MarkedLetter): IssuedLetter | null {
  if (form === null || letterhead === null || number === null || date === null) return null;
  return { form, number, date, superior: letterhead.superior, agency: letterhead.agency };
}
