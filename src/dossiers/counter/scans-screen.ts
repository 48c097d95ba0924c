import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { DomainError } from '../../domain/errors.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import type { BulkItem } from '../bulk/bulk.service.js';
import { faultsOf, reasonOf } from './counter-words.js';
import { CounterService } from './counter.service.js';
import { SCAN_MODES, type ScanMode } from './scans.dto.js';
import { ScansService, type ScannedLine } from './scans.service.js';
import { receiverGroups, scanLine, scansView, type ScansState } from './scans.view.js';

/** Draws the screen of scans: empty, looked at, done in part, refused. */
@Injectable()
export class ScansScreen {
  constructor(
    private readonly scans: ScansService,
    private readonly counter: CounterService,
    private readonly pages: PageRenderer,
  ) {}

  form(request: WebRequest, by: Actor, mode: ScanMode | null): Promise<string> {
    return this.draw(request, by, mode === null ? {} : { mode });
  }

  /** The lines alone, for the list on the page. */
  piece(request: WebRequest, lines: readonly ScannedLine[], mode: ScanMode): string {
    const t = this.pages.words(request);
    return this.pages.fragment(request, 'counter/scan-lines', { lines: lines.map((line) => scanLine(line, mode, t)) });
  }

  looked(request: WebRequest, by: Actor, mode: ScanMode, lines: readonly ScannedLine[]): Promise<string> {
    const t = this.pages.words(request);
    const typed = typedFields(request.body);
    return this.draw(request, by, { mode, typed, lines: lines.map((line) => scanLine(line, mode, t)) });
  }

  /** What became of each; what was not done stays among the codes. */
  performed(
    request: WebRequest,
    by: Actor,
    mode: ScanMode,
    lines: readonly ScannedLine[],
    items: readonly BulkItem[],
  ): Promise<string> {
    const t = this.pages.words(request);
    const shown = lines.map((line) => {
      const item = items.find(({ code }) => code === line.code);
      const view = scanLine(line, mode, t);
      if (!item) return { view, left: true };
      if (item.done) return { view: { ...view, fits: true, note: t('counter.scan_done'), badges: [] }, left: false };
      const { code, detail, facts } = item.error;
      return { view: { ...view, fits: false, note: reasonOf(new DomainError(code, detail, facts), t) }, left: true };
    });
    const typed = { ...typedFields(request.body), codes: shown.filter(({ left }) => left).map(({ view }) => view.text).join('\n') }; // prettier-ignore
    const done = items.filter((item) => item.done).length;
    return this.draw(request, by, { mode, typed, lines: shown.map(({ view }) => view), done });
  }

  refused(request: WebRequest, by: Actor, error: DomainError): Promise<string> {
    const typed = typedFields(request.body);
    const mode = SCAN_MODES.find((each) => each === typed['mode']) ?? 'complete';
    return this.draw(request, by, { mode, typed, errors: faultsOf(error, 'codes', this.pages.words(request)) });
  }

  doneText(request: WebRequest, mode: ScanMode, count: number): string {
    return this.pages.words(request)(`counter.scanned.${mode}`, { count });
  }

  private async draw(request: WebRequest, by: Actor, state: Partial<ScansState>): Promise<string> {
    const t = this.pages.words(request);
    const [receivers, shelf] = await Promise.all([this.scans.receivers(by), this.counter.lastShelf(by)]);
    const mayReturn = hasRole(by, ...ACT_ROLES.return);
    const modes = SCAN_MODES.filter((each) => each !== 'return' || mayReturn);
    const view = scansView(
      {
        modes,
        mode: mayReturn ? 'return' : 'complete',
        receivers: receiverGroups(receivers, t),
        shelf,
        typed: {},
        errors: [],
        lines: [],
        done: 0,
        ...state,
      },
      t,
    );
    return this.pages.page(request, 'counter/scans', view, { title: t('nav.scans') });
  }
}
