import { Injectable } from '@nestjs/common';
import { codeScope, dossierCode } from '../../domain/dossier/code.js';
import type { Decision } from '../../domain/dossier/decision.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import { localDate } from '../../domain/time/plain-date.js';
import { liftCounter, nextInCounter } from '../../platform/database/counter.js';
import { Database } from '../../platform/database/database.js';
import { inOneLook } from '../../platform/database/one-look.js';
import type { Tx } from '../../platform/database/sql.js';
import { Keys } from '../../platform/keys/keys.js';
import { DossiersRepository } from '../dossiers.repository.js';
import { newSalt } from '../history.js';
import { applicantColumns, submitterColumns } from '../party.row.js';
import type { Birth } from '../record/decision-record.js';
import { givenSerial } from './given-serial.js';
import type { ImportedDossier } from './imported-dossier.js';
import { ReplayGrounds, type FoundGround, type ReplayFor } from './replay-grounds.js';
import type { ReplayFinding } from './replay-finding.js';
import { planMore, planNew, type KnownDossier, type ReplayPlan } from './replay-plan.js';
import { ReplayRepository } from './replay.repository.js';

/** A dossier of a file with all that must not be drawn inside a transaction. */
export interface PreparedReplay {
  readonly dossier: ImportedDossier;
  readonly found: FoundGround;
  readonly birth: Birth | null;
  /** one for each event that may be written */
  readonly salts: readonly string[];
}

/** What became of one dossier of a file. */
export interface Replayed {
  readonly code: string | null;
  readonly written: number;
  readonly findings: readonly ReplayFinding[];
}

type GroundFinder = (dossier: ImportedDossier) => Promise<FoundGround>;

/** Dossiers of another system, replayed by the same rules as if they had happened here, at their own times. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly database: Database,
    private readonly repository: DossiersRepository,
    private readonly replays: ReplayRepository,
    private readonly grounds: ReplayGrounds,
    private readonly keys: Keys,
  ) {}

  /** What holds for a run of the job; ask again for the next run. */
  open(asked: ReplayFor): GroundFinder {
    return this.grounds.open(asked);
  }

  /** What each dossier would come to now. Writes nothing. @param dossiers a few hundred, each code once */
  async plan(dossiers: readonly ImportedDossier[], find: GroundFinder): Promise<ReplayPlan[]> {
    const found = await groundsOf(dossiers, find);
    const known = await this.replays.known(this.database, codesOf(dossiers));
    return dossiers.map((dossier, i) => planOne(dossier, found[i], known, placeholderCode(dossier)));
  }

  /** Everything that must be there before the transaction. */
  async prepare(dossiers: readonly ImportedDossier[], find: GroundFinder): Promise<PreparedReplay[]> {
    const found = await groundsOf(dossiers, find);
    return dossiers.map((dossier, i) => {
      const ground = found[i];
      if (!ground) throw new RangeError('each dossier has a ground, or a reason why not');
      const salts = [newSalt(), ...dossier.events.map(newSalt)];
      return {
        dossier,
        found: ground,
        birth: 'ground' in ground ? this.birth(dossier, ground.ground.version) : null,
        salts,
      };
    });
  }

  /**
   * Writes what is new, each dossier whole or not at all; what a rule refuses is answered as a finding. Given codes
   * lift the counters of their days first, so that nobody draws one of them meanwhile.
   *
   * @throws DomainError `dossier.changed_meanwhile` when somebody acts on one of them at this moment: nothing is written
   */
  async write(tx: Tx, prepared: readonly PreparedReplay[]): Promise<Replayed[]> {
    await liftCounters(tx, prepared);
    const known = await this.replays.known(tx, codesOf(prepared.map(({ dossier }) => dossier)));
    const done: Replayed[] = [];
    for (const one of prepared) done.push(await this.writeOne(tx, one, known));
    return done;
  }

  private async writeOne(tx: Tx, one: PreparedReplay, known: ReadonlyMap<string, KnownDossier>): Promise<Replayed> {
    const code = one.dossier.code ?? (await nextCode(tx, one.dossier));
    const { decisions, findings } = planOne(one.dossier, one.found, known, code);
    if (findings.some(({ severity }) => severity === 'defect')) return { code: one.dossier.code, written: 0, findings };
    let chainHash: string | null = null;
    for (const [i, decision] of decisions.entries()) {
      const linked = chainHash === null ? decision : linkedTo(decision, chainHash);
      const birth = decision.before === null ? (one.birth ?? undefined) : undefined;
      await this.repository.record(tx, linked, one.salts[i] ?? newSalt(), birth);
      if (i < decisions.length - 1) chainHash = await this.replays.chainHash(tx, decision.dossier.id);
    }
    return { code, written: decisions.length, findings };
  }

  private birth(dossier: ImportedDossier, version: ProcedureVersion): Birth {
    const { applicant, submitter, summary } = dossier;
    return {
      columns: {
        feeVnd: version.feeVnd,
        summary,
        copies: 1,
        documents: JSON.stringify(version.documents),
        resultVia: 'desk',
      },
      parties: [applicantColumns(applicant, this.keys), ...(submitter ? [submitterColumns(submitter, this.keys)] : [])],
    };
  }
}

/** All at once: what the caches rest on is asked for once, not for each row. */
function groundsOf(dossiers: readonly ImportedDossier[], find: GroundFinder): Promise<FoundGround[]> {
  return inOneLook(() => Promise.all(dossiers.map(find)));
}

function planOne(
  dossier: ImportedDossier,
  found: FoundGround | undefined,
  known: ReadonlyMap<string, KnownDossier>,
  code: string,
): ReplayPlan {
  if (!found || !('ground' in found)) return { isNew: false, decisions: [], findings: found ? [found] : [] };
  const before = dossier.code === null ? undefined : known.get(dossier.code);
  return before ? planMore(dossier, before, found.ground) : planNew(dossier, code, found.ground);
}

function linkedTo(decision: Decision, chainHash: string): Decision {
  return decision.before === null ? decision : { ...decision, before: { ...decision.before, chainHash } };
}

function codesOf(dossiers: readonly ImportedDossier[]): string[] {
  return dossiers.flatMap(({ code }) => code ?? []);
}

function placeholderCode({ unitCode, acceptedAt }: ImportedDossier): string {
  return dossierCode(unitCode, localDate(acceptedAt), 0);
}

async function nextCode(tx: Tx, { unitCode, acceptedAt }: ImportedDossier): Promise<string> {
  const day = localDate(acceptedAt);
  return dossierCode(unitCode, day, await nextInCounter(tx, codeScope(unitCode, day)));
}

async function liftCounters(tx: Tx, prepared: readonly PreparedReplay[]): Promise<void> {
  const highest = new Map<string, number>();
  for (const { dossier, found } of prepared) {
    const given = dossier.code === null ? null : givenSerial(dossier.code);
    if (!given || !('ground' in found) || !found.ground.scope.has(given.unitCode)) continue;
    highest.set(given.scope, Math.max(given.serial, highest.get(given.scope) ?? 0));
  }
  for (const [scope, serial] of [...highest].sort(([a], [b]) => (a < b ? -1 : 1))) await liftCounter(tx, scope, serial);
}
