import { Inject, Injectable } from '@nestjs/common';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { FORGOTTEN } from '../../domain/dossier/party.js';
import { DomainError } from '../../domain/errors.js';
import { ErasureRooms, type ErasureRoom, type Forgetting } from '../../dossiers/erasure/erasure-rooms.js';
import { Database } from '../../platform/database/database.js';
import { Keys } from '../../platform/keys/keys.js';
import { MAIL_TRANSPORT, type MailTransport } from '../../platform/mail/mail-transport.js';
import { sealLetter } from '../proof/letter-seal.js';
import { LetterSealsRepository } from '../proof/letter-seals.repository.js';
import { LettersErasureRepository, type KeptLetter } from './letters-erasure.repository.js';

const ON_ITS_WAY = ['approved', 'numbered'];

/** How letters forget: the register keeps number, day and cause; the names, the reasons and the paper go. */
@Injectable()
export class LettersErasure implements ErasureRoom {
  constructor(
    rooms: ErasureRooms,
    private readonly database: Database,
    private readonly repository: LettersErasureRepository,
    private readonly seals: LetterSealsRepository,
    private readonly keys: Keys,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
  ) {
    rooms.join(this);
  }

  /** @throws DomainError `dossier.action_refused` while a letter or a message is on its way */
  async forget(dossierId: string): Promise<Forgetting> {
    const letters = await this.repository.letters(dossierId);
    const messages = await this.repository.messages(dossierId);
    const waiting = letters.some(({ state }) => ON_ITS_WAY.includes(state)) || messages.some(({ waits }) => waits);
    if (waiting) {
      throw new DomainError('dossier.action_refused', 'a letter about this dossier is still on its way', {
        action: 'erase',
      });
    }
    const ids = messages.map(({ id }) => id);
    const papers = letters.map(({ fileHash }) => fileHash).filter((hash) => hash !== null);
    return {
      files: [...papers, ...(await this.repository.proofs(dossierId))],
      write: async (tx) => {
        for (const letter of letters) await this.repository.empty(tx, letter.id, forgottenFacts(letter));
        await this.repository.emptyMessages(tx, ids);
        await this.repository.emptyCalls(tx, dossierId);
        // What is left of a letter is sealed anew: whoever changes that is still found out.
        const left = await this.seals.about(tx, dossierId);
        await this.seals.keep(tx, left.map((letter) => sealLetter(letter, this.keys))); // prettier-ignore
      },
      after: async () => {
        await this.transport.forget?.(ids);
      },
    };
  }

  async needed(hashes: readonly string[], exceptDossierId: string): Promise<readonly string[]> {
    return this.repository.needed(this.database, hashes, exceptDossierId);
  }
}

/** The facts of a letter without the people and without anybody's words; the paper can still be read. */
function forgottenFacts({ facts }: KeptLetter): string | null {
  if (facts === null) return null;
  const known = JSON.parse(facts) as LetterFacts;
  const recipient = { ...known.recipient, name: FORGOTTEN, address: null, phone: null };
  return JSON.stringify({ ...known, recipient, reason: FORGOTTEN });
}
