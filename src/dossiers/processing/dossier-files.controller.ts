import { Body, Controller, Get, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { DomainError } from '../../domain/errors.js';
import { toLocalIso } from '../../domain/time/instant.js';
import { Accepts, Allow, Authenticated } from '../../platform/web/access.js';
import { CurrentActor, OnTerms, type WriteTerms } from '../../platform/web/request-parts.js';
import { ActAnswer } from '../act-answer.js';
import { DossierFilesService } from './dossier-files.service.js';
import { ReasonRequest } from '../dossiers.dto.js';
import { FileQuery } from './work.dto.js';

@Controller('api/v1/dossiers/:code/files')
export class DossierFilesController {
  constructor(
    private readonly files: DossierFilesService,
    private readonly answer: ActAnswer,
  ) {}

  /** A PDF, JPEG or PNG as the body, 20 MB at most; judged by its bytes. */
  @Post()
  @Accepts('application/pdf', 'image/jpeg', 'image/png')
  @Allow(...ACT_ROLES.attach)
  async attach(
    @CurrentActor() by: Actor,
    @Param('code') code: string,
    @Query() { name }: FileQuery,
    @Body() body: unknown,
    @OnTerms() terms: WriteTerms,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (!Buffer.isBuffer(body)) {
      throw new DomainError(
        'request.unsupported_type',
        'send the file itself as application/pdf, image/jpeg or image/png',
      );
    }
    return this.answer.of(by, code, reply, await this.files.attach({ code, by, ...terms }, name, body));
  }

  @Get()
  @Authenticated()
  async list(@CurrentActor() by: Actor, @Param('code') code: string): Promise<object> {
    const files = await this.files.of(code, by);
    return {
      items: files.map(({ id, name, contentType, bytes, fileHash, addedAt, addedBy, removedAt, removedBy }) => ({
        id,
        name,
        contentType,
        bytes,
        sha256: fileHash,
        addedAt: toLocalIso(addedAt),
        addedBy,
        removedAt: removedAt && toLocalIso(removedAt),
        removedBy,
      })),
    };
  }

  /** Takes a file off the list, for a reason; the row and the bytes stay. */
  @Post(':id/removals')
  @Allow(...ACT_ROLES.remove_file)
  async remove(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @Body() { reason }: ReasonRequest,
    @OnTerms() terms: WriteTerms,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return this.answer.of(by, code, reply, await this.files.remove({ code, by, ...terms }, id, reason));
  }

  @Get(':id')
  @Authenticated()
  async read(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, content } = await this.files.read(code, id, by);
    const name = encodeURIComponent(file.name ?? file.id);
    void reply.header('content-disposition', `attachment; filename*=UTF-8''${name}`);
    return new StreamableFile(content, { type: file.contentType });
  }
}
