import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { insert, type Queries, type Row, type Tx } from '../../platform/database/sql.js';

export interface LetterSeal {
  readonly letterId: string;
  readonly code: string;
  readonly factsSeal: string;
  readonly fileSeal: string | null;
}

/** The frozen part of a letter that has a number, and its seal if it has one. */
export interface NumberedLetter {
  readonly id: string;
  readonly code: string;
  readonly dossierId: string;
  readonly unitCode: string;
  readonly state: string;
  readonly numberYear: number;
  readonly numberSerial: number | null;
  readonly numberText: string;
  readonly letterDate: string;
  readonly facts: string;
  readonly fileHash: string | null;
  /** its people were forgotten: the paper with their name is gone, and should be */
  readonly forgotten: boolean;
  readonly seal: LetterSeal | null;
}

/** A letter's own dossier is named through what it apologises for. */
const LETTERS = `
  SELECT l."id", l."dossierId", l."unitCode", l."state", l."numberYear", l."numberSerial", l."numberText",
         l."letterDate", l."facts", l."fileHash", s."code" AS "sealCode", s."factsSeal", s."fileSeal",
         COALESCE((SELECT min(o."dossierCode") FROM "obligation_end" o WHERE o."dossierId" = l."dossierId"),
           l."dossierId") AS "code",
         EXISTS (SELECT 1 FROM "obligation_end" o WHERE o."dossierId" = l."dossierId" AND o."erasedAt" IS NOT NULL)
           AS "forgotten"
    FROM "letter" l LEFT JOIN "letter_seal" s ON s."letterId" = l."id"
   WHERE l."numberText" IS NOT NULL`;

@Injectable()
export class LetterSealsRepository {
  constructor(private readonly database: Database) {}

  /** Numbered and not sealed yet, or issued since. Letters are few beside dossiers: an anti-join of the two. */
  async unsealed(from: Queries, limit: number): Promise<NumberedLetter[]> {
    const rows = await from.query(
      `${LETTERS} AND (s."letterId" IS NULL OR (s."fileSeal" IS NULL AND l."fileHash" IS NOT NULL))
        ORDER BY l."id" LIMIT ${String(limit)}`,
    );
    return rows.map(letterOf);
  }

  async page(afterId: string, limit: number): Promise<NumberedLetter[]> {
    const rows = await this.database.query(`${LETTERS} AND l."id" > $1 ORDER BY l."id" LIMIT ${String(limit)}`, [
      afterId,
    ]);
    return rows.map(letterOf);
  }

  /** The numbered letters about a dossier. */
  async about(from: Queries, dossierId: string): Promise<NumberedLetter[]> {
    const rows = await from.query(`${LETTERS} AND l."dossierId" = $1 ORDER BY l."id"`, [dossierId]);
    return rows.map(letterOf);
  }

  /** Writes a seal; an old one gives way. */
  async keep(tx: Tx, seals: readonly LetterSeal[]): Promise<void> {
    await tx.vouch('letter_seal', ...seals.map(({ letterId }) => letterId));
    for (const seal of seals) {
      const { sql, params } = insert('letter_seal', { ...seal });
      await tx.execute(
        `${sql} ON CONFLICT ("letterId") DO UPDATE SET "factsSeal" = excluded."factsSeal", "fileSeal" = excluded."fileSeal"`,
        params,
      );
    }
  }

  /** Seals whose letter is gone, or lost its number. */
  async forlorn(): Promise<LetterSeal[]> {
    return this.database.query<LetterSeal>(
      `SELECT s.* FROM "letter_seal" s
        WHERE NOT EXISTS (SELECT 1 FROM "letter" l WHERE l."id" = s."letterId" AND l."numberText" IS NOT NULL)
        ORDER BY s."letterId" LIMIT 100`,
    );
  }

  /** How far each register of numbers has come: `letter:<unit>:<year>` → last number. */
  async registers(): Promise<{ scope: string; value: number }[]> {
    return this.database.query(`SELECT "scope", "value" FROM "counter" WHERE "scope" LIKE 'letter:%' ORDER BY "scope"`);
  }

  async serials(unitCode: string, year: number): Promise<{ serial: number | null; text: string }[]> {
    return this.database.query(
      `SELECT "numberSerial" AS "serial", "numberText" AS "text" FROM "letter" WHERE "unitCode" = $1 AND "numberYear" = $2`,
      [unitCode, year],
    );
  }

  /** Numbers that stand in a register on paper: ours went on behind them. */
  async startsOf(unitCode: string, year: number): Promise<{ after: number; next: number }[]> {
    return this.database.query('SELECT "after", "next" FROM "register_start" WHERE "unitCode" = $1 AND "year" = $2', [
      unitCode,
      year,
    ]);
  }

  /** Obligations that say another thing than the letters that name them. */
  async contradictions(): Promise<{ id: string; dossierCode: string; column: string }[]> {
    return this.database.query(`
      SELECT o."id", o."dossierCode", 'letterId' AS "column" FROM "obligation_end" o
       WHERE o."state" = 'settled' AND o."letterId" IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM "letter" l JOIN "letter_obligation" lo ON lo."letterId" = l."id"
          WHERE l."id" = o."letterId" AND l."state" = 'issued' AND lo."obligationId" = o."id")
      UNION ALL
      SELECT o."id", o."dossierCode", 'numberedAt' FROM "obligation_end" o
       WHERE (o."numberedAt" IS NOT NULL) <> (EXISTS (
         SELECT 1 FROM "letter" l JOIN "letter_obligation" lo ON lo."letterId" = l."id"
          WHERE lo."obligationId" = o."id" AND lo."living" AND l."state" IN ('numbered', 'issued')))
       ORDER BY 1, 3`);
  }
}

function letterOf({ sealCode, factsSeal, fileSeal, ...row }: Row): NumberedLetter {
  const letter = row as unknown as Omit<NumberedLetter, 'seal'>;
  const seal = { letterId: letter.id, code: sealCode, factsSeal, fileSeal } as LetterSeal;
  return {
    ...letter,
    forgotten: row['forgotten'] === true || row['forgotten'] === 1,
    seal: factsSeal === null ? null : seal,
  };
}
