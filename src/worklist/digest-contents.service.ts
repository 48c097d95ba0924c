import { Injectable } from '@nestjs/common';
import { SilenceService, type Silent } from '../apologies/healing/silence.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { WorkListService, type WorkList } from './work-list.service.js';

/** What the mail of a morning speaks of. */
export interface DigestContents {
  readonly list: WorkList;
  /** units that owe apologies and have gone silent, for whoever answers for them */
  readonly silent: readonly Silent[];
}

@Injectable()
export class DigestContentsService {
  constructor(
    private readonly work: WorkListService,
    private readonly silence: SilenceService,
  ) {}

  async of(by: Actor): Promise<DigestContents> {
    return { list: await this.work.of(by), silent: await this.silence.ringsFor(by) };
  }
}
