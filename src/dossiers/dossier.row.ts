import type { Dossier, Origin, Settlement } from '../domain/dossier/dossier.js';
import type { Channel, DossierStatus } from '../domain/dossier/status.js';
import type { LimitUnit } from '../domain/procedure/time-limit.js';
import type { DayZero, Pause } from '../domain/time/deadline-types.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { readInstant, readInstantOrNull, writeInstant } from '../platform/database/instant-column.js';
import type { Row, SqlValue } from '../platform/database/sql.js';

/** A dossier in columns; what no act changes as well as what acts change. */
export function toColumns(dossier: Dossier): Record<string, SqlValue> {
  const { settlement, holder, pending, limit } = dossier;
  return {
    id: dossier.id,
    code: dossier.code,
    status: dossier.status,
    channel: dossier.channel,
    instant: dossier.instant,
    assisted: dossier.assisted,
    unitCode: dossier.unitCode,
    responsibleUnitCode: dossier.responsibleUnitCode,
    procedureCode: dossier.procedureCode,
    procedureVersionId: dossier.procedureVersionId,
    fieldCode: dossier.fieldCode,
    onlineLevel: dossier.onlineLevel,
    limitAmount: limit.amount,
    limitUnit: limit.unit,
    dayZero: dossier.dayZero,
    origin: dossier.origin,
    filedAt: writeInstant(dossier.filedAt),
    answerDueAt: writeInstant(dossier.answerDueAt),
    askedFirst: dossier.askedFirst,
    ...promiseColumns(dossier),
    finishedAt: writeInstant(settlement?.finishedAt ?? null),
    finishedDay: settlement?.finishedDay ?? null,
    timeliness: settlement?.timeliness ?? null,
    daysLate: settlement?.daysLate ?? null,
    ending: settlement?.ending ?? null,
    outcome: settlement?.outcome ?? null,
    resultNumber: settlement?.resultNumber ?? null,
    shelf: settlement?.shelf ?? null,
    settledBy: settlement?.settledBy ?? null,
    returnedAt: writeInstant(dossier.returnedAt),
    voidedAt: writeInstant(dossier.voidedAt),
    erasedAt: writeInstant(dossier.erasedAt),
    holderUnitCode: holder.unitCode,
    holderUsername: holder.username,
    heldSince: writeInstant(dossier.heldSince),
    pendingHandOverId: pending?.id ?? null,
    pendingUnitCode: pending?.unitCode ?? null,
    pendingUsername: pending?.username ?? null,
    trackingSerial: dossier.trackingSerial,
    lastEventAt: writeInstant(dossier.lastEventAt),
    eventSeq: dossier.eventSeq,
    version: dossier.version,
  };
}

/** What the dossier promises, and what that is computed from. */
function promiseColumns(dossier: Dossier): Record<string, SqlValue> {
  return {
    acceptedAt: writeInstant(dossier.acceptedAt),
    acceptedDay: dossier.acceptedDay,
    startsAt: writeInstant(dossier.startsAt),
    countedFrom: writeInstant(dossier.countedFrom),
    pauses: JSON.stringify(dossier.pauses.map(({ from, to }) => [writeInstant(from), writeInstant(to)])),
    extraAmount: dossier.extraAmount,
    originalDueAt: writeInstant(dossier.originalDueAt),
    statutoryDueAt: writeInstant(dossier.statutoryDueAt),
    currentDueAt: writeInstant(dossier.currentDueAt),
    extensionDueAt: writeInstant(dossier.extensionDueAt),
    provisional: dossier.provisional,
    lateFrom: writeInstant(dossier.lateFrom),
    lateFromDay: dossier.lateFrom === null ? null : localDate(dossier.lateFrom),
    breachNoted: dossier.breachNoted,
    delayDeclared: dossier.delayDeclared,
    supplementsAsked: dossier.supplementsAsked,
    restarts: dossier.restarts,
    resultSentAt: writeInstant(dossier.resultSentAt),
    promiseSeq: dossier.promiseSeq,
  };
}

