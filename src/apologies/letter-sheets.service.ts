import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import type { DelayHelpFacts } from '../dossiers/faults/delay-help.service.js';
import { UnitsService } from '../units/units.service.js';
import { LetterAccess } from './letter-access.service.js';
import { DraftHelp } from './reasons/draft-help.service.js';
import type { LetterReader } from './letter-acts.js';
import { LetterQueryService, type LetterRecord } from './letter-query.service.js';
import { RESOLVERS } from './letter-roles.js';
import { LetterSubjects, type LetterSubject } from './letter-subjects.service.js';

/** Everything the page of one letter shows. */
export interface LetterSheet extends LetterRecord, DelayHelpFacts {
  readonly subject: LetterSubject;
  readonly reader: LetterReader;
  /** may say what became of a message */
  readonly mayResolve: boolean;
  readonly unitName: string;
  /** names by username; one without an account is shown as it is */
  readonly names: ReadonlyMap<string, string>;
}

/** A letter as one person sees it: what it says, and what they may do with it. */
@Injectable()
export class LetterSheets {
  constructor(
    private readonly query: LetterQueryService,
    private readonly access: LetterAccess,
    private readonly subjects: LetterSubjects,
    private readonly units: UnitsService,
    private readonly accounts: AccountsService,
    private readonly help: DraftHelp,
  ) {}

  /** @throws DomainError `not_found`, also when it is none of the reader's business */
  async of(id: string, by: Actor): Promise<LetterSheet> {
    const record = await this.query.record(id, by);
    const { dossierId, unitCode, approvedBy, numberedBy } = record.letter;
    const people = [approvedBy, numberedBy].filter((username) => username !== null);
    const [[subject], ofAgency, handlers, unit, names] = await Promise.all([
      this.subjects.of([dossierId]),
      this.access.mayAct(unitCode, by),
      this.access.handlers(dossierId),
      this.units.unit(unitCode),
      this.accounts.names(people),
    ]);
    if (!subject) throw new RangeError('a letter is about a dossier');
    return {
      ...record,
      ...(await this.help.of(record.letter, subject.dossier)),
      subject,
      reader: { by, ofAgency, handled: handlers.includes(by.username) },
      mayResolve: ofAgency && hasRole(by, ...RESOLVERS),
      unitName: unit.name,
      names,
    };
  }

  /** The letter a message belongs to. @throws DomainError `not_found` */
  letterOfMessage(messageId: string): Promise<string> {
    return this.query.letterOfMessage(messageId);
  }
}
