import type { Dossier } from '../domain/dossier/dossier.js';
import { clockState, nationalStatus, type ClockState } from '../domain/dossier/status.js';
import type { Timeliness } from '../domain/dossier/timeliness.js';
import { allowedActs, TRANSITIONS, type Act } from '../domain/dossier/transitions.js';
import type { TraceStep } from '../domain/time/deadline-types.js';
import { toLocalIso, type Instant } from '../domain/time/instant.js';
import type { DossierFacts } from './dossier-query.service.js';
import type { ListRow } from './dossier-list.repository.js';

const at = (instant: Instant | null): string | null => (instant === null ? null : toLocalIso(instant));

/** A dossier on the wire. Names and numbers of people only where the caller asked for the whole record. */
export interface DossierJson {
  readonly code: string;
  readonly status: Dossier['status'];
  readonly nationalStatus: number;
  readonly clockState: ClockState;
  readonly channel: Dossier['channel'];
  readonly instant: boolean;
  readonly unitCode: string;
  readonly responsibleUnitCode: string;
  readonly procedureCode: string;
  readonly limit: Dossier['limit'];
  /** written down at the desk, from a paper book, or imported */
  readonly origin: Dossier['origin'];
  readonly filedAt: string | null;
  readonly answerDueAt: string | null;
  readonly acceptedAt: string | null;
  readonly startsAt: string | null;
  readonly originalDueAt: string | null;
  readonly statutoryDueAt: string | null;
  readonly currentDueAt: string | null;
  readonly lateFrom: string | null;
  readonly provisional: boolean;
  readonly resultSentAt: string | null;
  readonly finishedAt: string | null;
  readonly timeliness: Timeliness | null;
  readonly daysLate: number | null;
  readonly returnedAt: string | null;
  readonly voidedAt: string | null;
  readonly holder: { readonly unitCode: string; readonly username: string | null; readonly since: string };
  readonly pendingHandOver: { readonly id: string; readonly unitCode: string; readonly username: string | null } | null;
  readonly version: number;
}

function dossierJson(dossier: Dossier): DossierJson {
  return {
    code: dossier.code,
    status: dossier.status,
    nationalStatus: nationalStatus(dossier.status),
    clockState: clockState(dossier.status),
    channel: dossier.channel,
    instant: dossier.instant,
    unitCode: dossier.unitCode,
    responsibleUnitCode: dossier.responsibleUnitCode,
    procedureCode: dossier.procedureCode,
    limit: dossier.limit,
    origin: dossier.origin,
    filedAt: at(dossier.filedAt),
    answerDueAt: at(dossier.answerDueAt),
    acceptedAt: at(dossier.acceptedAt),
    startsAt: at(dossier.startsAt),
    originalDueAt: at(dossier.originalDueAt),
    statutoryDueAt: at(dossier.statutoryDueAt),
    currentDueAt: at(dossier.currentDueAt),
    lateFrom: at(dossier.lateFrom),
    provisional: dossier.provisional,
    resultSentAt: at(dossier.resultSentAt),
    finishedAt: at(dossier.settlement?.finishedAt ?? null),
    timeliness: dossier.settlement?.timeliness ?? null,
    daysLate: dossier.settlement?.daysLate ?? null,
    returnedAt: at(dossier.returnedAt),
    voidedAt: at(dossier.voidedAt),
    holder: { ...dossier.holder, since: toLocalIso(dossier.heldSince) },
    pendingHandOver: dossier.pending,
    version: dossier.version,
  };
}

const MOMENTS = ['at', 'from', 'to'];

/** One step of the explanation: its day, its kind, and a plain English fact for machines that show nothing else. */
export function traceJson(steps: readonly TraceStep[]): Record<string, unknown>[] {
  return steps.map((step) => {
    const said: Record<string, unknown> = { ...step };
    for (const name of MOMENTS) if (name in said) said[name] = at(said[name] as Instant | null);
    return said;
  });
}

/** The whole record: what `GET /dossiers/{code}` and every act answer. */
export interface DossierRecordJson extends DossierJson {
  /** how the first promise came about, step by step */
  readonly explanation: readonly Record<string, unknown>[];
  /** what the citizen follows it by; null for those who do not hand it out */
  readonly trackingSecret: string | null;
  readonly receiptUrl: string;
  /** against the promise, while it runs */
  readonly progress: DossierFacts['outlook']['progress'];
  readonly remainingWorkingMinutes: number | null;
  readonly allowedActs: readonly { readonly act: Act; readonly route: string | null }[];
  /** numbers masked */
  readonly applicant: DossierFacts['people'][number] | null;
  readonly submitter: DossierFacts['people'][number] | null;
  readonly obligations: readonly Pick<ObligationJson, 'id' | 'cause' | 'state' | 'since'>[];
}

interface ObligationJson {
  readonly id: string;
  readonly cause: string;
  readonly state: string;
  readonly since: string;
}

export function recordJson(
  { dossier, people, explanation, outlook, obligations }: DossierFacts,
  secret: string | null,
): DossierRecordJson {
  return {
    ...dossierJson(dossier),
    explanation: traceJson(explanation),
    trackingSecret: secret,
    receiptUrl: `/api/v1/dossiers/${dossier.code}/papers/receipt.pdf`,
    progress: outlook.progress,
    remainingWorkingMinutes: outlook.remainingWorkingMinutes,
    allowedActs: allowedActs(dossier).map((act) => ({ act, route: TRANSITIONS[act].route })),
    applicant: people.find(({ role }) => role === 'applicant') ?? null,
    submitter: people.find(({ role }) => role === 'submitter') ?? null,
    obligations: obligations.map(({ id, cause, state, since }) => ({ id, cause, state, since: toLocalIso(since) })),
  };
}

export interface DossierRowJson extends DossierJson {
  /** null once the people of the dossier are forgotten */
  readonly applicantName: string | null;
}

export function listRowJson({ dossier, applicantName }: ListRow): DossierRowJson {
  return { ...dossierJson(dossier), applicantName };
}