/** The columns that an act changed, with what they hold now. */
export function changedColumns(before: Dossier | null, after: Dossier): Record<string, SqlValue> {
  const now = toColumns(after);
  if (before === null) return now;
  const then = toColumns(before);
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => then[name] !== value));
}

export function fromRow(row: Row): Dossier {
  return {
    id: row['id'] as string,
    code: row['code'] as string,
    status: row['status'] as DossierStatus,
    channel: row['channel'] as Channel,
    instant: Boolean(row['instant']),
    assisted: Boolean(row['assisted']),
    unitCode: row['unitCode'] as string,
    responsibleUnitCode: row['responsibleUnitCode'] as string,
    procedureCode: row['procedureCode'] as string,
    procedureVersionId: row['procedureVersionId'] as string,
    fieldCode: row['fieldCode'] as string,
    onlineLevel: row['onlineLevel'] as string,
    limit: { amount: row['limitAmount'] as number, unit: row['limitUnit'] as LimitUnit },
    dayZero: row['dayZero'] as DayZero,
    origin: row['origin'] as Origin,
    filedAt: readInstantOrNull(row['filedAt']),
    answerDueAt: readInstantOrNull(row['answerDueAt']),
    askedFirst: Boolean(row['askedFirst']),
    acceptedAt: readInstantOrNull(row['acceptedAt']),
    acceptedDay: row['acceptedDay'] as PlainDate | null,
    startsAt: readInstantOrNull(row['startsAt']),
    countedFrom: readInstantOrNull(row['countedFrom']),
    pauses: pausesOf(row),
    extraAmount: row['extraAmount'] as number,
    originalDueAt: readInstantOrNull(row['originalDueAt']),
    statutoryDueAt: readInstantOrNull(row['statutoryDueAt']),
    currentDueAt: readInstantOrNull(row['currentDueAt']),
    extensionDueAt: readInstantOrNull(row['extensionDueAt']),
    provisional: Boolean(row['provisional']),
    lateFrom: readInstantOrNull(row['lateFrom']),
    breachNoted: Boolean(row['breachNoted']),
    delayDeclared: Boolean(row['delayDeclared']),
    supplementsAsked: row['supplementsAsked'] as number,
    restarts: Boolean(row['restarts']),
    resultSentAt: readInstantOrNull(row['resultSentAt']),
    promiseSeq: row['promiseSeq'] as number,
    settlement: settlementOf(row),
    returnedAt: readInstantOrNull(row['returnedAt']),
    voidedAt: readInstantOrNull(row['voidedAt']),
    erasedAt: readInstantOrNull(row['erasedAt']),
    holder: { unitCode: row['holderUnitCode'] as string, username: row['holderUsername'] as string | null },
    heldSince: readInstant(row['heldSince']),
    pending: pendingOf(row),
    trackingSerial: row['trackingSerial'] as number,
    lastEventAt: readInstant(row['lastEventAt']),
    eventSeq: row['eventSeq'] as number,
    chainHash: row['chainHash'] as string,
    version: row['version'] as number,
  };
}

export function pausesOf(row: Row): Pause[] {
  const stored = row['pauses'] as string;
  if (stored === '[]') return [];
  return (JSON.parse(stored) as [string, string | null][]).map(([from, to]) => ({
    from: readInstant(from),
    to: readInstantOrNull(to),
  }));
}

function pendingOf(row: Row): Dossier['pending'] {
  const id = row['pendingHandOverId'] as string | null;
  if (id === null) return null;
  return { id, unitCode: row['pendingUnitCode'] as string, username: row['pendingUsername'] as string | null };
}

function settlementOf(row: Row): Settlement | null {
  const finishedAt = readInstantOrNull(row['finishedAt']);
  if (finishedAt === null) return null;
  return {
    finishedAt,
    finishedDay: row['finishedDay'] as PlainDate,
    timeliness: row['timeliness'] as Settlement['timeliness'],
    daysLate: row['daysLate'] as number,
    ending: row['ending'] as Settlement['ending'],
    outcome: row['outcome'] as Settlement['outcome'],
    resultNumber: row['resultNumber'] as string | null,
    shelf: row['shelf'] as string | null,
    settledBy: row['settledBy'] as string,
  };
}
