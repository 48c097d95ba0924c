import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { DomainError } from '../../domain/errors.js';
import { readScan } from '../../domain/text/scan.js';
import { Allow } from '../../platform/web/access.js';
import { filesOf, TakesFiles } from '../../platform/web/form-files.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { CompletionRequest } from '../dossiers.dto.js';
import { faultsOf } from './counter-words.js';
import { CounterService } from './counter.service.js';
import { ResultsQuery } from './results.dto.js';
import { ResultsService, type Scan } from './results.service.js';
import { resultsView, type DoneView, type ResultsState } from './results.view.js';

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_SCANS = 5;

/** Kết quả về quầy: scanned in, put away, and told. */
@Controller('counter/results')
@Allow(...ACT_ROLES.complete)
export class ResultsPages {
  constructor(
    private readonly results: ResultsService,
    private readonly counter: CounterService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  async show(
    @Query() { code = '', done }: ResultsQuery,
    @CurrentActor() by: Actor,
    @Req() request: WebRequest,
  ): Promise<string> {
    const finished = done === undefined ? null : await this.done(done, by);
    return this.draw(request, by, { code: codeIn(code), done: finished });
  }

  @Post(':code')
  @TakesFiles()
  receive(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    const { by, code, seen: ifMatch, write, body, request } = posted;
    return this.turns.take(
      { request, reply },
      async () => {
        const asked = await readRequest(CompletionRequest, body);
        const { outcome, resultNumber = null, shelf = null, reason = null } = asked;
        if (outcome === 'refused' && reason === null) throw wrong('reason', 'counter.reason_missing');
        const result = { outcome, resultNumber, shelf, reason };
        await this.results.receive({ code, by, ifMatch, write }, result, await scansOf(body));
        return { next: `/counter/results?done=${encodeURIComponent(code)}`, said: null };
      },
      ({ typed }, error) => {
        const beside = error.code === 'request.unsupported_type' || error.code === 'request.too_large' ? 'scan' : '';
        return this.draw(request, by, { code, typed, errors: faultsOf(error, beside, this.pages.words(request)) });
      },
    );
  }

  private async done(code: string, by: Actor): Promise<DoneView | null> {
    const [row] = await this.counter.byCodes(by, [code]);
    if (!row) return null;
    return {
      code,
      href: `/dossiers/${encodeURIComponent(code)}`,
      toldAction: `/counter/messages/${encodeURIComponent(code)}`,
      shelf: row.dossier.settlement?.shelf ?? null,
      applicantName: row.applicantName,
      message: await this.results.message(code, by),
    };
  }

  private async draw(request: WebRequest, by: Actor, state: Partial<ResultsState>): Promise<string> {
    const t = this.pages.words(request);
    const { code = '' } = state;
    const [rows, lastShelf] = await Promise.all([
      this.counter.byCodes(by, code === '' ? [] : [code]),
      this.counter.lastShelf(by),
    ]);
    const view = resultsView({ code, row: rows[0] ?? null, done: null, lastShelf, typed: {}, errors: [], ...state }, t);
    return this.pages.page(request, 'counter/results', view, { title: t('nav.results') });
  }
}

/** A barcode holds the code, the QR of a receipt an address with it. */
function codeIn(text: string): string {
  const scan = readScan(text);
  return scan.kind === 'dossier' ? scan.code : text.trim().slice(0, 40);
}

/** @throws DomainError `request.too_large`; what a scan is, its bytes tell whoever keeps it */
async function scansOf(body: unknown): Promise<Scan[]> {
  const scans: Scan[] = [];
  for await (const { fileName, stream } of filesOf(body)) {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new DomainError('request.too_large', 'a scan is too large', { mostBytes: MOST_BYTES }); // prettier-ignore
      chunks.push(chunk);
    }
    if (bytes === 0) continue;
    if (scans.length === MOST_SCANS) throw wrong('scan', 'counter.scans_many');
    scans.push({ name: fileName === '' ? 'ket-qua' : fileName, content: Buffer.concat(chunks) });
  }
  return scans;
}

function wrong(field: string, message: string): DomainError {
  return new DomainError('request.invalid', 'this result cannot be taken in so', {}, [{ field, message }]);
}
