import { Inject, Injectable } from '@nestjs/common';
import { healLines, type HealFinding } from '../../domain/apology/healing.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { FileStore } from '../../platform/files/file-store.js';
import { CoverRecount } from '../coverage/cover-recount.service.js';
import { SweepService } from '../sweep.service.js';
import { ASKED_KINDS, HealFindings } from './heal-findings.repository.js';
import type { HealReport } from './heal-reports.repository.js';

const PAPERS = 500;

/** Looks at everything that may be stuck, lets the house put right what it can, and looks again. */
@Injectable()
export class HealingService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly findings: HealFindings,
    private readonly sweeps: SweepService,
    private readonly recounts: CoverRecount,
    private readonly files: FileStore,
  ) {}

  /**
   * One round. Whatever a person has to decide (a message nobody is sure of, a letter that waits for its number) is left
   * and named: a round never sends anything twice, and never ends an obligation.
   */
  async round(): Promise<HealReport> {
    const before = await this.asked();
    const stray = await this.recounts.check();
    // The sweep is state-based: it drafts what is owed, lets idle drafts lapse, finishes letters and frees messages.
    await this.sweeps.sweep();
    if (stray.length > 0) await this.recounts.rebuild();
    const still = stray.length > 0 ? await this.recounts.check() : [];
    const left = [...(await this.asked()), ...(await this.withoutFile()), ...still.map(() => STRAY)];
    const now = this.clock.now();
    const healed = Math.max(0, before.length + stray.length - left.length);
    return {
      day: localDate(now),
      madeAt: now,
      found: healed + left.length,
      healed,
      left: left.length,
      lines: healLines(left),
    };
  }

  private async asked(): Promise<HealFinding[]> {
    const now = this.clock.now();
    const found: HealFinding[] = [];
    for (const kind of ASKED_KINDS) found.push(...(await this.findings.of(kind, now)));
    return found;
  }

  /** Issued letters whose paper is not on the disk: only a backup has it. */
  private async withoutFile(): Promise<HealFinding[]> {
    const missing: HealFinding[] = [];
    for (let after = ''; ;) {
      const papers = await this.findings.papers(after, PAPERS);
      for (const { id, unitCode, dossierCode, fileHash } of papers) {
        if (await this.files.has(fileHash)) continue;
        missing.push({ kind: 'file_missing', unitCode, dossierCode, letterId: id });
      }
      const last = papers.at(-1);
      if (last === undefined || papers.length < PAPERS) return missing;
      after = last.id;
    }
  }
}

const STRAY: HealFinding = { kind: 'books_stray', unitCode: null, dossierCode: null, letterId: null };
