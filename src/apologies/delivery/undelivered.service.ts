import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { Database } from '../../platform/database/database.js';
import { readCursor, writeCursor } from '../../platform/database/list-cursor.js';
import { LetterListsService, type LetterBoard } from '../letter-lists.service.js';
import { LetterSubjects, type LetterSubject } from '../letter-subjects.service.js';
import { LetterWaysRepository, type OpenWay } from './letter-ways.repository.js';
import { MailReportsRepository } from './mail-reports.repository.js';

/** A letter that is not in the citizen's hands, and whose it is. */
export interface OpenLine extends OpenWay {
  readonly subject: LetterSubject;
}

export interface Undelivered {
  readonly items: readonly OpenLine[];
  readonly nextCursor: string | null;
  readonly units: LetterBoard['units'];
  /** mails that came back and could not be told whose */
  readonly unknownReports: number;
}

export interface UndeliveredQuestion {
  readonly unit?: string | undefined;
  readonly cursor?: string | undefined;
}

const ROWS = 50;
/** As many as go on one list to the post. */
const MOST_POSTINGS = 200;
const ORDER = 'undelivered';

/** Every issued letter that nobody has yet, with its reason. */
@Injectable()
export class UndeliveredService {
  constructor(
    private readonly database: Database,
    private readonly ways: LetterWaysRepository,
    private readonly lists: LetterListsService,
    private readonly subjects: LetterSubjects,
    private readonly reports: MailReportsRepository,
  ) {}

  /** @throws DomainError `not_found` for a unit out of reach, `request.malformed` for a cursor we did not give */
  async page({ unit, cursor }: UndeliveredQuestion, by: Actor): Promise<Undelivered> {
    const after = readCursor(ORDER, cursor);
    const [unitCodes, units, unknownReports] = await Promise.all([
      this.lists.carried(unit, by),
      this.lists.choices(by),
      this.reports.unknown(this.database),
    ]);
    const found =
      unitCodes.length === 0 ? [] : await this.ways.open(this.database, { unitCodes, why: null, after, limit: ROWS });
    const rows = found.slice(0, ROWS);
    const last = found.length > ROWS ? rows.at(-1) : undefined;
    return {
      items: await this.about(rows),
      nextCursor: last ? writeCursor(ORDER, last.issuedAt, last.letterId) : null,
      units,
      unknownReports,
    };
  }

  /** Letters to be taken to the post, the longest waiting first. Throws as `page`. */
  async postings(unit: string | undefined, by: Actor): Promise<readonly OpenLine[]> {
    const unitCodes = await this.lists.carried(unit, by);
    if (unitCodes.length === 0) return [];
    const question = { unitCodes, why: 'to_post', after: null, limit: MOST_POSTINGS } as const;
    return this.about((await this.ways.open(this.database, question)).slice(0, MOST_POSTINGS));
  }

  private async about(ways: readonly OpenWay[]): Promise<OpenLine[]> {
    const subjects = await this.subjects.of(ways.map(({ dossierId }) => dossierId));
    return ways.flatMap((way, i) => {
      const subject = subjects[i];
      return subject ? [{ ...way, subject }] : [];
    });
  }
}
