import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { CLOCK } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import type { CheckedSignature } from './check-signatures.js';
import { SignatureFault } from './signature-fault.js';

/** Where the authorities of the installation lie, below DATA_DIR: one or several certificates a file, as PEM. */
const FOLDER = 'trusted-authorities';

/** Whom this installation believes, and whether a signed paper is one it can believe. */
@Injectable()
export class TrustStore {
  constructor(
    private readonly config: AppConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Looked at anew each time: an authority that was taken out of the folder is believed no more.
   *
   * @param file as it came back @param paper as it was given out
   * @throws DomainError `request.invalid` with the words of the fault (`signature.fault.…`) beside the file
   */
  async check(file: Buffer, paper: Buffer): Promise<CheckedSignature[]> {
    // What reads certificates and PDF files is not loaded before the first one comes.
    const { checkSignatures } = await import('./check-signatures.js');
    const trust = { authorities: await this.authorities(), unknownToo: this.config.UNKNOWN_ISSUERS === 'warn' };
    return checkSignatures(file, paper, trust, this.clock.now()).catch((error: unknown) => {
      throw error instanceof SignatureFault ? refused(error) : error;
    });
  }

  /** When it is now, for a signature that is made here. */
  now(): Instant {
    return this.clock.now();
  }

  private async authorities(): Promise<Uint8Array[]> {
    const { certificatesOf } = await import('./certificates.js');
    const folder = join(this.config.DATA_DIR, FOLDER);
    const names = (await readdir(folder).catch(() => [])).filter((name) => /\.(?:pem|crt|cer)$/i.test(name));
    const texts = await Promise.all(names.sort().map((name) => readFile(join(folder, name), 'latin1')));
    return texts.flatMap(certificatesOf);
  }
}

function refused({ kind, message }: SignatureFault): DomainError {
  const errors = [{ field: 'file', message: `signature.fault.${kind}` }];
  return new DomainError('request.invalid', message, { fault: kind }, errors);
}
