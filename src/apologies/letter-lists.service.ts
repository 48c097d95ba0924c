import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import type { Letter, LetterState } from '../domain/apology/letter.js';
import { UnitsService } from '../units/units.service.js';
import { CoverageService, type Coverage } from './coverage/coverage.service.js';
import { LetterListsRepository, type OwedLine, type PaperLine, type Waiting } from './letter-lists.repository.js';
import { LetterQueryService } from './letter-query.service.js';
import { LetterSubjects, type LetterSubject } from './letter-subjects.service.js';
import { readCursor, writeCursor } from '../platform/database/list-cursor.js';
import { ObligationsService } from './obligations.service.js';

export { MOST_COUNTED } from './letter-lists.repository.js';
export type { OwedLine, PaperLine, Waiting } from './letter-lists.repository.js';

/** A line of a list with whom and what it is about. */
export type About<T> = T & { readonly subject: LetterSubject; readonly unitName: string };

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface BoardQuestion {
  readonly state: LetterState;
  readonly unit?: string | undefined;
  readonly cursor?: string | undefined;
  /** of the list of what is owed */
  readonly owedAfter?: string | undefined;
}

export interface LetterBoard {
  readonly coverage: Coverage;
  readonly owed: Page<About<OwedLine>>;
  readonly counts: Readonly<Record<LetterState, number>>;
  readonly letters: Page<About<{ readonly letter: Letter }>>;
  /** units the reader may choose from, with their names */
  readonly units: readonly { readonly code: string; readonly name: string }[];
}

const ROWS = 50;
const NOTHING: Waiting = { owed: 0, toApprove: 0, toIssue: 0, toPrint: 0, toCall: 0 };

/** The lists of letters that people work through. */
@Injectable()
export class LetterListsService {
  constructor(
    private readonly lists: LetterListsRepository,
    private readonly query: LetterQueryService,
    private readonly coverages: CoverageService,
    private readonly obligations: ObligationsService,
    private readonly subjects: LetterSubjects,
    private readonly units: UnitsService,
  ) {}

  /** @throws DomainError `not_found` for a unit out of reach, `request.malformed` for a cursor we did not give */
  async board({ state, unit, cursor, owedAfter }: BoardQuestion, by: Actor): Promise<LetterBoard> {
    const [scope, unitCodes] = await Promise.all([this.obligations.reach(unit, by), this.obligations.scope(unit, by)]);
    const after = readCursor('owed', owedAfter);
    const [coverage, owed, counts, page, units] = await Promise.all([
      this.coverages.of({ from: null, to: null, ...scope }),
      this.lists.owed({ unitCodes, after, limit: ROWS }),
      this.lists.countsByState(unitCodes),
      this.query.list({ state, unit, cursor, forecast: false, limit: ROWS }, by),
      this.choices(by),
    ]);
    const letters = page.lines.map(({ letter }) => ({
      letter,
      dossierId: letter.dossierId,
      unitCode: letter.unitCode,
    }));
    return {
      coverage,
      owed: await this.page(owed, ({ since, id }) => writeCursor('owed', since, id)),
      counts,
      letters: { items: await this.about(letters), nextCursor: page.nextCursor },
      units,
    };
  }

  /** Letters that go on paper and are not in the citizen's hands yet, as far as the reader acts for their agency. */
  async printQueue(
    { unit, cursor }: { readonly unit?: string | undefined; readonly cursor?: string | undefined },
    by: Actor,
  ): Promise<Page<About<PaperLine>>> {
    const unitCodes = await this.carried(unit, by);
    if (unitCodes.length === 0) return { items: [], nextCursor: null };
    const lines = await this.lists.onPaper({ unitCodes, after: readCursor('paper', cursor), limit: ROWS });
    return this.page(lines, ({ queuedAt, messageId }) => writeCursor('paper', queuedAt, messageId));
  }

  /** @throws DomainError `not_found` when no letter was begun, or it is none of the reader's business */
  letterAbout(dossierCode: string, by: Actor): Promise<Letter> {
    return this.query.about(dossierCode, by);
  }

  /** Letters in one state on which the reader may act, the newest first: leaders act for the units below, too. */
  async latest(state: LetterState, by: Actor, limit: number): Promise<readonly About<{ readonly letter: Letter }>[]> {
    const { lines } = await this.query.list({ state, limit, forecast: false, own: !hasRole(by, 'leader') }, by);
    return this.about(lines.map(({ letter }) => ({ letter, dossierId: letter.dossierId, unitCode: letter.unitCode })));
  }

  /** Apologies owed of a unit and below, as far as the reader may open them. Throws as `board`. */
  async begun(unit: string, by: Actor): Promise<{ readonly owed: number; readonly drafted: number }> {
    return this.lists.begun(await this.obligations.scope(unit, by));
  }

  /** What waits where the reader may look; nothing for those whose work has nothing to do with letters. */
  async waiting(by: Actor): Promise<Waiting> {
    if (!by.roles.some((role) => role !== 'cashier')) return NOTHING;
    const unitCodes = await this.obligations.scope(undefined, by);
    return this.lists.waiting(unitCodes, carriedBy(by, unitCodes));
  }

  /** Whose letters the reader may put into the citizen's hands. Throws as `board`. */
  async carried(unit: string | undefined, by: Actor): Promise<readonly string[]> {
    return carriedBy(by, await this.obligations.scope(unit, by));
  }

  /** Units within reach, for a filter. */
  async choices(by: Actor): Promise<LetterBoard['units']> {
    const codes = new Set(await this.obligations.scope(undefined, by));
    return (await this.units.all()).filter(({ code }) => codes.has(code)).map(({ code, name }) => ({ code, name }));
  }

  private async page<T extends { readonly dossierId: string; readonly unitCode: string }>(
    found: readonly T[],
    cursorOf: (line: T) => string,
  ): Promise<Page<About<T>>> {
    const rows = found.slice(0, ROWS);
    const last = found.length > ROWS ? rows.at(-1) : undefined;
    return { items: await this.about(rows), nextCursor: last ? cursorOf(last) : null };
  }

  private async about<T extends { readonly dossierId: string; readonly unitCode: string }>(
    lines: readonly T[],
  ): Promise<About<T>[]> {
    const [subjects, tree] = await Promise.all([
      this.subjects.of(lines.map(({ dossierId }) => dossierId)),
      this.units.tree(),
    ]);
    return lines.flatMap((line, i) => {
      const subject = subjects[i];
      return subject ? [{ ...line, subject, unitName: tree.get(line.unitCode).name }] : [];
    });
  }
}

/** Whose letters a person may hand over: their own agency's; leaders' also those of the agencies below. */
function carriedBy(by: Actor, within: readonly string[]): readonly string[] {
  return hasRole(by, 'leader', 'admin') ? within : within.filter((code) => code === by.unitCode);
}
