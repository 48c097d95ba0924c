import { Injectable } from '@nestjs/common';
import { checkAddress, MARK_ALPHABET, MARK_LENGTH } from '../../domain/apology/letter-mark.js';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { Letter } from '../../domain/apology/letter.js';
import { AppConfig } from '../../platform/config/app-config.js';
import type { Tx } from '../../platform/database/sql.js';
import { Keys } from '../../platform/keys/keys.js';
import { LettersRepository } from '../letters.repository.js';

/** What every letter carries to tell what it is: the address where it can be checked, and whether it is an example. */
@Injectable()
export class LetterMarks {
  constructor(
    private readonly config: AppConfig,
    private readonly keys: Keys,
    private readonly letters: LettersRepository,
  ) {}

  /** Derived from the letter and never changed, so that a paper printed for the signature carries it already. */
  of(letterId: string): string {
    return this.keys.publicMark(letterId, MARK_ALPHABET, MARK_LENGTH);
  }

  /** The part of the facts that is the same for a draft and for the letter of record. */
  on(letterId: string): Required<Pick<LetterFacts, 'checkUrl' | 'illustration'>> {
    const checkUrl = checkAddress(this.config.PUBLIC_URL, this.of(letterId));
    return { checkUrl, illustration: this.config.ILLUSTRATION === '1' };
  }

  /** Before a draft is printed to be signed: from now on its mark is found. @returns the letter with its mark */
  async ensure(tx: Tx, letter: Letter): Promise<Letter> {
    if (letter.mark !== null) return letter;
    const mark = this.of(letter.id);
    await this.letters.setMark(tx, letter.id, mark);
    return { ...letter, mark };
  }
}
