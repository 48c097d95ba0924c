import { Injectable } from '@nestjs/common';
import type { ImportedDossier } from '../dossiers/replay/imported-dossier.js';
import type { ReplayFinding } from '../dossiers/replay/replay-finding.js';
import type { ReplayFor } from '../dossiers/replay/replay-grounds.js';
import type { ReplayPlan } from '../dossiers/replay/replay-plan.js';
import { ReplayService } from '../dossiers/replay/replay.service.js';
import { SETTLING } from '../dossiers/replay/replayed-acts.js';
import { Keys } from '../platform/keys/keys.js';
import type { Finding } from './finding.js';
import type { ImportFile, RowState, Told } from './import-file.js';
import type { ImportGround } from './import-ground.js';
import type { StagedRow } from './import-rows.repository.js';
import { ImportScope } from './import-scope.js';
import type { SourceRow } from './source-rows.js';

/** The people in a staged row, sealed until it is applied. */
export type SealedBody =
  | { readonly kind: 'dossier'; readonly dossier: ImportedDossier }
  | { readonly kind: 'given'; readonly given: readonly string[] };

/** Judges the rows of one file, batch by batch. */
export interface OpenJudge {
  readonly ground: ImportGround;
  judge(batch: readonly SourceRow[]): Promise<StagedRow[]>;
}

/** Says of each row whether it can be written, by doing everything but writing it. */
@Injectable()
export class RowJudge {
  constructor(
    private readonly replays: ReplayService,
    private readonly scope: ImportScope,
    private readonly keys: Keys,
  ) {}

  async open(file: ImportFile): Promise<OpenJudge> {
    const find = this.replays.open(await this.replayFor(file, file.createdBy));
    const firstLines = new Map<string, number>();
    return {
      ground: await this.scope.ground(file),
      judge: async (batch) => {
        const rows = batch.map((row) => once(known(row, file), firstLines));
        const dossiers = rows.flatMap(({ dossier }) => dossier ?? []);
        const plans = await this.replays.plan(dossiers, find);
        const planOf = new Map(dossiers.map((dossier, i) => [dossier, plans[i]]));
        return rows.map((row) => this.staged(row, row.dossier === null ? undefined : planOf.get(row.dossier)));
      },
    };
  }

  /** @param username under which the history has what is written */
  async replayFor(file: ImportFile, username: string): Promise<ReplayFor> {
    return { scope: await this.scope.desks(file), username };
  }

  unseal(body: string): SealedBody {
    return JSON.parse(this.keys.decrypt(body)) as SealedBody;
  }

  private staged({ line, code, dossier, given, findings }: SourceRow, plan: ReplayPlan | undefined): StagedRow {
    const all = [...findings, ...(plan?.findings ?? []).map(asFinding)];
    const state = stateOf(all, plan);
    const body = state === 'ready' && dossier ? ({ kind: 'dossier', dossier } as const) : null;
    const kept = state === 'defective' ? ({ kind: 'given', given } as const) : body;
    const told = state === 'defective' || !dossier ? null : toldBy(dossier);
    return { line, code, state, isNew: plan?.isNew ?? false, body: kept && this.sealed(kept), findings: all, told };
  }

  private sealed(body: SealedBody): string {
    return this.keys.encrypt(JSON.stringify(body));
  }
}

export function asFinding({ severity, code, facts }: ReplayFinding): Finding {
  return { severity, code, field: '', facts };
}

function toldBy({ events }: ImportedDossier): Told {
  return events.some(({ act }) => SETTLING.has(act)) ? 'ended' : 'open';
}

/** What another system goes on working on must be found again by its code in the next file. */
function known(row: SourceRow, { mode }: ImportFile): SourceRow {
  if (mode !== 'mirror' || row.code !== null || row.dossier === null) return row;
  const missing: Finding = { severity: 'defect', code: 'field_missing', field: 'code', facts: {} };
  return { ...row, dossier: null, findings: [...row.findings, missing] };
}

/** The same code twice in a file would be two stories of one dossier: the second one is a defect. */
function once(row: SourceRow, firstLines: Map<string, number>): SourceRow {
  const first = row.code === null ? undefined : firstLines.get(row.code);
  if (row.code !== null && first === undefined) firstLines.set(row.code, row.line);
  if (first === undefined) return row;
  const repeated: Finding = { severity: 'defect', code: 'code_repeated', field: '', facts: { line: first } };
  return { ...row, dossier: null, findings: [...row.findings, repeated] };
}

function stateOf(findings: readonly Finding[], plan: ReplayPlan | undefined): RowState {
  if (findings.some(({ severity }) => severity === 'defect')) return 'defective';
  return plan && plan.decisions.length > 0 ? 'ready' : 'unchanged';
}
