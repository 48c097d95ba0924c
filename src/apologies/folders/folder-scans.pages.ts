import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { DomainError } from '../../domain/errors.js';
import { Allow } from '../../platform/web/access.js';
import { filesOf, TakesFiles } from '../../platform/web/form-files.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { OFFICE } from '../letter-roles.js';
import { FolderRunner } from './folder-runner.js';
import { FolderTurns } from './folder-turns.js';
import type { Folder } from './folder.js';
import { OneLetterForm, PageForm } from './folders.dto.js';
import { FoldersService } from './folders.service.js';
import { ScansService } from './scans.service.js';
import { SettlingService } from './settling.service.js';

/** What comes back of a folder: files of scanned sheets, and pages nobody could place. */
@Controller('letters/folders/:id')
@Allow(...OFFICE)
export class FolderScansPages {
  constructor(
    private readonly folders: FoldersService,
    private readonly scans: ScansService,
    private readonly settling: SettlingService,
    private readonly runner: FolderRunner,
    private readonly turns: FolderTurns,
  ) {}

  /** The pages are read after the answer; what they came to is read on the page it leads to. */
  @Post('scans')
  @TakesFiles()
  upload(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(posted, reply, 'folder.uploaded', async (folder, { by, body }) => {
      const taken = await this.receive(folder, body, by);
      this.runner.kick();
      if (taken === 0) throw nothingSent();
    });
  }

  @Post('pages')
  decide(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(posted, reply, 'folder.decided', async (folder, { by, body }) => {
      const { scan, page: number, act, letterId } = await readRequest(PageForm, body);
      const page = await this.scans.page(folder.id, scan, number);
      if (act === 'discard') {
        await this.scans.discard(page, by);
        return;
      }
      if (letterId === undefined) throw noLetter();
      await this.scans.assign(folder, page, letterId, by);
      await this.settling.settle(folder.id, by);
    });
  }

  /** The sheets that came are all there are. */
  @Post('completions')
  complete(@FromForm() posted: Posted, @Res() reply: FastifyReply): Promise<void> {
    return this.turns.take(posted, reply, 'folder.decided', async (folder, { by, body }) => {
      const { letterId } = await readRequest(OneLetterForm, body);
      await this.scans.complete(folder, letterId);
      await this.settling.settle(folder.id, by);
    });
  }

  @Get('scans/:scan/pages/:page')
  async page(
    @Param('id') id: string,
    @Param('scan') scan: string,
    @Param('page') page: string,
    @CurrentActor() by: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const folder = await this.folders.find(id, by);
    const found = await this.scans.page(folder.id, scan, /^\d{1,3}$/.test(page) ? Number(page) : -1);
    const pdf = await this.settling.picture(found);
    await reply
      .type('application/pdf')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'inline; filename="trang-quet.pdf"')
      .send(pdf);
  }

  /** @returns how many files came, those that were there before included */
  private async receive(folder: Folder, body: unknown, by: Actor): Promise<number> {
    let files = 0;
    for await (const file of filesOf(body)) {
      if (file.fileName === '') {
        file.stream.resume();
        continue;
      }
      files += 1;
      await this.scans.receive(folder, file, by);
    }
    return files;
  }
}

function nothingSent(): DomainError {
  return new DomainError('request.invalid', 'no file was chosen', {}, [
    { field: 'files', message: 'Chưa chọn tệp quét nào' },
  ]);
}

function noLetter(): DomainError {
  return new DomainError('request.invalid', 'to which letter does the page belong', {}, [
    { field: 'letterId', message: 'Chọn thư mà trang này thuộc về' },
  ]);
}
