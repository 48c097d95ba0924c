import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Letter } from '../../domain/apology/letter.js';
import { toIso } from '../../domain/time/instant.js';
import { readCursor, writeCursor, type ListPlace } from '../../platform/database/list-cursor.js';
import { LetterAccess } from '../letter-access.service.js';
import { LetterSheets, type LetterSheet } from '../letter-sheets.service.js';
import { LetterSubjects, type LetterSubject } from '../letter-subjects.service.js';
import { ObligationsService } from '../obligations.service.js';
import type { LetterReturn } from './letter-returns.js';
import { SigningRepository } from './signing.repository.js';

/** A line of the signer's list. */
export interface SigningLine {
  readonly letter: Letter;
  readonly subject: LetterSubject;
  /** the reader worked on the dossier: somebody else signs */
  readonly handled: boolean;
}

export interface SigningList {
  /** the longest waiting first */
  readonly waiting: readonly SigningLine[];
  readonly total: number;
  readonly nextCursor: string | null;
  /** sent back, and not yet touched by their writers */
  readonly returned: readonly SigningLine[];
}

/** One letter before its signer. */
export interface SigningSheet {
  readonly sheet: LetterSheet;
  /** what signers said of it before, the latest first */
  readonly returns: readonly LetterReturn[];
  /** whose hands the dossier is in; null: the whole unit's */
  readonly officer: string | null;
  /** names of those who sent it back */
  readonly names: ReadonlyMap<string, string>;
  /** how many wait, this one among them */
  readonly total: number;
}

const ORDER = 'to-sign';
const ROWS = 30;
/** So many letters in a row the reader may not sign are passed over in the search for the next one. */
const LOOK_AHEAD = 30;

/** What a leader has to sign, one letter after another. */
@Injectable()
export class SigningService {
  constructor(
    private readonly signing: SigningRepository,
    private readonly obligations: ObligationsService,
    private readonly subjects: LetterSubjects,
    private readonly sheets: LetterSheets,
    private readonly access: LetterAccess,
    private readonly accounts: AccountsService,
  ) {}

  /** @throws DomainError `request.malformed` for a cursor we did not give */
  async list(by: Actor, cursor: string | undefined): Promise<SigningList> {
    const unitCodes = await this.obligations.scope(undefined, by);
    const after = readCursor(ORDER, cursor);
    const [found, returned, total] = await Promise.all([
      this.signing.waiting({ unitCodes, after, limit: ROWS }),
      after === null ? this.signing.returned(unitCodes, ROWS) : [],
      this.signing.count(unitCodes),
    ]);
    const rows = found.slice(0, ROWS);
    const last = found.length > ROWS ? rows.at(-1) : undefined;
    return {
      waiting: await this.lines(rows, by),
      returned: await this.lines(returned, by),
      total,
      nextCursor: last ? writeCursor(ORDER, last.draftedAt, last.id) : null,
    };
  }

  /** @throws DomainError `not_found`, also when it is none of the reader's business */
  async sheet(id: string, by: Actor): Promise<SigningSheet> {
    const sheet = await this.sheets.of(id, by);
    const returns = await this.signing.returnsOf(id);
    const { username } = sheet.subject.dossier.holder;
    const people = [...returns.map((each) => each.by), ...(username === null ? [] : [username])];
    const names = await this.accounts.names(people);
    return {
      sheet,
      returns,
      officer: username === null ? null : (names.get(username) ?? username),
      names,
      total: await this.count(by),
    };
  }

  /** How many wait in the units the person signs for. */
  async count(by: Actor): Promise<number> {
    return this.signing.count(await this.obligations.scope(undefined, by));
  }

  /** The letter this signer begins with; null when nothing is left for them. */
  async first(by: Actor): Promise<string | null> {
    return this.firstOf(await this.obligations.scope(undefined, by), null, null, by);
  }

  /** The letter that comes after this one, from the top again at the end; null when nothing is left for this signer. */
  async next(after: Letter, by: Actor): Promise<string | null> {
    const unitCodes = await this.obligations.scope(undefined, by);
    const place = { at: toIso(after.draftedAt), id: after.id };
    return (await this.firstOf(unitCodes, place, after.id, by)) ?? this.firstOf(unitCodes, null, after.id, by);
  }

  private async firstOf(
    unitCodes: readonly string[],
    after: ListPlace | null,
    but: string | null,
    by: Actor,
  ): Promise<string | null> {
    for (const letter of await this.signing.waiting({ unitCodes, after, limit: LOOK_AHEAD })) {
      if (letter.id !== but && !(await this.handled(letter, by))) return letter.id;
    }
    return null;
  }

  private async lines(letters: readonly Letter[], by: Actor): Promise<SigningLine[]> {
    const subjects = await this.subjects.of(letters.map(({ dossierId }) => dossierId));
    const handled = await Promise.all(letters.map((letter) => this.handled(letter, by)));
    return letters.flatMap((letter, i) => {
      const subject = subjects[i];
      return subject ? [{ letter, subject, handled: handled[i] ?? false }] : [];
    });
  }

  private async handled({ dossierId }: Letter, { username }: Actor): Promise<boolean> {
    return (await this.access.handlers(dossierId)).includes(username);
  }
}
