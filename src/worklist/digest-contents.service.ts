import { Injectable } from '@nestjs/common';
import { SilenceService, type Silent } from '../apologies/healing/silence.service.js';
import { SIGNERS } from '../apologies/letter-roles.js';
import { SigningService } from '../apologies/signing/signing.service.js';
import { hasRole, type Actor } from '../domain/accounts/roles.js';
import type { Translator } from '../platform/templates/i18n.js';
import { DigestTellers, type DigestSection } from './digest-tellers.js';
import { WorkListService, type WorkList } from './work-list.service.js';

/** What the mail of a morning speaks of. */
export interface DigestContents {
  readonly list: WorkList;
  /** units that owe apologies and have gone silent, for whoever answers for them */
  readonly silent: readonly Silent[];
  /** letters that wait for this person's signature */
  readonly toSign: number;
  /** what other features tell this person, e.g. how the unit of a head stands */
  readonly sections: readonly DigestSection[];
}

@Injectable()
export class DigestContentsService {
  constructor(
    private readonly work: WorkListService,
    private readonly silence: SilenceService,
    private readonly signing: SigningService,
    private readonly tellers: DigestTellers,
  ) {}

  async of(by: Actor, t: Translator): Promise<DigestContents> {
    const toSign = hasRole(by, ...SIGNERS) ? await this.signing.count(by) : 0;
    const sections = await this.tellers.tell(by, t);
    return { list: await this.work.of(by), silent: await this.silence.ringsFor(by), toSign, sections };
  }
}
