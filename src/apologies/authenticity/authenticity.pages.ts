import { createHash } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { readMark } from '../../domain/apology/letter-mark.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import { Public, RateLimit } from '../../platform/web/access.js';
import { chosenFile, TakesFiles } from '../../platform/web/form-files.js';
import { typedFields } from '../../platform/web/forms.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { AuthenticityService, type Authenticity } from './authenticity.service.js';
import { authenticityView, findView, type Compared } from './authenticity.view.js';

/** More than any letter of ours, also a scanned one. */
const MOST_BYTES = 30 * 1024 * 1024;
const SHA_256 = /^[0-9a-f]{64}$/;

/** Where the QR code of a letter leads: anybody who holds a letter may ask whether it is genuine. */
@Controller('thu')
@Public()
export class AuthenticityPages {
  constructor(
    private readonly authenticity: AuthenticityService,
    private readonly pages: PageRenderer,
  ) {}

  /** For who types the mark from the paper. */
  @Get()
  @RateLimit({ limit: 60, perMinutes: 1 })
  find(@Query('ma') typed: unknown, @Req() request: WebRequest, @Res() reply: FastifyReply): void {
    const text = typeof typed === 'string' ? typed.slice(0, 300) : '';
    const mark = readMark(text);
    if (mark !== null) void reply.redirect(`/thu/${mark}`, 303);
    else if (text.trim() === '') void reply.send(this.finder(request, '', null));
    else void reply.status(422).send(this.finder(request, text, 'unreadable'));
  }

  @Get(':mark')
  @RateLimit({ limit: 60, perMinutes: 1 })
  async show(@Param('mark') typed: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('x-robots-tag', 'noindex');
    const mark = readMark(typed);
    const found = mark === null ? null : await this.authenticity.of(mark);
    if (mark === null || found === null) void reply.status(404).send(this.finder(request, typed, 'unknown'));
    else void reply.send(this.page(request, mark, found, null));
  }

  /** Compares a file, or its hash, with the file of record; nothing of it is kept. */
  @Post(':mark/checks')
  @RateLimit({ limit: 20, perMinutes: 1 })
  @TakesFiles()
  async check(
    @Param('mark') typed: string,
    @Body() body: unknown,
    @Req() request: WebRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('x-robots-tag', 'noindex');
    const mark = readMark(typed);
    const found = mark === null ? null : await this.authenticity.of(mark);
    if (mark === null || found === null) {
      void reply.status(404).send(this.finder(request, typed, 'unknown'));
      return;
    }
    const compared = found.standing === 'issued' ? await this.compared(request, body, found.fileHash) : null;
    const refused = typeof compared === 'object' && compared !== null;
    void reply.status(refused ? 422 : 200).send(this.page(request, mark, found, compared));
  }

  private async compared(request: WebRequest, body: unknown, fileHash: string): Promise<Compared> {
    const t = this.pages.words(request);
    const { sha256 = '' } = typedFields(body);
    const typed = sha256.replace(/[\s:]/g, '').toLowerCase();
    const wrong = (field: string, message: string): { errors: FieldError[]; typed: string } => ({
      errors: [{ field, message }],
      typed: sha256,
    });
    const file = await hashOfFile(body);
    if (file?.tooLarge === true) return wrong('file', t('authentic.file_too_large', { megabytes: 30 }));
    if (file === null && typed === '') return wrong('file', t('authentic.file_missing'));
    if (file === null && !SHA_256.test(typed)) return wrong('sha256', t('authentic.hash_wrong'));
    return (file?.hash ?? typed) === fileHash ? 'same' : 'different';
  }

  private page(request: WebRequest, mark: string, found: Authenticity, compared: Compared): string {
    const t = this.pages.words(request);
    const view = authenticityView(mark, found, compared, t);
    return this.pages.page(request, 'authenticity/show', view, { title: t('authentic.title') });
  }

  private finder(request: WebRequest, typed: string, problem: 'unknown' | 'unreadable' | null): string {
    const t = this.pages.words(request);
    return this.pages.page(request, 'authenticity/find', findView(typed.slice(0, 100), problem, t), {
      title: t('authentic.title'),
    });
  }
}

/** SHA-256 of the file somebody chose, as it streams past; null when there is none. */
async function hashOfFile(body: unknown): Promise<{ readonly hash: string; readonly tooLarge: boolean } | null> {
  const file = await chosenFile(body);
  if (file === null) return null;
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of file.stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Beyond the limit it is read to its end and forgotten: a sender who is cut off sees no answer.
    if (bytes <= MOST_BYTES) hash.update(chunk);
    else if (bytes > 4 * MOST_BYTES) throw new DomainError('request.too_large', 'the file is too large', { mostBytes: MOST_BYTES }); // prettier-ignore
  }
  return { hash: hash.digest('hex'), tooLarge: bytes > MOST_BYTES };
}
