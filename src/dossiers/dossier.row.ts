import type { Dossier, Settlement } from '../domain/dossier/dossier.js';
import type { Channel, DossierStatus } from '../domain/dossier/status.js';
import type { LimitUnit } from '../domain/procedure/time-limit.js';
import type { DayZero } from '../domain/time/deadline-types.js';
import { localDate, type PlainDate } from '../domain/time/plain-date.js';
import { readInstant, readInstantOrNull, writeInstant } from '../platform/database/instant-column.js';
import type { Row, SqlValue } from '../platform/database/sql.js';

/** What the state of a dossier is in columns: the acts read and write exactly these. */
export function toColumns(dossier: Dossier): Record<string, SqlValue> {
  const { settlement, holder, pending, limit } = dossier;
  return {
    status: dossier.status,
    responsibleUnitCode: dossier.responsibleUnitCode,
    limitAmount: limit.amount,
    limitUnit: limit.unit,
    startsAt: writeInstant(dossier.startsAt),
    statutoryDueAt: writeInstant(dossier.statutoryDueAt),
    currentDueAt: writeInstant(dossier.currentDueAt),
    provisional: dossier.provisional,
    lateFrom: writeInstant(dossier.lateFrom),
    lateFromDay: dossier.lateFrom === null ? null : localDate(dossier.lateFrom),
    breachNoted: dossier.breachNoted,
    extended: dossier.extended,
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

/** What is fixed at receipt and never written again. */
export function toBirthColumns(dossier: Dossier): Record<string, SqlValue> {
  return {
    id: dossier.id,
    code: dossier.code,
    channel: dossier.channel,
    instant: dossier.instant,
    assisted: dossier.assisted,
    unitCode: dossier.unitCode,
    procedureCode: dossier.procedureCode,
    procedureVersionId: dossier.procedureVersionId,
    fieldCode: dossier.fieldCode,
    onlineLevel: dossier.onlineLevel,
    dayZero: dossier.dayZero,
    acceptedAt: writeInstant(dossier.acceptedAt),
    acceptedDay: dossier.acceptedDay,
    originalDueAt: writeInstant(dossier.originalDueAt),
  };
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
    acceptedAt: readInstant(row['acceptedAt']),
    acceptedDay: row['acceptedDay'] as PlainDate,
    startsAt: readInstant(row['startsAt']),
    originalDueAt: readInstant(row['originalDueAt']),
    statutoryDueAt: readInstant(row['statutoryDueAt']),
    currentDueAt: readInstant(row['currentDueAt']),
    provisional: Boolean(row['provisional']),
    lateFrom: readInstantOrNull(row['lateFrom']),
    breachNoted: Boolean(row['breachNoted']),
    extended: Boolean(row['extended']),
    settlement: settlementOf(row),
    returnedAt: readInstantOrNull(row['returnedAt']),
    voidedAt: readInstantOrNull(row['voidedAt']),
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
