import { Injectable } from '@nestjs/common';
import type { AcceptedDossier } from '../domain/dossier/dossier.js';
import { BreachService } from '../dossiers/breach.service.js';
import { PeopleService, type PartySummary } from '../dossiers/people.service.js';
import { StandingsService } from '../dossiers/standings.service.js';
import type { Standing } from '../dossiers/state-words.view.js';
import { NoticeNames } from './notice-names.js';

/** Whom a letter is for and what it is about. */
export interface LetterSubject {
  readonly dossier: AcceptedDossier;
  readonly applicant: PartySummary;
  readonly procedureName: string;
  readonly standing: Standing;
}

/** Puts names to the dossiers of a page of letters. */
@Injectable()
export class LetterSubjects {
  constructor(
    private readonly breaches: BreachService,
    private readonly people: PeopleService,
    private readonly names: NoticeNames,
    private readonly standings: StandingsService,
  ) {}

  /** @returns one subject a dossier id, in their order */
  async of(dossierIds: readonly string[]): Promise<LetterSubject[]> {
    const dossiers = await Promise.all(dossierIds.map((id) => this.breaches.dossier(id)));
    const standings = await this.standings.of(dossiers);
    return Promise.all(dossiers.map((dossier, i) => this.subject(dossier, standings[i])));
  }

  private async subject(dossier: AcceptedDossier, standing: Standing | undefined): Promise<LetterSubject> {
    if (!standing) throw new RangeError('every dossier has its standing');
    const [applicant, { procedure }] = await Promise.all([this.people.applicant(dossier.id), this.names.of(dossier)]);
    return { dossier, applicant, procedureName: procedure, standing };
  }
}
