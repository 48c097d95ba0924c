import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Clock, Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { PdfRenderer, type PaperMeta } from '../../platform/pdf/pdf-renderer.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { WATERMARK } from '../../platform/templates/paper.js';
import { UnitsService } from '../../units/units.service.js';
import type { PaperSheet } from '../../units/unit-settings.js';
import type { PaperLook } from './paper-look.js';

/** A paper as a page, with what it is called. */
export interface PrintedPaper {
  readonly html: string;
  readonly title: string;
  readonly size: PaperSheet;
}

/** Puts papers on the sheets of the unit that prints them. */
@Injectable()
export class PaperPress {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly units: UnitsService,
    readonly templates: Templates,
    private readonly renderer: PdfRenderer,
  ) {}

  now(): Instant {
    return this.clock.now();
  }

  /** @param size left out: the one the reader's unit decided for */
  async look(by: Actor, size: PaperSheet | undefined, reprintedAt: Instant | null): Promise<PaperLook> {
    const today = localDate(this.clock.now());
    return {
      size: size ?? (await this.units.setting(by.unitCode, 'paper_size', today)),
      plain: await this.units.setting(by.unitCode, 'paper_plain', today),
      reprintedAt,
    };
  }

  pdf(html: string, paper: Omit<PaperMeta, 'watermark'> & { readonly illustration: boolean }): Promise<Buffer> {
    const { illustration, ...meta } = paper;
    return this.renderer.render(html, { ...meta, watermark: illustration ? WATERMARK : null });
  }
}
