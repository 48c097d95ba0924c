import { createHash } from 'node:crypto';
import { Controller, Get, Param, Post, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { ACT_ROLES } from '../../domain/dossier/acts/permission.js';
import { DomainError } from '../../domain/errors.js';
import { IdempotencyService } from '../../platform/idempotency/idempotency.js';
import { Allow, Authenticated } from '../../platform/web/access.js';
import { describeFormFile, filesOf, TakesFiles, type FormFile } from '../../platform/web/form-files.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import type { Request } from '../act-runner.js';
import { DossierTurn } from '../dossier-turn.js';
import { ReasonRequest } from '../dossiers.dto.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import { DossierFilesService } from './dossier-files.service.js';
import { bytesOf, fileRefused } from './file-bytes.js';
import { PreviewsService } from './previews.service.js';

const MOST_FILES = 20;

/** Scans and photographs of a dossier: added from a desk or a phone, opened by who may see the dossier, and by no others. */
@Controller('dossiers/:code/files')
export class DossierFilesPages {
  constructor(
    private readonly files: DossierFilesService,
    private readonly previews: PreviewsService,
    private readonly idempotency: IdempotencyService,
    private readonly turn: DossierTurn,
  ) {}

  @Post()
  @TakesFiles()
  @Allow(...ACT_ROLES.attach)
  attach(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turn.take({ ...posted, key: 'files', reply }, (asked) => this.attachAll(posted, asked));
  }

  @Post(':id/removals')
  @Allow(...ACT_ROLES.remove_file)
  remove(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    const form = `removals-${posted.id}`;
    return this.turn.take({ ...posted, key: 'removals', form, reply }, async (asked) => {
      const { reason } = await readRequest(ReasonRequest, posted.body);
      return this.files.remove(asked, posted.id, reason);
    });
  }

  @Get(':id')
  @Authenticated()
  async open(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, content } = await this.files.read(code, id, by);
    const name = encodeURIComponent(file.name ?? file.id);
    void reply.header('content-disposition', `inline; filename*=UTF-8''${name}`);
    // The bytes under an address never change; whoever is signed out asks again and is refused.
    void reply.header('cache-control', 'private, no-cache');
    return new StreamableFile(content, { type: file.contentType });
  }

  /** The same small, for the list of the dossier's page. */
  @Get(':id/preview')
  @Authenticated()
  async preview(
    @CurrentActor() by: Actor,
    @Param() { code, id }: { code: string; id: string },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const content = await this.previews.of(code, id, by);
    void reply.header('cache-control', 'private, no-cache');
    return new StreamableFile(content, { type: 'image/jpeg' });
  }

  /** One after another: what was taken before a bad one stays, and the page says which one was bad. */
  private async attachAll(posted: Posted, asked: Request): Promise<void> {
    let count = 0;
    for await (const file of filesOf(posted.body)) {
      if (file.fileName === '') {
        file.stream.resume();
        continue;
      }
      count += 1;
      if (count > MOST_FILES) throw fileRefused('files', `Mỗi lần gửi nhiều nhất ${String(MOST_FILES)} tệp`);
      await this.attachOne(posted, asked, file, count === 1);
    }
    if (count === 0) throw fileRefused('files', 'Xin chọn ít nhất một tệp');
  }

  private async attachOne(posted: Posted, { code, by, ifMatch }: Request, file: FormFile, first: boolean) {
    const content = await bytesOf(file, 'files');
    const digest = createHash('sha256').update(content).digest('hex');
    const write = this.idempotency.part(describeFormFile(this.idempotency, posted.request, digest), digest);
    // The first file moves the version on; the others come from the same look at the page.
    const request = { code, by, ifMatch: first ? ifMatch : null, write };
    try {
      await this.files.attach(request, file.fileName, content);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'request.unsupported_type') throw error;
      throw fileRefused('files', `${file.fileName}: chỉ nhận PDF, JPEG hoặc PNG`);
    }
  }
}
