import type { Actor } from '../../domain/accounts/roles.js';
import { takeOver } from '../../domain/dossier/acts/take-over.js';
import type { Terms } from '../../domain/dossier/acts/register.js';
import type { ActContext, Decision, OwedObligation } from '../../domain/dossier/decision.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { Act, Birth } from '../../domain/dossier/transitions.js';
import { toLocalIso, type Instant } from '../../domain/time/instant.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import type { WorkingCalendar } from '../../domain/time/working-calendar.js';
import { REPLAYED_ACTS, type ImportedDossier, type ReplayedEvent } from './imported-dossier.js';
import { attempt, differs, type ReplayFinding } from './replay-finding.js';
import { booksAfter, replayOne, SETTLING, type OpenBooks } from './replayed-acts.js';

/** What is known of a dossier whose code is in a file. */
export interface KnownDossier {
  readonly dossier: Dossier;
  readonly events: readonly { readonly act: Act | Birth; readonly at: Instant }[];
  readonly owed: readonly OwedObligation[];
  readonly open: OpenBooks;
}

/** What the house says about a dossier at its own time and place. */
export interface ReplayGround {
  readonly terms: Terms;
  readonly version: ProcedureVersion;
  readonly calendar: WorkingCalendar;
  /** adoption day of the responsible unit, as it is decided now */
  readonly apologiesFrom: PlainDate | null;
  /** desks whose dossiers may be written */
  readonly scope: ReadonlySet<string>;
  readonly by: Actor;
  /** drawn beforehand, one for each thing that may be made */
  readonly nextId: () => string;
}

export interface ReplayPlan {
  readonly isNew: boolean;
  /** in order; none: the file brings nothing new */
  readonly decisions: readonly Decision[];
  readonly findings: readonly ReplayFinding[];
}

/** A dossier nobody knows yet: taken over, then everything that is told of it, at its own times. */
export function planNew(imported: ImportedDossier, code: string, ground: ReplayGround): ReplayPlan {
  const findings: ReplayFinding[] = [];
  const decisions = attempt(findings, 'register', () => {
    const { unitCode, channel, assisted, acceptedAt: at, dueAt } = imported;
    const birth = takeOver({ id: ground.nextId(), code, unitCode, channel, assisted, dueAt, at, ...ground });
    const { originalDueAt, statutoryDueAt } = birth.dossier;
    if (originalDueAt !== null && statutoryDueAt !== null && originalDueAt !== statutoryDueAt) {
      findings.push(differs('due_differs', toLocalIso(originalDueAt), toLocalIso(statutoryDueAt)));
    }
    const before = { owed: [], open: NOTHING_OPEN, earlier: [] };
    return [birth, ...replay(birth.dossier, imported.events, { ...before, ground, findings })];
  });
  return { isNew: true, decisions: decisions ?? [], findings };
}

/** A dossier that is on record: only what is new is added, and where the two contradict each other nothing is. */
export function planMore(imported: ImportedDossier, known: KnownDossier, ground: ReplayGround): ReplayPlan {
  const { dossier } = known;
  if (!ground.scope.has(dossier.unitCode)) return nothing({ severity: 'defect', code: 'code_taken', facts: {} });
  if (dossier.origin !== 'import') return nothing({ severity: 'differs', code: 'registered_here', facts: {} });
  const findings = contradictions(imported, known);
  const fresh = imported.events.filter(({ act, at }) => !isKnown(known, act, at));
  const lastKnown = Math.max(...known.events.filter(({ act }) => isReplayed(act)).map(({ at }) => at), 0);
  const late = fresh.filter(({ at }) => at < lastKnown);
  for (const { act, at } of late) {
    findings.push({ severity: 'differs', code: 'event_in_past', facts: { act, theirs: toLocalIso(at) } });
  }
  const isContradicted = late.length > 0 || findings.some(({ code }) => code === 'finish_changed');
  const decisions = isContradicted
    ? []
    : replay(dossier, fresh, { ground, findings, owed: known.owed, open: known.open, earlier: imported.events });
  return { isNew: false, decisions, findings };
}

interface Replaying {
  readonly ground: ReplayGround;
  readonly owed: readonly OwedObligation[];
  readonly open: OpenBooks;
  /** what the file tells that is on record already: time that was granted then counts against what the law allows */
  readonly earlier: readonly ReplayedEvent[];
  readonly findings: ReplayFinding[];
}

const NOTHING_OPEN: OpenBooks = { supplementRequestId: null, paymentRequest: null };

