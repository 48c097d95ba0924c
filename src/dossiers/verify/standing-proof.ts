import { readInstantOrNull } from '../../platform/database/instant-column.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { Row } from '../../platform/database/sql.js';
import type { Fault, Report } from './finding.js';
import type { Books } from './fold-proof.js';

type Say = (table: string, key: string | null, column: string | null, fault: Fault) => void;

/** What a dossier, its ledger and its obligations say of one another, whatever the history says of them. */
export function proveStanding(dossier: Row, books: Books, report: Report): void {
  const say: Say = (table, key, column, fault) => {
    report({ dossier: dossier['code'] as string, table, key, column, fault });
  };
  proveLedger(dossier, books['promise'] ?? [], say);
  proveObligations(dossier, books['obligation'] ?? [], say);
  proveJudgement(dossier, say);
  proveSource(dossier, books['dossier_mirror'] ?? [], say);
}

/** Lateness waits for another system only where its files did not tell yet of the moment at which it began. */
function proveSource(dossier: Row, [mirror]: readonly Row[], say: Say): void {
  const [lateFrom, told] = [moment(dossier, 'lateFrom'), mirror ? moment(mirror, 'vouchedUntil') : null];
  const waits = told !== null && (lateFrom === null || lateFrom > told);
  if (waits !== Boolean(dossier['awaitsSource'])) say('dossier', null, 'awaitsSource', 'misjudged');
}

/** Rows without gaps; the first is what was promised first, the last is what is promised now. */
function proveLedger(dossier: Row, rows: readonly Row[], say: Say): void {
  const ledger = [...rows].sort((a, b) => Number(a['seq']) - Number(b['seq']));
  ledger.forEach((row, i) => {
    if (row['seq'] !== i + 1) say('promise', String(row['seq']), 'seq', 'ledger');
    const isFirst = row['kind'] === 'original' || row['kind'] === 'imported';
    if (isFirst !== (i === 0)) say('promise', String(row['seq']), 'kind', 'ledger');
  });
  if (ledger.length !== dossier['promiseSeq']) say('dossier', null, 'promiseSeq', 'ledger');
  const [first, last] = [ledger[0], ledger.at(-1)];
  if (!first || !last) return;
  if (first['kind'] === 'original' && !same(first['statutoryDueAt'], dossier['originalDueAt'])) {
    say('dossier', null, 'originalDueAt', 'ledger');
  }
  for (const column of ['statutoryDueAt', 'currentDueAt']) {
    if (!same(last[column], dossier[column])) say('dossier', null, column, 'ledger');
  }
}

/** A breach that was noted, or a delay that was declared, has its obligation; and the obligation has one of them. */
function proveObligations(dossier: Row, rows: readonly Row[], say: Say): void {
  const late = rows.find(({ cause }) => cause === 'late');
  const said = Boolean(dossier['breachNoted']) || Boolean(dossier['delayDeclared']);
  if (said && !late) say('obligation', null, null, 'obligation');
  if (late && !said) say('obligation', late['id'] as string, 'cause', 'obligation');
}

/** Timeliness follows from two instants (R19), and a running dossier has them (R20). */
function proveJudgement(dossier: Row, say: Say): void {
  const [finishedAt, lateFrom] = [moment(dossier, 'finishedAt'), moment(dossier, 'lateFrom')];
  if (lateFrom !== null && dossier['lateFromDay'] !== localDate(lateFrom)) {
    say('dossier', null, 'lateFromDay', 'misjudged');
  }
  if (finishedAt === null) {
    const runs = dossier['voidedAt'] === null && ['accepted', 'processing'].includes(dossier['status'] as string);
    if (runs && lateFrom === null) say('dossier', null, 'lateFrom', 'no_due');
    return;
  }
  if (dossier['finishedDay'] !== localDate(finishedAt)) say('dossier', null, 'finishedDay', 'misjudged');
  const late = !dossier['instant'] && lateFrom !== null && finishedAt >= lateFrom;
  if (late !== (dossier['timeliness'] === 'late')) say('dossier', null, 'timeliness', 'misjudged');
}

function moment(row: Row, column: string): Instant | null {
  return readInstantOrNull(row[column]);
}

function same(a: unknown, b: unknown): boolean {
  return readInstantOrNull(a) === readInstantOrNull(b);
}
