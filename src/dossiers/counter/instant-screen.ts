import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { DomainError } from '../../domain/errors.js';
import { isPerPage } from '../../domain/procedure/fee.js';
import type { ProcedureVersion } from '../../domain/procedure/procedure-version.js';
import type { Clock } from '../../domain/time/instant.js';
import { minuteOfDay } from '../../domain/time/plain-date.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { moneyText, momentText } from '../../platform/templates/page-words.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { DossierQueryService } from '../dossier-query.service.js';
import { faultsOf } from './counter-words.js';
import type { InstantQuery } from './instant.dto.js';
import { InstantService } from './instant.service.js';
import { instantView, type SavedInstantView } from './instant.view.js';

/** What is received later than this is promised for the next working day, by the hour. Source: NĐ 23/2015 art. 7. */
const SLIP_FROM = 15 * 60;

/** Draws the screen of serving at once: to fill in, refused, and with what was just saved beside it. */
@Injectable()
export class InstantScreen {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly instant: InstantService,
    private readonly dossiers: DossierQueryService,
    private readonly pages: PageRenderer,
  ) {}

  async show(request: WebRequest, by: Actor, { saved, procedure }: InstantQuery): Promise<string> {
    const t = this.pages.words(request);
    const done = saved === undefined ? null : await this.saved(saved, by, t);
    return this.draw(request, by, { chosen: procedure ?? '', saved: done });
  }

  /** As it was sent, with what was wrong beside its fields. */
  refused(request: WebRequest, by: Actor, error: DomainError): Promise<string> {
    const typed = typedFields(request.body);
    return this.draw(request, by, { chosen: typed['procedureCode'] ?? '', saved: null, typed, error });
  }

  private async draw(
    request: WebRequest,
    by: Actor,
    state: {
      readonly chosen: string;
      readonly saved: SavedInstantView | null;
      readonly typed?: Readonly<Record<string, string>>;
      readonly error?: DomainError;
    },
  ): Promise<string> {
    const t = this.pages.words(request);
    const { chosen, saved, typed = {}, error } = state;
    const [procedures, last] = await Promise.all([this.instant.procedures(by), this.instant.lastCitizen(by)]);
    const view = instantView(
      {
        procedures,
        chosen: likely(procedures, [chosen, last?.dossier.procedureCode]),
        typed,
        errors: error ? faultsOf(error, 'procedureCode', t) : [],
        again: last && { code: last.dossier.code, name: last.applicantName },
        saved,
        afternoon: minuteOfDay(this.clock.now()) > SLIP_FROM,
      },
      t,
    );
    return this.pages.page(request, 'counter/instant', view, { title: t('nav.instant') });
  }

  private async saved(code: string, by: Actor, t: Translator): Promise<SavedInstantView> {
    const { dossier, slip, people } = await this.dossiers.record(code, by);
    const href = `/dossiers/${encodeURIComponent(code)}`;
    const name = people.find(({ role }) => role === 'applicant')?.name ?? '';
    const given = dossier.status === 'returned';
    return {
      code,
      href,
      text: given
        ? t('counter.saved_given', { name })
        : t('counter.saved_later', { name, due: momentText(dossier.currentDueAt ?? dossier.lastEventAt, t) }),
      feeText: moneyText(slip.feeVnd, t),
      slipHref: given ? null : `${href}/receipt?size=a5`,
    };
  }
}

/** The procedure one goes on with: as before, else the one whose pages are counted. */
function likely(procedures: readonly ProcedureVersion[], wanted: readonly (string | undefined)[]): string {
  const codes = procedures.map(({ procedureCode }) => procedureCode);
  const known = wanted.find((code) => code !== undefined && codes.includes(code));
  return known ?? procedures.find(isPerPage)?.procedureCode ?? '';
}
