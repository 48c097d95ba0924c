import type { Instant } from '../domain/time/instant.js';
import type { ReplayedEvent } from '../dossiers/replay/imported-dossier.js';
import type { Target, TheirStatus } from './mapping.js';
import type { KnownUntil, RowChecks } from './row-checks.js';

/** What a row of a register tells about the life of a dossier. */
export interface RegisterLife {
  readonly acceptedAt: Instant | null;
  readonly status: TheirStatus | null;
  readonly supplementRequestedAt: Instant | null;
  readonly supplementReceivedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly returnedAt: Instant | null;
  readonly resultNumber: string | null;
  readonly reason: string | null;
  readonly receivedBy: string | null;
}

interface Ground {
  /** heading of a column, for what is wrong with it */
  readonly name: (target: Target) => string;
  readonly until: KnownUntil;
}

const FINISHED: readonly TheirStatus[] = ['completed', 'refused', 'returned', 'withdrawn', 'stopped'];
/** The acts want a reason of some length; a register may have none. */
const NO_REASON = 'Theo sổ theo dõi của hệ thống trước';
const NOT_NAMED = 'Theo sổ theo dõi';

/** The acts that the columns of a register stand for, in their order. */
export function registerEvents(life: RegisterLife, checks: RowChecks, ground: Ground): ReplayedEvent[] {
  const { supplementRequestedAt, supplementReceivedAt, finishedAt, returnedAt } = life;
  const { name, until } = ground;
  checks.inOrder([
    { field: name('acceptedAt'), at: life.acceptedAt, code: 'event_order' },
    { field: name('supplementRequestedAt'), at: supplementRequestedAt, code: 'event_order' },
    { field: name('supplementReceivedAt'), at: supplementReceivedAt, code: 'event_order' },
    { field: name('finishedAt'), at: finishedAt, code: 'finish_before_receipt' },
    { field: name('returnedAt'), at: returnedAt, code: 'return_before_finish' },
  ]);
  for (const target of ['supplementRequestedAt', 'supplementReceivedAt', 'finishedAt', 'returnedAt'] as const) {
    checks.past(name(target), life[target], until);
  }
  demandAgreement(life, checks, ground);
  return [...supplement(life), ...ending(life)];
}

function demandAgreement(life: RegisterLife, checks: RowChecks, { name }: Ground): void {
  const { status, finishedAt } = life;
  if (status === null) return;
  const finished = FINISHED.includes(status);
  if (finished && finishedAt === null) checks.defect(name('finishedAt'), 'status_without_finish');
  if (!finished && finishedAt !== null) checks.defect(name('status'), 'finish_without_status');
  const waits = status === 'awaiting_payment' || (status === 'awaiting_supplement' && !life.supplementRequestedAt);
  if (waits) checks.differs(name('status'), 'pause_unknown');
}

function supplement({ supplementRequestedAt: asked, supplementReceivedAt: brought }: RegisterLife): ReplayedEvent[] {
  if (asked === null) return [];
  const request = {
    act: 'request_supplement',
    at: asked,
    by: null,
    facts: { items: NOT_NAMED, reason: NO_REASON },
  } as const;
  if (brought === null) return [request];
  return [request, { act: 'receive_supplement', at: brought, by: null, facts: { items: NOT_NAMED } }];
}

function ending({
  status,
  finishedAt: at,
  returnedAt,
  resultNumber,
  reason,
  receivedBy,
}: RegisterLife): ReplayedEvent[] {
  if (at === null) return [];
  const why = reason !== null && reason.length >= 10 ? reason : `${NO_REASON}${reason === null ? '' : `: ${reason}`}`;
  if (status === 'withdrawn') return [{ act: 'withdraw', at, by: null, facts: { reason: why } }];
  if (status === 'stopped') return [{ act: 'stop', at, by: null, facts: { reason: why } }];
  const refused = status === 'refused';
  const complete: ReplayedEvent = {
    act: 'complete',
    at,
    by: null,
    facts: { outcome: refused ? 'refused' : 'granted', resultNumber, shelf: null, reason: refused ? why : null },
  };
  if (status !== 'returned' && returnedAt === null) return [complete];
  const handed = { receivedBy: receivedBy ?? NOT_NAMED, how: 'desk' };
  return [complete, { act: 'return', at: returnedAt ?? at, by: null, facts: handed }];
}
