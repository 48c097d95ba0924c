import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/sql.js';

@Injectable()
export class FilingsRepository {
  /** What the slip will print: the fee of the procedure version that was accepted by. */
  async setFee(tx: Tx, dossierId: string, feeVnd: number): Promise<void> {
    await tx.execute('UPDATE "dossier" SET "feeVnd" = $1 WHERE "id" = $2', [feeVnd, dossierId]);
  }
}
