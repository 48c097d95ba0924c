import { Injectable } from '@nestjs/common';
import { readInstantOrNull, writeInstant } from '../platform/database/instant-column.js';
import { insert, type Queries, type Row, type Statement, type Tx } from '../platform/database/sql.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import type { Spell } from '../domain/time/weekly-hours.js';
import type { StoredDay, StoredSpell, StoredYear } from './calendar-facts.js';

/** How many statements go to the database together; PostgreSQL takes 65,535 parameters at most. */
const CHUNK = 500;

export interface CalendarChange {
  readonly remove: readonly PlainDate[];
  readonly days: readonly StoredDay[];
  readonly years: readonly StoredYear[];
}

/** Rows of the calendar; a few thousand for a lifetime, so they are always read whole. */
@Injectable()
export class CalendarRepository {
  async days(from: Queries): Promise<StoredDay[]> {
    return (await from.query('SELECT * FROM "calendar_day" ORDER BY "date"')).map(toDay);
  }

  async years(from: Queries): Promise<StoredYear[]> {
    return (await from.query('SELECT * FROM "calendar_year" ORDER BY "year"')).map(toYear);
  }

  async spells(from: Queries): Promise<StoredSpell[]> {
    return from.query<StoredSpell>(
      'SELECT "unitCode", "validFrom", "weekday", "opens", "closes" FROM "weekly_hours"' +
        ' ORDER BY "unitCode", "validFrom", "weekday", "opens"',
    );
  }

  async write(tx: Tx, { remove, days, years }: CalendarChange): Promise<void> {
    await tx.vouch('calendar_day', ...remove, ...days.map(({ date }) => date));
    await tx.vouch('calendar_year', ...years.map(({ year }) => year));
    await this.inChunks(
      tx,
      remove.map((date) => ({ sql: 'DELETE FROM "calendar_day" WHERE "date" = $1', params: [date] })),
    );
    await this.inChunks(tx, days.map(upsertDay));
    await this.inChunks(tx, years.map(upsertYear));
  }

  /** Replaces whole sets: all spells of a unit that begin on the same day. */
  async writeSpells(tx: Tx, spells: readonly StoredSpell[]): Promise<void> {
    const sets = new Map(spells.map(({ unitCode, validFrom }) => [`${unitCode} ${validFrom}`, [unitCode, validFrom]]));
    const old = (await this.spells(tx)).filter(({ unitCode, validFrom }) => sets.has(`${unitCode} ${validFrom}`));
    const keys = [...old, ...spells].map(
      ({ unitCode, validFrom, weekday, opens }) => [unitCode, validFrom, weekday, opens] as const,
    );
    await tx.vouch('weekly_hours', ...keys);
    const sql = 'DELETE FROM "weekly_hours" WHERE "unitCode" = $1 AND "validFrom" = $2';
    await this.inChunks(
      tx,
      [...sets.values()].map((params) => ({ sql, params })),
    );
    await this.inChunks(
      tx,
      spells.map((spell) => insert('weekly_hours', { ...spell })),
    );
  }

  private async inChunks(tx: Tx, statements: readonly Statement[]): Promise<void> {
    for (let i = 0; i < statements.length; i += CHUNK) await tx.batch(statements.slice(i, i + CHUNK));
  }
}

function upsertDay(day: StoredDay): Statement {
  const row = insert('calendar_day', { ...day, spells: day.spells ? JSON.stringify(day.spells) : null });
  return {
    sql:
      `${row.sql} ON CONFLICT ("date") DO UPDATE SET "kind" = excluded."kind", "name" = excluded."name",` +
      ' "source" = excluded."source", "confidence" = excluded."confidence", "spells" = excluded."spells"',
    params: row.params,
  };
}

function upsertYear(year: StoredYear): Statement {
  const row = insert('calendar_year', { ...year, confirmedAt: writeInstant(year.confirmedAt) });
  return {
    sql:
      `${row.sql} ON CONFLICT ("year") DO UPDATE SET "state" = excluded."state",` +
      ' "confirmedAt" = excluded."confirmedAt", "confirmedBy" = excluded."confirmedBy", "source" = excluded."source"',
    params: row.params,
  };
}

function toDay(row: Row): StoredDay {
  const day = row as unknown as Omit<StoredDay, 'spells'> & { readonly spells: string | null };
  return { ...day, spells: day.spells === null ? null : (JSON.parse(day.spells) as Spell[]) };
}

function toYear(row: Row): StoredYear {
  const year = row as unknown as StoredYear;
  return { ...year, confirmedAt: readInstantOrNull(row['confirmedAt']) };
}
