import { Inject, Injectable } from '@nestjs/common';
import { ROLES, type Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/new-id.js';
import { UnitsService } from '../../units/units.service.js';
import { TermsService } from '../terms.service.js';
import type { ImportedDossier } from './imported-dossier.js';
import { refusal, type ReplayFinding } from './replay-finding.js';
import type { ReplayGround } from './replay-plan.js';

/** The ground of a dossier; or why there is none. */
export type FoundGround = { readonly ground: ReplayGround } | ReplayFinding;

/** For whom a file is replayed: desks it may touch, and the name under which the history has it. */
export interface ReplayFor {
  readonly scope: ReadonlySet<string>;
  readonly username: string;
}

/** A hundred thousand rows name a few thousand combinations; more are asked for again. */
const MOST_REMEMBERED = 50_000;

/** Looks up once what a hundred thousand rows ask about procedures, desks and days. */
@Injectable()
export class ReplayGrounds {
  constructor(
    private readonly terms: TermsService,
    private readonly units: UnitsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What holds now, remembered for the length of one run of the job. */
  open(asked: ReplayFor): (dossier: ImportedDossier) => Promise<FoundGround> {
    const known = new Map<string, Promise<FoundGround>>();
    // Whoever brings the file in vouches for every act in it: the rules of each still hold, but for whose work it was.
    const by: Actor = { username: asked.username, fullName: asked.username, unitCode: '', roles: ROLES };
    return (dossier) => {
      const key = `${dossier.procedureCode} ${dossier.unitCode} ${localDate(dossier.acceptedAt)}`;
      const remembered = known.get(key);
      if (remembered) return remembered;
      if (known.size >= MOST_REMEMBERED) known.clear();
      const found = this.find(dossier, { scope: asked.scope, by });
      known.set(key, found);
      return found;
    };
  }

  private async find(dossier: ImportedDossier, asked: Pick<ReplayGround, 'scope' | 'by'>): Promise<FoundGround> {
    const now = this.clock.now();
    try {
      const { terms, version, calendar } = await this.terms.at(
        dossier.procedureCode,
        dossier.unitCode,
        dossier.acceptedAt,
      );
      const today = localDate(now);
      const apologiesFrom = await this.units.setting(terms.responsibleUnitCode, 'apologies_from', today);
      return { ground: { ...asked, terms, version, calendar, apologiesFrom, nextId: () => newId(now) } };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return refusal('register', error);
    }
  }
}
