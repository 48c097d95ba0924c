import type { LetterFacts } from '../domain/apology/letter-facts.js';
import type { Letter } from '../domain/apology/letter.js';
import type { PlainDate } from '../domain/time/plain-date.js';
import { readInstant, readInstantOrNull, writeInstant } from '../platform/database/instant-column.js';
import type { Row, SqlValue } from '../platform/database/sql.js';

export function letterColumns(letter: Letter): Record<string, SqlValue> {
  return {
    state: letter.state,
    mode: letter.mode,
    reason: letter.reason,
    sentence: letter.sentence,
    reasonKey: letter.reasonKey,
    forecast: letter.forecast,
    fault: letter.fault,
    newDueAt: writeInstant(letter.newDueAt),
    approvedAt: writeInstant(letter.approvedAt),
    approvedBy: letter.approvedBy,
    comment: letter.comment,
    numberYear: letter.number?.year ?? null,
    numberSerial: letter.number?.serial ?? null,
    numberText: letter.number?.text ?? null,
    letterDate: letter.date,
    facts: letter.facts && JSON.stringify(letter.facts),
    numberedAt: writeInstant(letter.numberedAt),
    numberedBy: letter.numberedBy,
    issuedAt: writeInstant(letter.issuedAt),
    fileHash: letter.fileHash,
    awaits: letter.awaits,
    signedHow: letter.signedHow,
    signedBy: letter.signedBy,
    scanHash: letter.scanHash,
    mark: letter.mark,
  };
}

export function letterOf(row: Row): Letter {
  const facts = row['facts'] as string | null;
  const numberText = row['numberText'] as string | null;
  return {
    id: row['id'] as string,
    dossierId: row['dossierId'] as string,
    unitCode: row['unitCode'] as string,
    state: row['state'] as Letter['state'],
    mode: row['mode'] as Letter['mode'],
    reason: row['reason'] as string | null,
    sentence: row['sentence'] as string | null,
    reasonKey: row['reasonKey'] as string | null,
    forecast: Boolean(row['forecast']),
    fault: row['fault'] as Letter['fault'],
    newDueAt: readInstantOrNull(row['newDueAt']),
    draftedAt: readInstant(row['draftedAt']),
    draftedBy: row['draftedBy'] as string,
    approvedAt: readInstantOrNull(row['approvedAt']),
    approvedBy: row['approvedBy'] as string | null,
    comment: row['comment'] as string | null,
    number:
      numberText === null
        ? null
        : { year: row['numberYear'] as number, serial: row['numberSerial'] as number | null, text: numberText },
    date: row['letterDate'] as PlainDate | null,
    facts: facts === null ? null : (JSON.parse(facts) as LetterFacts),
    numberedAt: readInstantOrNull(row['numberedAt']),
    numberedBy: row['numberedBy'] as string | null,
    issuedAt: readInstantOrNull(row['issuedAt']),
    fileHash: row['fileHash'] as string | null,
    awaits: row['awaits'] as Letter['awaits'],
    signedHow: row['signedHow'] as Letter['signedHow'],
    signedBy: row['signedBy'] as string | null,
    scanHash: row['scanHash'] as string | null,
    mark: row['mark'] as string | null,
    version: row['version'] as number,
  };
}
