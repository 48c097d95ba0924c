import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { DomainError } from '../../domain/errors.js';
import { Allow } from '../../platform/web/access.js';
import { localPath } from '../../platform/web/locale.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { callerOf, type Caller } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import type { Request } from '../act-runner.js';
import { ActsService } from '../acts.service.js';
import { WorkService } from '../processing/work.service.js';
import { BulkAssignmentRequest, BulkHandOverRequest, BulkRequest } from './bulk.dto.js';
import { BulkService, type BulkItem } from './bulk.service.js';
import { bulkView, type BulkResource } from './bulk.view.js';

/** Rows ticked in a list, one act for all: back to the list when all is done, else what became of each. */
@Controller('dossiers/bulk')
export class BulkPages {
  constructor(
    private readonly bulk: BulkService,
    private readonly acts: ActsService,
    private readonly work: WorkService,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Post('hand-overs')
  @Allow(...ACT_ROLES.hand_over)
  handOver(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take('hand-overs', request, reply, async (caller, given) => {
      const asked = await readRequest(BulkHandOverRequest, addressed(given), true);
      const to = { unitCode: asked.unitCode, username: asked.username ?? null, note: asked.note ?? null };
      return this.each(asked.codes, caller, (one) => this.acts.handOver(one, to));
    });
  }

  /** Takes whatever is on its way to the caller. */
  @Post('acknowledgements')
  @Allow(...ACT_ROLES.acknowledge)
  acknowledge(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take('acknowledgements', request, reply, async (caller, given) => {
      const { codes } = await readRequest(BulkRequest, given, true);
      return this.each(codes, caller, (one) => this.acts.acknowledge(one, null));
    });
  }

  @Post('assignments')
  @Allow(...ACT_ROLES.assign)
  assign(@Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.take('assignments', request, reply, async (caller, given) => {
      const { codes, username } = await readRequest(BulkAssignmentRequest, given, true);
      return this.each(codes, caller, (one) => this.work.assign(one, username));
    });
  }

  private each(
    codes: readonly string[],
    { by, write }: Caller,
    act: (request: Request) => ReturnType<ActsService['handOver']>,
  ): Promise<BulkItem[]> {
    return this.bulk.each(codes, by, write, act);
  }

  private async take(
    resource: BulkResource,
    request: WebRequest,
    reply: FastifyReply,
    run: (caller: Caller, given: object) => Promise<BulkItem[]>,
  ): Promise<void> {
    const t = this.pages.words(request);
    const turn = { request, reply };
    const { given, next } = tickedIn(request.body);
    const draw = (items: readonly BulkItem[], errors: readonly string[]): string => {
      const view = bulkView(resource, items, errors, next, t);
      return this.pages.page(request, 'bulk/results', view, { title: view.heading });
    };
    const again = ({ errors, sentence }: { errors: readonly { message: string }[]; sentence: string | null }): string =>
      draw([], sentence === null ? errors.map(({ message }) => message) : [sentence]);
    await this.turns
      .take(
        turn,
        async () => {
          if (given.codes.length === 0) throw nothingTicked(t('bulk.none'));
          const items = await run(callerOf(request), given);
          if (items.some(({ done }) => !done)) throw new PartlyDone(items);
          return { next, said: t(`bulk.done.${resource}`, { count: items.length }) };
        },
        again,
      )
      .catch(async (error: unknown) => {
        if (!(error instanceof PartlyDone)) throw error;
        await this.turns.answer(turn, () => Promise.resolve(draw(error.items, [])), again);
      });
  }
}

/** Some were refused: the answer is a list, not a redirect. */
class PartlyDone extends Error {
  constructor(readonly items: readonly BulkItem[]) {
    super('not all was done');
  }
}

/** The ticked codes, one or many, with the other fields; and the list they were ticked in. */
function tickedIn(body: unknown): { given: { readonly codes: readonly string[] }; next: string } {
  const { returnTo, codes, ...fields } = (body ?? {}) as Record<string, unknown>;
  const said = Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('_')));
  const ticked = (Array.isArray(codes) ? (codes as unknown[]) : [codes]).filter((code) => typeof code === 'string');
  return { given: { ...said, codes: ticked }, next: typeof returnTo === 'string' ? localPath(returnTo) : '/work' };
}

/** `to` is a unit, or one person of it: `H45.20.05/minh.dv`. */
function addressed({ to, ...rest }: { to?: unknown }): object {
  const [unitCode = '', username] = typeof to === 'string' ? to.split('/') : [];
  return { ...rest, unitCode, ...(username === undefined ? {} : { username }) };
}

function nothingTicked(message: string): DomainError {
  return new DomainError('request.invalid', 'no dossier was ticked', {}, [{ field: 'codes', message }]);
}
