import { Injectable } from '@nestjs/common';
import type { DeskWork } from '../../domain/kpi/desk-work.js';
import type { DayRange } from '../../domain/kpi/period.js';
import type { Instant } from '../../domain/time/instant.js';
import { addDays, startOfDay, type PlainDate } from '../../domain/time/plain-date.js';
import { Database } from '../../platform/database/database.js';
import { readInstant, writeInstant } from '../../platform/database/instant-column.js';

/** A filing as the nightly count reads it. */
export interface FiledFact {
  /** the desk that must answer */
  readonly unitCode: string;
  readonly filedAt: Instant;
  /** null: not yet */
  readonly answeredAt: Instant | null;
  readonly askedFirst: boolean;
  readonly rejected: boolean;
}

type Contacts = Pick<DeskWork, 'contactsNone' | 'contactsOnce' | 'contactsMore'>;
type Arrivals = Pick<DeskWork, 'received' | 'onlineFull' | 'onlinePartial' | 'onlineOther' | 'assisted'>;
type Paid = Pick<DeskWork, 'paidCash' | 'paidTransfer' | 'paidCard' | 'paidQr'>;

const sum = (condition: string, name: string): string =>
  `CAST(COALESCE(sum(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0) AS integer) AS "${name}"`;

/** The desk asked for papers before it accepted, or whoever worked on it did afterwards. */
const CONTACTS = `("supplementsAsked" + CASE WHEN "askedFirst" THEN 1 ELSE 0 END)`;

const ONLINE = `"channel" = 'online'`;

const FILED = `SELECT "unitCode", "filedAt", "answeredAt", "askedFirst", "status" FROM "dossier_desk_fact"
  WHERE "responsibleUnitCode" = $1 AND "filedAt" >= $2 AND "filedAt" < $3`;

/** One unit and some days at a time, by its indexes: for the count of the night. */
@Injectable()
export class DeskFactsRepository {
  constructor(private readonly database: Database) {}

  async firstDay(): Promise<PlainDate | null> {
    const [row] = await this.database.query<{ day: PlainDate | null }>(
      'SELECT min("acceptedDay") AS "day" FROM "dossier_fact"',
    );
    return row?.day ?? null;
  }

  async contacts(unitCode: string, { from, to }: DayRange): Promise<Contacts> {
    const rows = await this.database.query<Contacts>(
      `SELECT ${sum(`${CONTACTS} = 0`, 'contactsNone')}, ${sum(`${CONTACTS} = 1`, 'contactsOnce')},
              ${sum(`${CONTACTS} > 1`, 'contactsMore')}
         FROM "dossier_desk_fact"
        WHERE "responsibleUnitCode" = $1 AND "finishedDay" BETWEEN $2 AND $3 AND "acceptedDay" IS NOT NULL`,
      [unitCode, from, to],
    );
    return rows[0] ?? { contactsNone: 0, contactsOnce: 0, contactsMore: 0 };
  }

  async arrivals(unitCode: string, { from, to }: DayRange): Promise<Arrivals> {
    const rows = await this.database.query<Arrivals>(
      `SELECT CAST(count(*) AS integer) AS "received", ${sum(`${ONLINE} AND "onlineLevel" = 'full'`, 'onlineFull')},
              ${sum(`${ONLINE} AND "onlineLevel" = 'partial'`, 'onlinePartial')},
              ${sum(`${ONLINE} AND "onlineLevel" NOT IN ('full', 'partial')`, 'onlineOther')},
              ${sum(`${ONLINE} AND "assisted"`, 'assisted')}
         FROM "dossier_desk_fact" WHERE "responsibleUnitCode" = $1 AND "acceptedDay" BETWEEN $2 AND $3`,
      [unitCode, from, to],
    );
    return rows[0] ?? { received: 0, onlineFull: 0, onlinePartial: 0, onlineOther: 0, assisted: 0 };
  }

  /** What was filed is accepted on the same day or later, or not yet, or never: two ranges of one index. */
  async filings(unitCode: string, { from, to }: DayRange): Promise<FiledFact[]> {
    const rows = await this.database.query(
      `${FILED} AND "acceptedDay" >= $4 UNION ALL ${FILED} AND "acceptedDay" IS NULL`,
      [unitCode, writeInstant(startOfDay(from)), writeInstant(startOfDay(addDays(to, 1))), from],
    );
    return rows.map((row) => ({
      unitCode: String(row['unitCode']),
      filedAt: readInstant(row['filedAt']),
      answeredAt: row['answeredAt'] === null ? null : readInstant(row['answeredAt']),
      askedFirst: Boolean(row['askedFirst']),
      rejected: row['status'] === 'rejected',
    }));
  }

  /** Of all units, by the day the payment was taken. */
  async payments({ from, to }: DayRange): Promise<ReadonlyMap<string, Paid>> {
    const rows = await this.database.query<Paid & { readonly unitCode: string }>(
      `SELECT "responsibleUnitCode" AS "unitCode", ${sum(`"method" = 'cash'`, 'paidCash')},
              ${sum(`"method" = 'transfer'`, 'paidTransfer')}, ${sum(`"method" = 'card'`, 'paidCard')},
              ${sum(`"method" = 'qr'`, 'paidQr')}
         FROM "payment_fact" WHERE "paidAt" >= $1 AND "paidAt" < $2 GROUP BY "responsibleUnitCode"`,
      [writeInstant(startOfDay(from)), writeInstant(startOfDay(addDays(to, 1)))],
    );
    return new Map(rows.map(({ unitCode, ...paid }) => [unitCode, paid]));
  }
}
