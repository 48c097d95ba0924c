import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { erase, type ErasureGround } from '../../domain/dossier/acts/erase.js';
import { Database } from '../../platform/database/database.js';
import { ActRunner } from '../act-runner.js';
import { DossiersRepository } from '../dossiers.repository.js';
import { ErasureRooms, type Forgetting } from './erasure-rooms.js';
import { ErasureRepository } from './erasure.repository.js';
import { Traces } from './traces.js';

interface Erasure {
  readonly code: string;
  readonly by: Actor;
  readonly ground: ErasureGround;
  readonly reason: string;
}

/** Forgets the people of a dossier: in its rows, in other rooms, in the search, and on the disk. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly database: Database,
    private readonly runner: ActRunner,
    private readonly repository: ErasureRepository,
    private readonly dossiers: DossiersRepository,
    private readonly rooms: ErasureRooms,
    private readonly traces: Traces,
  ) {}

  /**
   * Asked again for a dossier that was erased, it takes away what a crash left on the disk, and nothing else.
   *
   * @param reason why, for the audit trail; it names nobody
   * @throws DomainError `not_found`; `dossier.action_refused` before the dossier has ended, while an apology is owed or
   *   a letter is on its way
   * Source: docs/decisions/0011.
   */
  async erase(code: string, by: Actor, ground: ErasureGround, reason: string): Promise<void> {
    const { id, erasedAt } = await this.dossiers.byCode(this.database, code);
    const forgettings = await Promise.all(this.rooms.all().map((room) => room.forget(id)));
    const files = [...(await this.repository.files(id)), ...forgettings.flatMap((one) => one.files)];
    if (erasedAt === null) await this.write({ code, by, ground, reason }, forgettings);
    await this.takeAway(id, files, forgettings);
  }

  private async write({ code, by, ground, reason }: Erasure, forgettings: readonly Forgetting[]): Promise<void> {
    await this.runner.performWith({ code, by, ifMatch: null, write: null }, async (dossier, context) => {
      const owed = await this.dossiers.owed(this.database, dossier.id);
      const decision = erase(dossier, { ...context, owed }, ground);
      const entry = { at: context.at, actor: by.username, action: 'dossier.erased', subject: code, reason };
      return {
        decision,
        also: async (tx) => {
          await this.repository.empty(tx, dossier.id);
          for (const forgetting of forgettings) await forgetting.write(tx);
          await this.traces.audit.record(tx, entry);
        },
      };
    });
  }

  /** Bytes that another dossier still needs stay: the same scan may have been attached to two. */
  private async takeAway(id: string, files: readonly string[], forgettings: readonly Forgetting[]): Promise<void> {
    const needed = new Set(await this.repository.needed(files, id));
    for (const room of this.rooms.all()) (await room.needed(files, id)).forEach((hash) => needed.add(hash));
    for (const hash of files) if (!needed.has(hash)) await this.traces.files.remove(hash);
    for (const forgetting of forgettings) await forgetting.after();
  }
}