/** @returns no decision at all when any of the acts is refused */
function replay(from: Dossier, events: readonly ReplayedEvent[], replaying: Replaying): Decision[] {
  const { ground, owed, findings } = replaying;
  const granted = new Map<string, number>();
  for (const event of replaying.earlier) if (!events.includes(event)) addGrant(granted, event);
  const decisions: Decision[] = [];
  let [dossier, open] = [from, replaying.open];
  for (const event of events) {
    const at = momentOf(dossier, event);
    if (at !== event.at) findings.push(differs('latched', toLocalIso(event.at), toLocalIso(at)));
    const context = contextOf(dossier, at, ground, owed);
    const { version, nextId } = ground;
    const turn = { dossier, event, context, version, open, granted, nextId };
    const decision = attempt(findings, event.act, () => replayOne(turn));
    if (decision === null) return [];
    addGrant(granted, event);
    open = booksAfter(open, decision, at);
    const told = asTold(decision, dossier, event);
    decisions.push(told);
    ({ dossier } = told);
  }
  return decisions;
}

function addGrant(granted: Map<string, number>, { act, facts }: ReplayedEvent): void {
  if (act !== 'grant_extra_time') return;
  const ground = String(facts['ground'] ?? '');
  granted.set(ground, (granted.get(ground) ?? 0) + Number(facts['amount'] ?? 0));
}

/** What was noted as late stays late: a finish that is told afterwards counts from the moment of the breach at least. */
function momentOf({ breachNoted, lateFrom }: Dossier, { act, at }: ReplayedEvent): Instant {
  return breachNoted && lateFrom !== null && SETTLING.has(act) && at < lateFrom ? lateFrom : at;
}

function contextOf(
  { unitCode }: Dossier,
  at: Instant,
  { by, calendar, apologiesFrom, nextId }: ReplayGround,
  owed: readonly OwedObligation[],
): ActContext {
  return {
    at,
    by: { ...by, unitCode },
    commands: true,
    calendar,
    obligationId: nextId(),
    apologiesFrom,
    owed,
    fault: 'ours',
  };
}

/**
 * The event says who did it there and that it came by file. Nobody's desk fills with what a file brought: the unit holds
 * it. What was written here later stays later.
 */
function asTold(decision: Decision, before: Dossier, { by, at }: ReplayedEvent): Decision {
  const { dossier, event } = decision;
  const told = { imported: true, ...(by !== null && { importedBy: by }), ...(at !== event.at && { importedAt: at }) };
  const lastEventAt = Math.max(before.lastEventAt, dossier.lastEventAt) as Instant;
  const holder = { ...dossier.holder, username: null };
  return {
    ...decision,
    dossier: { ...dossier, lastEventAt, holder },
    event: { ...event, payload: { ...event.payload, ...told } },
  };
}

function contradictions(imported: ImportedDossier, { dossier }: KnownDossier): ReplayFinding[] {
  const { acceptedAt, originalDueAt, procedureCode, unitCode, settlement, breachNoted } = dossier;
  const findings: ReplayFinding[] = [];
  const { dueAt } = imported;
  if (dueAt !== null && originalDueAt !== null && dueAt !== originalDueAt) {
    findings.push(differs('due_changed', toLocalIso(dueAt), toLocalIso(originalDueAt)));
  }
  if (acceptedAt !== null && imported.acceptedAt !== acceptedAt) {
    findings.push(differs('receipt_changed', toLocalIso(imported.acceptedAt), toLocalIso(acceptedAt)));
  }
  if (imported.procedureCode !== procedureCode) {
    findings.push(differs('procedure_changed', imported.procedureCode, procedureCode));
  }
  if (imported.unitCode !== unitCode) findings.push(differs('unit_changed', imported.unitCode, unitCode));
  const finish = imported.events.find(({ act }) => SETTLING.has(act));
  if (settlement && !finish) findings.push(differs('reopened', '', ''));
  const moved = settlement && finish && finish.at !== settlement.finishedAt;
  if (moved && !(breachNoted && finish.at < settlement.finishedAt)) {
    findings.push(differs('finish_changed', toLocalIso(finish.at), toLocalIso(settlement.finishedAt)));
  }
  return findings;
}

/** A finish that was moved to the moment of the breach is known, too. */
function isKnown({ dossier, events }: KnownDossier, act: Act, at: Instant): boolean {
  if (SETTLING.has(act) && dossier.settlement) return true;
  return events.some((event) => event.act === act && event.at === at);
}

function isReplayed(act: Act | Birth): boolean {
  return (REPLAYED_ACTS as readonly string[]).includes(act);
}

function nothing(finding: ReplayFinding): ReplayPlan {
  return { isNew: false, decisions: [], findings: [finding] };
}
