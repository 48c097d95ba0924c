import { Injectable } from '@nestjs/common';
import { Transactor } from '../../platform/database/transactor.js';
import { Keys } from '../../platform/keys/keys.js';
import { factsSealOf, fileSealOf, sealLetter } from './letter-seal.js';
import { LetterSealsRepository, type LetterSeal, type NumberedLetter } from './letter-seals.repository.js';

const BATCH = 200;

/** Puts letters under our key: number and facts when they are numbered, the file when there is one. */
@Injectable()
export class LetterSealsService {
  constructor(
    private readonly transactor: Transactor,
    private readonly repository: LetterSealsRepository,
    private readonly keys: Keys,
  ) {}

  /** @returns how many letters were sealed. What was sealed once keeps its seal: only what is missing is added */
  async seal(): Promise<number> {
    for (let total = 0; ;) {
      const sealed = await this.transactor.run(async (tx) => {
        const letters = await this.repository.unsealed(tx, BATCH);
        await this.repository.keep(tx, letters.map((letter) => this.completed(letter))); // prettier-ignore
        return letters.length;
      });
      total += sealed;
      if (sealed < BATCH) return total;
    }
  }

  private completed(letter: NumberedLetter): LetterSeal {
    const { seal } = letter;
    return seal ? { ...seal, fileSeal: fileSealOf(letter, this.keys) } : sealLetter(letter, this.keys);
  }

  /** Does the letter say what was sealed? Null: it was not sealed yet. */
  holds(letter: NumberedLetter): { readonly facts: boolean; readonly file: boolean } | null {
    const { seal } = letter;
    if (!seal) return null;
    const file = seal.fileSeal === null || seal.fileSeal === fileSealOf(letter, this.keys);
    return { facts: seal.factsSeal === factsSealOf(letter, this.keys), file };
  }
}
