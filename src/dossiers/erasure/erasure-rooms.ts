import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/sql.js';

/** What another room has to forget with a dossier, read before the transaction. */
export interface Forgetting {
  /** names of stored files that only this dossier needed */
  readonly files: readonly string[];
  /** awaits nothing but `tx`, and can be run again */
  write(tx: Tx): Promise<void>;
  /** what stands outside the database; after the transaction, and again when it was cut short */
  after(): Promise<void>;
}

/**
 * Port: a later feature that keeps people's names about a dossier says here how it forgets them. The owner of the
 * dossier calls it, and needs not know who there is.
 */
export interface ErasureRoom {
  /** @throws DomainError when something still needs the people: a letter on its way */
  forget(dossierId: string): Promise<Forgetting>;
  /** Which of these files other dossiers still need. */
  needed(hashes: readonly string[], exceptDossierId: string): Promise<readonly string[]>;
}

@Injectable()
export class ErasureRooms {
  private readonly rooms: ErasureRoom[] = [];

  join(room: ErasureRoom): void {
    this.rooms.push(room);
  }

  all(): readonly ErasureRoom[] {
    return this.rooms;
  }
}
