import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { Allow } from '../../platform/web/access.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns } from '../../platform/web/page-turns.js';
import { type Caller, FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { UnitChangesService, type PlannedChange } from '../unit-changes.service.js';
import { unitFacts } from './unit-facts.js';
import { UnitClosureForm, UnitFactsForm, UnitMoveForm } from './unit-forms.dto.js';
import type { UnitActKey } from './unit-page.view.js';
import { UnitsScreen } from './units-screen.js';

/** A form posted from the page of a unit. */
interface UnitTurn {
  readonly code: string;
  readonly key: UnitActKey;
  readonly request: WebRequest;
  readonly reply: FastifyReply;
}

/** Renaming, moving and closing a unit, each from a day on. */
@Controller('units/:code')
export class UnitActsPages {
  constructor(
    private readonly changes: UnitChangesService,
    private readonly screen: UnitsScreen,
    private readonly idempotency: IdempotencyService,
    private readonly turns: PageTurns,
    private readonly pages: PageRenderer,
  ) {}

  @Post('changes')
  @Allow('admin')
  change(@FromForm() { code, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.plan({ code, key: 'changes', request, reply }, async () => {
      const form = await readRequest(UnitFactsForm, request.body);
      return { validFrom: form.validFrom, reason: form.reason ?? null, changes: unitFacts(form, code) };
    });
  }

  @Post('moves')
  @Allow('admin')
  move(@FromForm() { code, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.plan({ code, key: 'moves', request, reply }, async () => {
      const { validFrom, parentCode, reason = null } = await readRequest(UnitMoveForm, request.body);
      return { validFrom, reason, changes: { parentCode } };
    });
  }

  @Post('closures')
  @Allow('admin')
  close(@FromForm() { code, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.plan({ code, key: 'closures', request, reply }, async () => {
      const { validFrom, successorCode, reason = null } = await readRequest(UnitClosureForm, request.body);
      return {
        validFrom,
        reason,
        changes: { validTo: validFrom, ...(successorCode !== undefined && { successorCode }) },
      };
    });
  }

  /** Of a change whose day has not come. */
  @Post('changes/:id/cancellations')
  @Allow('admin')
  cancel(@FromForm() { by: actor, code, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.act({ code, key: 'cancellations', request, reply }, ({ write }) =>
      this.idempotency.once(write, () => this.changes.cancel(id, actor, write)),
    );
  }

  private plan(turn: UnitTurn, read: () => Promise<PlannedChange>): Promise<void> {
    return this.act(turn, async ({ by, write }) => {
      const planned = await read();
      await this.idempotency.once(write, () => this.changes.plan(turn.code, planned, by, write));
    });
  }

  private act({ code, key, request, reply }: UnitTurn, work: (caller: Caller) => Promise<unknown>): Promise<void> {
    let caller: Actor | null = null;
    return this.turns.take(
      { request, reply },
      async (asked) => {
        caller = asked.by;
        await work(asked);
        return { next: `/units/${code}`, said: this.pages.words(request)(`units.done.${key}`) };
      },
      (refusal) => {
        if (!caller) throw new Error('refused before anybody asked');
        return this.screen.show(request, caller, code, { key, refusal });
      },
    );
  }
}
