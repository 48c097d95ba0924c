import { Injectable } from '@nestjs/common';
import type { Instant } from '../../domain/time/instant.js';
import { writeInstant } from '../database/instant-column.js';
import { insert, type Tx } from '../database/sql.js';
import { newId } from '../ids/new-id.js';

export interface AuditEntry {
  readonly at: Instant;
  /** username, or the name of the job or command */
  readonly actor: string;
  /** what was done, e.g. `user.password_set`, `dossier.revealed` */
  readonly action: string;
  /** what it was done to, e.g. `user:binh.tt`, a dossier code; never a CCCD or a phone number */
  readonly subject: string;
  /** why, where a rule asks for a reason */
  readonly reason: string | null;
}

/** Append-only record of sensitive acts; its table refuses updates and deletes. Source: R36. */
@Injectable()
export class AuditLog {
  /** Part of the caller's transaction: what is not recorded did not happen. */
  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    const { at, ...rest } = entry;
    const id = newId(at);
    const { sql, params } = insert('audit_entry', { id, at: writeInstant(at), ...rest });
    await tx.execute(sql, params);
    tx.born('audit_entry', id);
  }
}
