import { Inject, Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { Actor } from '../../domain/accounts/roles.js';
import { TRANSITIONS, type Act } from '../../domain/dossier/transitions.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { readScan } from '../../domain/text/scan.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { IdempotentWrite } from '../../platform/idempotency/idempotency.js';
import type { Unit } from '../../units/unit.js';
import { UnitsService } from '../../units/units.service.js';
import { ActsService } from '../acts.service.js';
import { BulkService, type BulkItem } from '../bulk/bulk.service.js';
import type { RowFacts } from '../dossier-rows.view.js';
import { CounterService } from './counter.service.js';

/** So many dossiers are carried at once. */
const MOST_SCANS = 200;

/** A line that came from the reader, and which dossier of this desk it is. */
export interface ScannedLine {
  readonly text: string;
  /** null: no code can be read in it */
  readonly code: string | null;
  /** null: this desk has no such dossier */
  readonly row: RowFacts | null;
}

/** Whom what is scanned goes to. */
export interface HandOverTo {
  readonly unitCode: string;
  readonly username: string | null;
}

/** Stacks of papers: what was scanned, and one act for all of it. */
@Injectable()
export class ScansService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly counter: CounterService,
    private readonly acts: ActsService,
    private readonly bulk: BulkService,
    private readonly units: UnitsService,
    private readonly accounts: AccountsService,
  ) {}

  /** Each dossier once, in the order in which it was scanned. */
  async read(text: string, by: Actor): Promise<ScannedLine[]> {
    const lines = text.split(/[\s,;]+/).filter((line) => line !== ''); // prettier-ignore
    const scanned = lines.map((line) => ({ text: line, code: codeIn(line) }));
    const once = scanned.filter(({ text: line, code }, i) => scanned.findIndex((other) => (other.code ?? other.text) === (code ?? line)) === i); // prettier-ignore
    const kept = once.slice(0, MOST_SCANS);
    const rows = await this.counter.byCodes(by, kept.flatMap(({ code }) => code ?? [])); // prettier-ignore
    return kept.map((line) => ({ ...line, row: rows.find(({ dossier }) => dossier.code === line.code) ?? null }));
  }

  handOver(codes: readonly string[], to: HandOverTo, by: Actor, write: IdempotentWrite | null): Promise<BulkItem[]> {
    return this.bulk.each(codes, by, write, (request) => this.acts.handOver(request, { ...to, note: null }));
  }

  /** Results that have reached the desk; each citizen is told. */
  complete(
    codes: readonly string[],
    shelf: string | null,
    by: Actor,
    write: IdempotentWrite | null,
  ): Promise<BulkItem[]> {
    // prettier-ignore
    const result = { outcome: 'granted', resultNumber: null, shelf, reason: null } as const;
    return this.bulk.each(codes, by, write, (request) => this.acts.complete(request, result));
  }

  /** Results given back, each to whoever it is about. */
  giveBack(rows: readonly RowFacts[], by: Actor, write: IdempotentWrite | null): Promise<BulkItem[]> {
    const names = new Map(rows.map(({ dossier, applicantName }) => [dossier.code, applicantName]));
    return this.bulk.each([...names.keys()], by, write, (request) =>
      this.acts.giveBack(request, { receivedBy: names.get(request.code) ?? '', how: 'desk' }),
    );
  }

  /** Units that stand today but one's own, and one's colleagues. */
  async receivers(by: Actor): Promise<{ readonly units: readonly Unit[]; readonly colleagues: readonly Actor[] }> {
    const today = localDate(this.clock.now());
    const [all, staff] = await Promise.all([this.units.all(), this.accounts.staff(by.unitCode)]);
    const units = all.filter(
      ({ code, validFrom, validTo }) =>
        code !== by.unitCode && validFrom <= today && (validTo === null || today < validTo),
    );
    return { units, colleagues: staff.filter(({ username }) => username !== by.username) };
  }
}

/** Would the act be possible where the dossier stands? Whose it is to do, the act itself says. */
export function fits(act: Extract<Act, 'hand_over' | 'complete' | 'return'>, { dossier }: RowFacts): boolean {
  const stands = TRANSITIONS[act].from.includes(dossier.status) && dossier.voidedAt === null;
  return stands && (act !== 'hand_over' || dossier.pending === null);
}

function codeIn(line: string): string | null {
  const scan = readScan(line);
  return scan.kind === 'dossier' ? scan.code : null;
}
