import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/accounts/roles.js';
import { MOST_KEY_FILE_BYTES } from '../../platform/signatures/limits.js';
import { Allow } from '../../platform/web/access.js';
import { TakesFiles } from '../../platform/web/form-files.js';
import { PageRenderer } from '../../platform/web/page-renderer.js';
import { PageTurns, type Done, type Refusal } from '../../platform/web/page-turns.js';
import { FromForm, type Posted } from '../../platform/web/posted.js';
import type { WebRequest } from '../../platform/web/principal.js';
import { CurrentActor } from '../../platform/web/request-parts.js';
import { readRequest } from '../../platform/web/validation.pipe.js';
import { LetterListsService } from '../letter-lists.service.js';
import { formBytes, inWords } from '../../platform/web/form-bytes.js';
import { NewKeyForm } from './signatures.dto.js';
import { signingKeysView } from './signatures.view.js';
import { KEY_KEEPERS, SigningKeys } from './signing-keys.service.js';

const NOTHING: Refusal = { errors: [], sentence: null, typed: {} };

/** Certificates with their keys, by which units sign here. */
@Controller('signing-keys')
@Allow(...KEY_KEEPERS)
export class SigningKeysPages {
  constructor(
    private readonly keys: SigningKeys,
    private readonly lists: LetterListsService,
    private readonly pages: PageRenderer,
    private readonly turns: PageTurns,
  ) {}

  @Get()
  show(@CurrentActor() by: Actor, @Req() request: WebRequest): Promise<string> {
    return this.page(request, by, NOTHING);
  }

  @Post()
  @TakesFiles()
  add(@FromForm() { by, body, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const work = async (): Promise<Done> => {
      const { unitCode, password } = await readRequest(NewKeyForm, body);
      const { content } = await formBytes(body, MOST_KEY_FILE_BYTES);
      await this.keys.add(by, unitCode, { file: content, password });
      return this.done(request, 'signature.key_added');
    };
    return this.turns.take({ request, reply }, work, (refusal) => this.page(request, by, refusal));
  }

  @Post(':id/removals')
  remove(@FromForm() { by, id, request }: Posted, @Res() reply: FastifyReply): Promise<void> {
    const work = async (): Promise<Done> => {
      await this.keys.remove(by, id);
      return this.done(request, 'signature.key_removed');
    };
    return this.turns.take({ request, reply }, work, (refusal) => this.page(request, by, refusal));
  }

  private done(request: WebRequest, key: 'signature.key_added' | 'signature.key_removed'): Done {
    return { next: '/signing-keys', said: this.pages.words(request)(key) };
  }

  private async page(request: WebRequest, by: Actor, refusal: Refusal): Promise<string> {
    const t = this.pages.words(request);
    const [keys, units] = await Promise.all([this.keys.list(by), this.lists.choices(by)]);
    const facts = { keys, units, unitCode: by.unitCode, refused: inWords(refusal, t) };
    const view = signingKeysView(facts, t);
    return this.pages.page(request, 'letters/signing-keys', view, { title: t('signature.keys') });
  }
}
