import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { SYSTEM } from '../../dossiers/breach.service.js';
import type { IdempotentWrite, Outcome } from '../../platform/idempotency/idempotency.js';
import type { CheckedSignature } from '../../platform/signatures/check-signatures.js';
import { IssuingService } from '../issuing.service.js';
import { LetterAccess } from '../letter-access.service.js';
import type { SigningWay } from './signatures.repository.js';
import { SignedFiles } from './signed-files.service.js';
import { SigningKeys } from './signing-keys.service.js';
import { SigningPapers, type PaperToSign } from './signing-papers.service.js';
import { TrustStore } from '../../platform/signatures/trust-store.js';

/** Which key signs, and what opens it. */
export interface HereRequest {
  readonly keyId: string;
  readonly password: string;
}

/**
 * Electronic signatures on numbered letters. Checked, kept, then issued: whatever stops in between, the same number goes
 * out with the same signed file, and a letter that is signed twice is one letter.
 */
@Injectable()
export class LetterSignatures {
  private readonly log = new Logger(LetterSignatures.name);

  constructor(
    private readonly access: LetterAccess,
    private readonly papers: SigningPapers,
    private readonly trust: TrustStore,
    private readonly keys: SigningKeys,
    private readonly signed: SignedFiles,
    private readonly issuing: IssuingService,
  ) {}

  /** What is to be signed. @throws DomainError as `SigningPapers.of`, `auth.forbidden` outside the agency */
  async paper(letterId: string, by: Actor): Promise<PaperToSign> {
    const found = await this.papers.of(letterId);
    await this.access.requireAgency(found.letter.unitCode, by);
    return found;
  }

  /**
   * A paper that was signed elsewhere comes back.
   *
   * @throws DomainError `request.invalid` for any file but our paper with good signatures; as `paper`
   */
  async take(letterId: string, file: Buffer, by: Actor, write: IdempotentWrite | null): Promise<Outcome> {
    return this.access.once(write, async () => {
      const { paper } = await this.paper(letterId, by);
      await this.issue(letterId, file, await this.trust.check(file, paper), { way: 'elsewhere', by });
      await this.access.keep(write, letterId);
      return letterId;
    });
  }

  /**
   * Signs with a key file of the unit. What it makes is looked at like what comes from elsewhere.
   *
   * @throws DomainError `request.invalid` for a wrong password, an expired certificate or an unknown issuer; as `paper`
   */
  async sign(letterId: string, { keyId, password }: HereRequest, by: Actor, write: IdempotentWrite | null) {
    return this.access.once(write, async () => {
      const { letter, paper } = await this.paper(letterId, by);
      const { key, signer } = await this.keys.open(letter.unitCode, keyId, password);
      const { signPdf } = await import('../../platform/signatures/sign-pdf.js');
      const words = { signer, reason: letter.number?.text ?? '', at: this.trust.now() };
      const file = await signPdf(paper, key, words);
      await this.issue(letterId, file, await this.trust.check(file, paper), { way: 'here', by });
      await this.access.keep(write, letterId);
      return letterId;
    });
  }

  /** Issues what was signed when something stopped. @returns how many */
  async resume(): Promise<number> {
    let issued = 0;
    for (const { letterId, file, by } of await this.signed.unfinished()) {
      try {
        await this.issuing.issueSigned(letterId, SYSTEM, { how: 'signature', by, file });
        issued += 1;
      } catch (error) {
        // One that cannot go out keeps nobody behind it; it stays in the list of what is owed.
        this.log.error(`signed letter ${letterId} not issued: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    }
    return issued;
  }

  private async issue(
    letterId: string,
    content: Buffer,
    found: readonly CheckedSignature[],
    made: { readonly way: SigningWay; readonly by: Actor },
  ): Promise<void> {
    const file = await this.signed.keep(letterId, content, found, made);
    await this.issuing.issueSigned(letterId, made.by, { how: 'signature', by: made.by.username, file });
  }
}
