import { Body, Controller, Get, Header, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../domain/accounts/roles.js';
import type { IdempotentWrite, Outcome } from '../platform/idempotency/idempotency.js';
import { Allow, Authenticated } from '../platform/web/access.js';
import { markReplayed, markVersion } from '../platform/web/answer.js';
import { CurrentActor, Idempotency, IfMatch } from '../platform/web/request-parts.js';
import {
  CommentRequest,
  DeliveryRequest,
  IssuanceRequest,
  LetterRevisionRequest,
  LettersQuery,
  NewLetterRequest,
} from './apologies.dto.js';
import { ComposingService } from './composing.service.js';
import { DeliveriesService } from './deliveries.service.js';
import { IssuingService } from './issuing.service.js';
import { LetterPaperService } from './letter-paper.service.js';
import { LetterQueryService } from './letter-query.service.js';
import { letterJson, letterLineJson, messageJson, type LetterJson } from './letter.json.js';
import { CARRIERS, OFFICE, SIGNERS, WRITERS } from './letter-roles.js';
import { LettersService } from './letters.service.js';

/** Letters of apology, from the draft to the citizen's hands. */
@Controller('api/v1/letters')
export class LettersController {
  constructor(
    private readonly query: LetterQueryService,
    private readonly composing: ComposingService,
    private readonly letters: LettersService,
    private readonly issuing: IssuingService,
    private readonly deliveries: DeliveriesService,
    private readonly papers: LetterPaperService,
  ) {}

  @Get()
  @Authenticated()
  async list(@CurrentActor() by: Actor, @Query() query: LettersQuery): Promise<object> {
    const { lines, nextCursor } = await this.query.list(query, by);
    return { items: lines.map(letterLineJson), nextCursor };
  }

  @Post()
  @Allow(...WRITERS)
  async compose(
    @CurrentActor() by: Actor,
    @Body() { dossierCode, obligationIds, reason, sentence, reasonKey, fault, newDueAt }: NewLetterRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const words = {
      reason,
      sentence: sentence ?? null,
      reasonKey: reasonKey ?? null,
      fault,
      newDueAt: newDueAt ?? null,
    };
    const composition = { dossierCode, obligationIds: obligationIds ?? null, ...words };
    return this.answer(await this.composing.compose(composition, by, write), by, reply);
  }

  @Get(':id')
  @Authenticated()
  async show(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer({ resource: id, replayed: false }, by, reply);
  }

  @Patch(':id')
  @Allow(...WRITERS)
  async revise(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Body() revision: LetterRevisionRequest,
    @IfMatch() seen: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.letters.revise(id, revision, by, null, seen);
    return this.answer({ resource: id, replayed: false }, by, reply);
  }

  @Post(':id/approvals')
  @Allow(...SIGNERS)
  async approve(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Idempotency() write: IdempotentWrite | null,
    @IfMatch() seen: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer(await this.letters.approve(id, by, write, seen), by, reply);
  }

  @Post(':id/rejections')
  @Allow(...SIGNERS)
  async reject(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Body() { reason }: CommentRequest,
    @Idempotency() write: IdempotentWrite | null,
    @IfMatch() seen: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer(await this.letters.sendBack(id, reason, by, write, seen), by, reply);
  }

  /** Number, render, store, issue. The same key, or a letter left numbered by a crash, is finished and not done twice. */
  @Post(':id/issuances')
  @Allow(...OFFICE)
  async issue(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Body() { number }: IssuanceRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer(await this.issuing.issueFor(id, number ?? null, by, write), by, reply);
  }

  @Post(':id/voids')
  @Allow(...OFFICE)
  async void(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Body() { reason }: CommentRequest,
    @Idempotency() write: IdempotentWrite | null,
    @IfMatch() seen: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer(await this.letters.void(id, reason, by, write, seen), by, reply);
  }

  @Post(':id/deliveries')
  @Allow(...CARRIERS)
  async deliver(
    @CurrentActor() by: Actor,
    @Param('id') id: string,
    @Body() { channel, proof }: DeliveryRequest,
    @Idempotency() write: IdempotentWrite | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer(await this.deliveries.deliver(id, { channel, proof: proof ?? null }, by, write), by, reply);
  }

  @Get(':id/messages')
  @Authenticated()
  async messages(@CurrentActor() by: Actor, @Param('id') id: string): Promise<object> {
    const { messages } = await this.query.record(id, by);
    return { items: messages.map(messageJson) };
  }

  @Get(':id/letter.html')
  @Authenticated()
  @Header('content-type', 'text/html; charset=utf-8')
  async html(@CurrentActor() by: Actor, @Param('id') id: string): Promise<string> {
    return this.papers.html((await this.query.record(id, by)).facts);
  }

  /** The stored, issued paper; of a draft a preview with its number left open. */
  @Get(':id/letter.pdf')
  @Authenticated()
  async pdf(@CurrentActor() by: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { letter, facts } = await this.query.record(id, by);
    const content =
      letter.fileHash === null
        ? await this.papers.render(facts, letter.numberedAt ?? letter.draftedAt)
        : await this.papers.read(letter.fileHash);
    await reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${facts.dossier.code}.pdf"`)
      .send(content);
  }

  private async answer({ resource, replayed }: Outcome, by: Actor, reply: FastifyReply): Promise<LetterJson> {
    markReplayed(reply, replayed);
    const record = await this.query.record(resource, by);
    markVersion(reply, record.letter.version);
    return letterJson(record);
  }
}
