import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import type { Clock } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { refusalWords } from '../../platform/web/problem.view.js';
import { formField } from './intake-form.js';
import { intakeView, NO_SLIP, savedView, slipView } from './intake-page.view.js';
import type { SavedView, SlipView } from './dossier-new.view.js';
import { StandingsService } from '../standings.service.js';
import { TermsService } from '../terms.service.js';

/** What a page of intake shows besides the empty form. */
interface Shown {
  readonly body?: unknown;
  readonly errors?: readonly FieldError[];
  readonly slip?: SlipView;
  readonly saved?: SavedView;
}

/** Draws the intake page in its three states: to fill in, refused, saved. */
@Injectable()
export class IntakeScreen {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly terms: TermsService,
    private readonly standings: StandingsService,
    private readonly pages: PageRenderer,
  ) {}

  async form(request: WebRequest, by: Actor, { body, errors = [], slip, saved }: Shown = {}): Promise<string> {
    const t = this.pages.words(request);
    const procedures = await this.terms.receivable(by.unitCode, localDate(this.clock.now()));
    const { documents } = (body ?? {}) as { documents?: unknown };
    const view = intakeView(
      {
        procedures,
        typed: typedFields(body),
        documents: Array.isArray(documents) ? documents : [],
        errors,
        slip: slip ?? (procedures.length > 0 ? NO_SLIP : { ...NO_SLIP, refusal: t('intake.no_desk') }),
        saved: saved ?? null,
      },
      t,
    );
    return this.pages.page(request, 'dossiers/new', view, { title: t('nav.intake') });
  }

  /** The form again as it was sent, with what was wrong beside its fields. */
  async refused(request: WebRequest, by: Actor, body: unknown, error: DomainError): Promise<string> {
    const errors = this.faults(request, error);
    return this.form(request, by, { body, errors, slip: await this.slip(request, by, typedFields(body)) });
  }

  /** The slip has become the receipt; the form beside it is ready for whoever is next. */
  async saved(request: WebRequest, by: Actor, dossier: Dossier): Promise<string> {
    const t = this.pages.words(request);
    const [standing] = await this.standings.of([dossier]);
    if (!standing) throw new RangeError('one standing for every dossier');
    const { saved, slip } = savedView(dossier, standing, t);
    return this.form(request, by, { saved, slip });
  }

  /** What would be promised for what is chosen now; nothing chosen, nothing promised. */
  async slip(request: WebRequest, by: Actor, typed: Readonly<Record<string, string>>): Promise<SlipView> {
    const t = this.pages.words(request);
    const code = (typed['procedureCode'] ?? '').trim();
    if (code === '') return NO_SLIP;
    const now = this.clock.now();
    try {
      const preview = await this.terms.preview(code, by.unitCode, now);
      const instant = (typed['instant'] ?? '') !== '';
      if (instant && !preview.version.instant) return { ...NO_SLIP, refusal: t('slip.no_instant') };
      return slipView(preview, instant, now, t);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { happened, todo } = refusalWords(error, t);
      return { ...NO_SLIP, refusal: `${happened}. ${todo}` };
    }
  }

  /** A rule that looks at more than one field speaks beside the one that decides it. */
  private faults(request: WebRequest, error: DomainError): FieldError[] {
    if (error.errors.length > 0) {
      return this.pages
        .fieldErrors(request, error.errors)
        .map(({ field, message }) => ({ field: formField(field), message }));
    }
    const t = this.pages.words(request);
    if (error.facts['action'] === 'serve_now') return [{ field: 'instant', message: t('slip.no_instant') }];
    const { happened, todo } = refusalWords(error, t);
    const field = error.code === 'idempotency.key_reused' ? '' : 'procedureCode';
    return [{ field, message: `${happened}. ${todo}` }];
  }
}
