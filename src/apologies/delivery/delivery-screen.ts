import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Refusal } from '../../platform/web/page-turns.js';
import type { Caller, Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { DeliveryRooms } from './delivery-room.service.js';
import { PostingSheets } from './posting-sheets.js';
import { deliveryView, labelView, type DeliveryFormKey, type DeliveryState } from './delivery.view.js';

interface DeliveryTurn {
  readonly form: DeliveryFormKey;
  readonly posted: Posted;
  readonly reply: FastifyReply;
}

/** The page of one letter's delivery: as it is, or again after something that was not done. */
@Injectable()
export class DeliveryScreen {
  constructor(
    private readonly rooms: DeliveryRooms,
    private readonly sheets: PostingSheets,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  /** Throws as `DeliveryRooms.of`. */
  async show(request: WebRequest, by: Actor, id: string, state: DeliveryState = {}): Promise<string> {
    const t = this.pages.words(request);
    const room = await this.rooms.of(id, by);
    const view = deliveryView(room, state, t);
    return this.pages.page(request, 'letters/delivery', view, { title: view.title });
  }

  async label(request: WebRequest, by: Actor, id: string, size: 'a4' | 'a5'): Promise<string> {
    const t = this.pages.words(request);
    const view = this.sheets.label(labelView(await this.rooms.of(id, by), size, t));
    return this.pages.page(request, 'letters/paper', view, { title: view.title });
  }

  take({ form, posted, reply }: DeliveryTurn, work: (caller: Caller) => Promise<void>): Promise<void> {
    const { request, by, id } = posted;
    return this.turns.take(
      { request, reply },
      async (caller) => {
        await work(caller);
        return { next: `/letters/${id}/delivery`, said: this.pages.words(request)(`delivery.done_${form}`) };
      },
      (refusal) => this.again(request, by, id, form, refusal),
    );
  }

  number({ request, by, id }: Posted, reply: FastifyReply): Promise<void> {
    return this.turns.answer(
      { request, reply },
      async () => this.show(request, by, id, { number: (await this.rooms.number(id, by)) ?? 'none' }),
      (refusal) => this.again(request, by, id, 'numbers', refusal),
    );
  }

  private again(request: WebRequest, by: Actor, id: string, form: DeliveryFormKey, refusal: Refusal): Promise<string> {
    return this.show(request, by, id, { refused: { form, refusal } });
  }
}
