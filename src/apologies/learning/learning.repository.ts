import { Injectable } from '@nestjs/common';
import type { LetterCourse } from '../../domain/apology/learning.js';
import type { DayRange } from '../../domain/kpi/period.js';
import { addDays, startOfDay } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, readInstantOrNull, writeInstant } from '../../platform/database/instant-column.js';

/** So many letters of a unit are looked at: what they say does not change with more, and the page stays quick. */
export const SAMPLE = 500;

/** The courses of letters, a bounded piece of an index for each unit. */
@Injectable()
export class LearningRepository {
  constructor(private readonly database: Database) {}

  /** Letters that a unit issued in a period, the latest first, SAMPLE at most. */
  async courses(unitCode: string, { from, to }: DayRange): Promise<LetterCourse[]> {
    const arrived = `"state" IN ('delivered', 'presumed_delivered')`;
    const rows = await this.database.query(
      `SELECT l."reasonKey", l."draftedAt", l."issuedAt",
              (SELECT min(o."since") FROM "letter_obligation" lo JOIN "obligation_fact" o ON o."id" = lo."obligationId"
                WHERE lo."letterId" = l."id") AS "since",
              (SELECT CAST(count(*) AS integer) FROM "letter_obligation" lo
                 JOIN "obligation_fact" o ON o."id" = lo."obligationId"
                WHERE lo."letterId" = l."id" AND o."cause" = 'late') AS "late",
              (SELECT min(g."at") FROM "letter_delivery" g WHERE g."letterId" = l."id") AS "handedAt",
              (SELECT min(COALESCE(m."deliveredAt", m."sentAt")) FROM "message" m
                WHERE m."subjectId" = l."id" AND m."kind" LIKE 'apology%' AND m.${arrived}) AS "arrivedAt"
         FROM (SELECT * FROM "letter" WHERE "unitCode" = $1 AND "issuedAt" >= $2 AND "issuedAt" < $3
                ORDER BY "issuedAt" DESC LIMIT ${String(SAMPLE)}) AS l`,
      [unitCode, writeInstant(startOfDay(from)), writeInstant(startOfDay(addDays(to, 1)))],
    );
    return rows.map((row) => ({
      unitCode,
      reasonKey: row['reasonKey'] as string | null,
      isLate: Number(row['late']) > 0,
      since: readInstantOrNull(row['since']),
      draftedAt: readInstant(row['draftedAt']),
      issuedAt: readInstant(row['issuedAt']),
      arrivedAt: readInstantOrNull(row['handedAt']) ?? readInstantOrNull(row['arrivedAt']),
    }));
  }
}
