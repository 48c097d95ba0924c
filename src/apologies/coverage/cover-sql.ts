import type { CoverLine } from '../../domain/apology/coverage.js';

/** Of what an own letter became in the citizen's hands; `l` is the obligation's letter. */
const REACHED = (state: string): string =>
  `EXISTS (SELECT 1 FROM "message" m WHERE m."subjectId" = o."letterId" AND m."kind" LIKE 'apology%' AND m."state" = '${state}')`;

const HANDED_OVER = `EXISTS (SELECT 1 FROM "letter_delivery" d WHERE d."letterId" = o."letterId")`;

/** Its one living letter. */
const BEGUN = `(SELECT lo."letterId" FROM "letter_obligation" lo WHERE lo."obligationId" = o."id" AND lo."living")`;

/** The letter of an outside agency is recorded when it has come: it has nowhere else to go. */
const STANDING = `CASE
  WHEN o."state" <> 'settled' THEN CASE WHEN o."state" = 'owed' AND ${BEGUN} IS NOT NULL THEN 'drafted' ELSE o."state" END
  WHEN o."outsideNumber" IS NOT NULL OR ${HANDED_OVER} OR ${REACHED('delivered')} THEN 'delivered'
  WHEN ${REACHED('presumed_delivered')} THEN 'presumed'
  ELSE 'issued' END`;

const flag = (condition: string): string => `CASE WHEN ${condition} THEN TRUE ELSE FALSE END`;

export const LINE_COLUMNS = [
  'obligationId',
  'dossierId',
  'unitCode',
  'day',
  'cause',
  'fault',
  'standing',
  'timely',
  'tardy',
  'automatic',
  'outside',
  'proven',
  'letterId',
] as const satisfies readonly (keyof CoverLine)[];

/**
 * How obligations stand this moment: one row each, with the columns of LINE_COLUMNS in their order. The definition of
 * coverage in SQL; what the sums are made of is src/domain/apology/coverage.ts.
 *
 * @param condition of the obligation `o`
 */
export function liveLines(condition: string): string {
  return `SELECT o."id" AS "obligationId", o."dossierId", o."unitCode", o."openedDay" AS "day", o."cause", o."fault",
    ${STANDING} AS "standing",
    ${flag(`o."state" = 'settled' AND o."timely"`)} AS "timely",
    ${flag(`o."state" = 'settled' AND o."cause" = 'late' AND NOT COALESCE(o."timely", FALSE)`)} AS "tardy",
    ${flag(`EXISTS (SELECT 1 FROM "letter" l WHERE l."id" = o."letterId" AND l."mode" = 'auto')`)} AS "automatic",
    ${flag(`o."outsideNumber" IS NOT NULL`)} AS "outside", ${flag(`o."waiverProof" IS NOT NULL`)} AS "proven",
    COALESCE(o."letterId", ${BEGUN}) AS "letterId"
   FROM "obligation_fact" o WHERE ${condition}`;
}

export const MARKED = 'SELECT "dossierId" FROM "cover_mark"';

/** A row of either table or of `liveLines`, as it is. */
export type LineRow = {
  readonly [K in keyof CoverLine]: CoverLine[K] extends boolean ? boolean | number : CoverLine[K];
};

export function lineOf(row: LineRow): CoverLine {
  return {
    obligationId: row.obligationId,
    dossierId: row.dossierId,
    unitCode: row.unitCode,
    day: row.day,
    cause: row.cause,
    fault: row.fault,
    standing: row.standing,
    timely: Boolean(row.timely),
    tardy: Boolean(row.tardy),
    automatic: Boolean(row.automatic),
    outside: Boolean(row.outside),
    proven: Boolean(row.proven),
    letterId: row.letterId,
  };
}

export function columnList(prefix = ''): string {
  return LINE_COLUMNS.map((name) => `${prefix}"${name}"`).join(', ');
}
