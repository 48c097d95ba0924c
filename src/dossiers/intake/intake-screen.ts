import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import type { Dossier } from '../../domain/dossier/dossier.js';
import type { DomainError, FieldError } from '../../domain/errors.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { refusalWords } from '../../platform/web/problem.view.js';
import { ReceiptsService } from '../papers/receipts.service.js';
import { StandingsService } from '../standings.service.js';
import type { SavedView, SlipView } from './dossier-new.view.js';
import { formField, typedPapers } from './intake-form.js';
import { intakeView, savedView } from './intake-page.view.js';
import { papersView } from './papers.view.js';
import { PersonLookUp, type Asked } from './person-lookup.js';
import type { PersonView } from './person.view.js';
import { SlipPreview, type Chosen } from './slip-preview.js';
import { NO_SLIP } from './slip.view.js';

/** What a page of intake shows besides the empty form. */
interface Shown {
  readonly body?: unknown;
  readonly who?: PersonView;
  readonly errors?: readonly FieldError[];
  readonly slip?: SlipView;
  readonly saved?: SavedView;
}

/** Draws the intake page in its three states, to fill in, refused, saved; and the pieces of it that script asks for. */
@Injectable()
export class IntakeScreen {
  constructor(
    private readonly slips: SlipPreview,
    private readonly people: PersonLookUp,
    private readonly standings: StandingsService,
    private readonly receipts: ReceiptsService,
    private readonly pages: PageRenderer,
  ) {}

  async form(request: WebRequest, by: Actor, { body, who, errors = [], slip, saved }: Shown = {}): Promise<string> {
    const t = this.pages.words(request);
    const procedures = await this.slips.receivable(by);
    const none = procedures.length > 0 ? NO_SLIP : { ...NO_SLIP, refusal: await this.slips.noDesk(by, t) };
    const view = intakeView(
      {
        procedures,
        typed: typedFields(body),
        papers: typedPapers(body),
        who: who ?? (await this.people.again(body, by, t)),
        errors,
        slip: slip ?? none,
        saved: saved ?? null,
      },
      t,
    );
    return this.pages.page(request, 'dossiers/new', view, { title: t('nav.intake') });
  }

  /** The form again as it was sent, with what was wrong beside its fields. */
  async refused(request: WebRequest, by: Actor, body: unknown, error: DomainError): Promise<string> {
    const errors =
      error.code === 'idempotency.key_reused' ? await this.sentBefore(request, by) : this.faults(request, body, error);
    return this.form(request, by, { body, errors, slip: await this.slip(request, by, body) });
  }

  /** The form with the person in it who was scanned, recalled or found: the way of pages without script. */
  async withPerson(request: WebRequest, by: Actor, body: unknown, asked: Asked): Promise<string> {
    const who = await this.person(request, by, body, asked);
    return this.form(request, by, { body, who, slip: await this.slip(request, by, body) });
  }

  /** The same alone, for script to put in place. */
  async personPiece(request: WebRequest, by: Actor, body: unknown, asked: Asked): Promise<string> {
    const who = await this.person(request, by, body, asked);
    return this.pages.fragment(request, 'dossiers/person-piece', { who });
  }

  /** The slip and the checklist of what is chosen now, for script to put in place. */
  async slipPiece(request: WebRequest, by: Actor, body: unknown): Promise<string> {
    const chosen = chosenIn(body);
    const versions = await this.slips.receivable(by);
    const version = versions.find(({ procedureCode }) => procedureCode === chosen.procedureCode) ?? null;
    const slip = await this.slip(request, by, body);
    const papers = papersView(version, { ...typedPapers(body), listed: null }, []);
    return this.pages.fragment(request, 'dossiers/promise-preview', { slip, papers });
  }

  /** The slip has become the receipt; the form beside it is ready for whoever is next. */
  async saved(request: WebRequest, by: Actor, dossier: Dossier): Promise<string> {
    const t = this.pages.words(request);
    const [standing] = await this.standings.of([dossier]);
    if (!standing) throw new RangeError('one standing for every dossier');
    const { saved, slip } = savedView(dossier, standing, await this.paperOf(dossier, by), t);
    return this.form(request, by, { saved, slip });
  }

  /** What would be promised for what is chosen now. */
  slip(request: WebRequest, by: Actor, body: unknown): Promise<SlipView> {
    return this.slips.of(chosenIn(body), by, this.pages.words(request));
  }

  private person(request: WebRequest, by: Actor, body: unknown, asked: Asked): Promise<PersonView> {
    return this.people.find(body, asked, by, this.pages.words(request));
  }

  /** On the sheet the unit prints on. A result given at once needs no slip, and a filing has nothing to promise on one. */
  private async paperOf({ code, instant, acceptedAt }: Dossier, by: Actor): Promise<string | null> {
    if (instant || acceptedAt === null) return null;
    return (await this.receipts.html(code, undefined, by)).html;
  }

  /** A rule that looks at more than one field speaks beside the one that decides it. */
  private faults(request: WebRequest, body: unknown, error: DomainError): FieldError[] {
    const t = this.pages.words(request);
    if (error.errors.length > 0) {
      return this.pages
        .fieldErrors(request, error.errors)
        .map(({ field, message }) => ({ field: formField(field, body), message: ownWords(message, t) }));
    }
    if (error.facts['action'] === 'serve_now') return [{ field: 'instant', message: t('slip.no_instant') }];
    const { happened, todo } = refusalWords(error, t);
    return [{ field: 'procedureCode', message: `${happened}. ${todo}` }];
  }

  /** It was saved, the answer got lost, and the form was changed since: saving again would make another one. */
  private async sentBefore(request: WebRequest, by: Actor): Promise<FieldError[]> {
    const code = await this.people.lastCode(by);
    return [{ field: '', message: this.pages.words(request)('intake.wrong.sent_before', { code: code ?? '…' }) }];
  }
}

/** What the form itself demands is named by its key. */
function ownWords(message: string, t: Translator): string {
  return message.startsWith('intake.wrong.') ? t(message) : message;
}

function chosenIn(body: unknown): Chosen {
  const typed = typedFields(body);
  const ticked = (name: string): boolean => (typed[name] ?? '') !== '';
  return {
    procedureCode: (typed['procedureCode'] ?? '').trim(),
    instant: ticked('instant'),
    assisted: ticked('assisted'),
  };
}
