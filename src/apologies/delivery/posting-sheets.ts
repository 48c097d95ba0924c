import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Templates } from '../../platform/templates/handlebars.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { writtenDate } from '../../platform/templates/vietnamese.js';
import type { PaperPageView } from '../paper-page.js';
import type { LabelView } from './delivery.view.js';
import type { OpenLine } from './undelivered.service.js';

/** Papers of the post: the list of what is handed in, and the label of one letter. In Vietnamese, as all papers are. */
@Injectable()
export class PostingSheets {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly templates: Templates,
  ) {}

  view(lines: readonly OpenLine[], t: Translator): PaperPageView {
    const sheet = {
      day: writtenDate(localDate(this.clock.now())),
      count: lines.length,
      rows: lines.map(({ number, dossierCode, subject }, i) => ({
        line: i + 1,
        number,
        code: dossierCode,
        name: subject.applicant.name,
        address: subject.applicant.address ?? '',
      })),
      illustration: this.config.ILLUSTRATION === '1',
    };
    return {
      title: t('delivery.postings'),
      backHref: '/letters/undelivered',
      papers: [this.templates.render('forms/postings', sheet)],
      pdfHref: null,
    };
  }

  label(view: LabelView): PaperPageView {
    const { title, backHref } = view;
    return { title, backHref, papers: [this.templates.render('forms/label', view)], pdfHref: null };
  }
}
