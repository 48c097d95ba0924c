import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import type { Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { refusalWords } from '../../platform/web/problem.view.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { FolderGrid, type GridResult, type GridRow } from './folder-grid.service.js';
import { FolderScreen } from './folder-screen.js';
import { folderView, printView, type FolderState, type TypedRow } from './folder-show.view.js';
import type { Folder } from './folder.js';
import { GridForm } from './folders.dto.js';
import { FoldersService } from './folders.service.js';

/** Some lines were refused: the answer is the page again, not a redirect. */
class PartlyDone extends Error {
  constructor(
    readonly done: number,
    readonly wrong: readonly Extract<GridResult, { error: unknown }>[],
  ) {
    super('not all was done');
  }
}

/** Forms on the page of a folder, and their answers. */
@Injectable()
export class FolderTurns {
  constructor(
    private readonly folders: FoldersService,
    private readonly grids: FolderGrid,
    private readonly screen: FolderScreen,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  /** @param done key of the sentence that says it is done; null: the page itself says so */
  take(
    posted: Posted,
    reply: FastifyReply,
    done: string | null,
    work: (folder: Folder, posted: Posted) => Promise<unknown>,
  ): Promise<void> {
    const { id, by, request } = posted;
    return this.turns.take(
      { request, reply },
      async () => {
        await work(await this.folders.findOpen(id, by), posted);
        return { next: `/letters/folders/${id}`, said: done === null ? null : this.pages.words(request)(done) };
      },
      (refusal) => this.again(posted, refusal),
    );
  }

  /** Lines of the grid, each with its own result: those that were refused stand there again with what was typed. */
  grid(posted: Posted, reply: FastifyReply): Promise<void> {
    return this.rows(posted, reply, async (folder) => {
      const { rows } = await readRequest(GridForm, posted.body);
      const lines = rows.filter(({ number, own, signed }) => number !== undefined || own === true || signed === true);
      if (lines.length === 0) throw nothingTyped();
      return this.grids.take(folder, lines.map(gridRow), posted.by, posted.write);
    });
  }

  /** One act on all letters of the folder it fits. */
  each(posted: Posted, reply: FastifyReply, what: 'approvals' | 'allocations'): Promise<void> {
    return this.rows(posted, reply, (folder) =>
      what === 'approvals'
        ? this.grids.approve(folder, posted.by, posted.write)
        : this.grids.allocate(folder, posted.by, posted.write),
    );
  }

  async draw(request: WebRequest, id: string, by: Actor, changes: Partial<FolderState>): Promise<string> {
    const t = this.pages.words(request);
    const state = await this.screen.show(id, changes.after ?? 0, by);
    const view = folderView({ ...state, typed: new Map(), errors: [], refusal: null, ...changes }, t);
    return this.pages.page(request, 'folders/show', view, { title: view.heading });
  }

  async progress(request: WebRequest, id: string, by: Actor): Promise<{ html: string; moves: boolean }> {
    const { print, parts } = await this.screen.show(id, 0, by);
    const view = printView(print, parts, id, this.pages.words(request));
    return { html: this.pages.fragment(request, 'folders/progress', { print: view }), moves: view.moves };
  }

  private async rows(
    posted: Posted,
    reply: FastifyReply,
    work: (folder: Folder) => Promise<readonly GridResult[]>,
  ): Promise<void> {
    const { request, id, by } = posted;
    const turn = { request, reply };
    const again = (refusal: Refusal): Promise<string> => this.again(posted, refusal);
    await this.turns
      .take(
        turn,
        async () => {
          const results = await work(await this.folders.findOpen(id, by));
          const wrong = results.flatMap((result) => ('error' in result ? [result] : []));
          if (wrong.length > 0) throw new PartlyDone(results.length - wrong.length, wrong);
          return {
            next: backTo(id, posted),
            said: this.pages.words(request)('folder.done', { count: results.length }),
          };
        },
        again,
      )
      .catch(async (error: unknown) => {
        if (!(error instanceof PartlyDone)) throw error;
        await this.turns.answer(turn, () => this.partly(posted, error), again);
      });
  }

  private partly(posted: Posted, { done, wrong }: PartlyDone): Promise<string> {
    const { request, id, by } = posted;
    const t = this.pages.words(request);
    const why = new Map(wrong.map(({ letterId, error }) => [letterId, this.why(request, error, t)]));
    const errors = [
      { href: '#grid', message: t('folder.partly', { done, wrong: wrong.length }) },
      ...wrong.slice(0, 5).map(({ letterId }) => ({ href: `#row-${letterId}`, message: why.get(letterId) ?? '' })),
    ];
    return this.draw(request, id, by, { after: afterOf(posted), typed: typedRows(posted, why), errors });
  }

  private why(request: WebRequest, error: DomainError, t: Translator): string {
    if (error.facts['why'] === 'reprint') return t('folder.reprint');
    if (error.code === 'letter.action_refused' && error.facts['state'] === 'drafted') return t('folder.not_approved');
    const [beside] = this.pages.fieldErrors(request, error.errors);
    if (beside) return beside.message;
    const { happened, todo } = refusalWords(error, t);
    return `${happened}. ${todo}`;
  }

  again(posted: Posted, { errors, sentence }: Refusal): Promise<string> {
    const { request, id, by } = posted;
    return this.draw(request, id, by, {
      after: afterOf(posted),
      typed: typedRows(posted, new Map()),
      errors: errors.map(({ message }) => ({ href: '#grid', message })),
      refusal: sentence,
    });
  }
}

function gridRow({ letterId, number, own, date, signed }: GridForm['rows'][number]): GridRow {
  return { letterId, number: number ?? null, own: own === true, date: date ?? null, signed: signed === true };
}

/** Where in the list they were. */
function afterOf({ body }: Posted): number {
  const typed = typedFields(body)['_after'] ?? (body as Record<string, unknown>)['_after'];
  return typeof typed === 'string' && /^\d{1,5}$/.test(typed) ? Number(typed) : 0;
}

function backTo(id: string, posted: Posted): string {
  const after = afterOf(posted);
  return `/letters/folders/${id}${after === 0 ? '' : `?after=${String(after)}`}`;
}

/** What stood in the lines of the grid, by letter; with why a line was refused. */
function typedRows({ body }: Posted, why: ReadonlyMap<string, string>): ReadonlyMap<string, TypedRow> {
  const typed = typedFields(body);
  const rows = new Map<string, TypedRow>();
  for (const [name, letterId] of Object.entries(typed)) {
    const [, index] = /^rows\.(\d+)\.letterId$/.exec(name) ?? [];
    if (index === undefined) continue;
    const of = (part: string): string => typed[`rows.${index}.${part}`] ?? '';
    rows.set(letterId, {
      number: of('number'),
      own: of('own') !== '',
      date: of('date'),
      signed: of('signed') !== '',
      wrong: why.get(letterId) ?? null,
    });
  }
  for (const [letterId, wrong] of why) {
    if (!rows.has(letterId)) rows.set(letterId, { number: '', own: false, date: '', signed: false, wrong });
  }
  return rows;
}

function nothingTyped(): DomainError {
  return new DomainError('request.invalid', 'nothing was typed into the grid', {}, [
    { field: 'rows', message: 'Chưa nhập số, chưa chọn cấp số hay đã ký ở dòng nào' },
  ]);
}
