import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Cause } from '../../domain/apology/cause.js';
import { COVER_LISTS, listLength, type CoverLine, type CoverList } from '../../domain/apology/coverage.js';
import type { Fault } from '../../domain/apology/letter-facts.js';
import type { LetterState } from '../../domain/apology/letter.js';
import { DomainError } from '../../domain/errors.js';
import { isPlainDate, type PlainDate } from '../../domain/time/plain-date.js';
import { UnitsService } from '../../units/units.service.js';
import { LetterSubjects, type LetterSubject } from '../letter-subjects.service.js';
import { CoverBoards, type CoverAsked, type CoverFrame } from './cover-board.service.js';
import { CoverLists } from './cover-lists.repository.js';
import { CoverageService, placeOf, totalOf } from './coverage.service.js';

export interface CoverListAsked extends CoverAsked {
  readonly cause?: Cause | undefined;
  readonly fault?: Fault | undefined;
  readonly cursor?: string | undefined;
}

export interface CoverRow {
  readonly line: CoverLine;
  readonly subject: LetterSubject;
  readonly unitName: string;
  /** begun or issued; null where there is none */
  readonly letter: { readonly id: string; readonly state: LetterState; readonly number: string | null } | null;
}

export interface CoverListPage {
  readonly frame: CoverFrame;
  readonly list: CoverList;
  readonly rows: readonly CoverRow[];
  /** how many there are in all, as the figures say */
  readonly total: number;
  readonly nextCursor: string | null;
}

const ROWS = 30;

/** What stands behind a number. */
@Injectable()
export class CoverListPages {
  constructor(
    private readonly boards: CoverBoards,
    private readonly coverage: CoverageService,
    private readonly lists: CoverLists,
    private readonly subjects: LetterSubjects,
    private readonly units: UnitsService,
  ) {}

  /**
   * @throws DomainError `not_found` for a list there is none of, or a unit out of reach; `request.invalid` for a period
   *   that is none; `request.malformed` for a cursor we did not give
   */
  async page(list: string, asked: CoverListAsked, by: Actor): Promise<CoverListPage> {
    if (!isList(list)) throw new DomainError('not_found', 'there is no such list');
    const frame = await this.boards.frame(asked, by);
    const { cause = null, fault = null } = asked;
    const tree = await this.units.tree();
    const { unitCodes } = frame;
    const question = { list, place: placeOf(frame), unitCodes, period: frame.period, cause, fault };
    const [found, sums] = await Promise.all([
      this.lists.page({ ...question, after: readPlace(asked.cursor), limit: ROWS }),
      this.coverage.sums([placeOf(frame)], [frame.period]),
    ]);
    const lines = found.slice(0, ROWS);
    const counted = sums.filter((sum) => (cause ?? sum.cause) === sum.cause && (fault ?? sum.fault) === sum.fault);
    const last = found.length > ROWS ? lines.at(-1) : undefined;
    return {
      frame,
      list,
      rows: await this.rows(lines, (code) => tree.get(code).name),
      total: listLength(list, totalOf(counted)),
      nextCursor: last ? writePlace(last) : null,
    };
  }

  private async rows(lines: readonly CoverLine[], nameOf: (unitCode: string) => string): Promise<CoverRow[]> {
    const [subjects, letters] = await Promise.all([
      this.subjects.of(lines.map(({ dossierId }) => dossierId)),
      this.lists.letters(lines.flatMap(({ letterId }) => letterId ?? [])),
    ]);
    return lines.flatMap((line, i) => {
      const subject = subjects[i];
      const letter = letters.find(({ id }) => id === line.letterId) ?? null;
      return subject ? [{ line, subject, unitName: nameOf(line.unitCode), letter }] : [];
    });
  }
}

function isList(text: string): text is CoverList {
  return Object.hasOwn(COVER_LISTS, text);
}

function writePlace({ day, obligationId }: CoverLine): string {
  return Buffer.from(JSON.stringify([day, obligationId])).toString('base64url');
}

function readPlace(cursor: string | undefined): { day: PlainDate; id: string } | null {
  if (cursor === undefined) return null;
  try {
    const [day, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof day === 'string' && isPlainDate(day) && typeof id === 'string' && id.length <= 36) return { day, id };
  } catch {
    // fall through: not one of ours
  }
  throw new DomainError('request.malformed', 'this cursor belongs to another list: begin again without it');
}
