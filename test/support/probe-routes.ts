import { Body, Controller, Delete, Get, Module, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../src/domain/accounts/roles.js';
import { DomainError } from '../../src/domain/errors.js';
import type { IdempotentWrite } from '../../src/platform/idempotency/idempotency.js';
import { Accepts, Allow, Authenticated, Public, RateLimit } from '../../src/platform/web/access.js';
import { markVersion } from '../../src/platform/web/answer.js';
import { Cookies } from '../../src/platform/web/cookies.js';
import { PageRenderer } from '../../src/platform/web/page-renderer.js';
import type { WebRequest } from '../../src/platform/web/principal.js';
import { CurrentActor, demandVersion, Idempotency, IfMatch } from '../../src/platform/web/request-parts.js';
import { Int, Text } from '../../src/platform/web/validation.js';

class ProbeRequest {
  @Text({ min: 1, max: 20 })
  text!: string;

  @Int({ min: 0, max: 10 })
  amount!: number;
}

/** Routes of every kind, to ask the platform itself and no feature. */
@Controller('api/v1/probe')
class ProbeController {
  @Get('anyone')
  @Public()
  anyone(@CurrentActor() actor: Actor | null): object {
    return { who: actor?.username ?? null };
  }

  @Post('anyone')
  @Public()
  postAnyone(@CurrentActor() actor: Actor | null): object {
    return { who: actor?.username ?? null };
  }

  @Get('limited')
  @Public()
  @RateLimit({ limit: 3, perMinutes: 10 })
  limited(): object {
    return {};
  }

  @Get('signers')
  @Allow('leader', 'clerk')
  signers(): object {
    return {};
  }

  @Post('things')
  @Authenticated()
  make(@Body() body: ProbeRequest, @Idempotency() write: IdempotentWrite | null): object {
    return { ...body, write };
  }

  @Post('files')
  @Authenticated()
  @Accepts('text/csv')
  file(@Body() body: unknown): object {
    return { csv: typeof body === 'string' ? body : null };
  }

  @Post('versions/:name')
  @Authenticated()
  version(
    @Param('name') name: string,
    @IfMatch() seen: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): object {
    demandVersion(seen, 3);
    markVersion(reply, 4);
    return { name, seen };
  }

  @Delete('failures/:how')
  @Authenticated()
  fail(@Param('how') how: string): never {
    if (how === 'rule') {
      throw new DomainError('dossier.action_refused', 'not now', { status: 'completed', allowed: ['return'] });
    }
    throw new Error(`SELECT secret FROM "session" failed in ${how}`);
  }
}

@Controller('probe')
class ProbePages {
  constructor(
    private readonly pages: PageRenderer,
    private readonly cookies: Cookies,
  ) {}

  @Get('page')
  @Allow('receiver')
  page(@Req() request: WebRequest): string {
    const view = {
      status: 200,
      code: 'x',
      happened: 'Trang thử',
      safe: '',
      todo: '',
      errors: [],
      facts: [],
      links: [],
      reference: null,
    };
    return this.pages.page(request, 'errors/show', view, { title: 'Trang thử' });
  }

  @Post('page')
  @Allow('receiver')
  save(@Body() body: ProbeRequest, @Idempotency() write: IdempotentWrite | null, @Res() reply: FastifyReply): void {
    this.cookies.setFlash(reply, {
      kind: 'ok',
      text: `Đã lưu ${body.text} ${body.amount} ${write ? 'có khóa' : 'không khóa'}`,
    });
    void reply.redirect('/probe/page', 303);
  }

  @Get('failure')
  @Authenticated()
  fail(): never {
    throw new Error('SELECT secret FROM "session"');
  }
}

@Module({ controllers: [ProbeController, ProbePages] })
export class ProbeModule {}

@Controller('api/v1/silent')
class SilentController {
  @Get('route')
  route(): object {
    return {};
  }
}

@Controller('silent')
class SilentPages {
  @Get('page')
  page(): string {
    return '';
  }

  @Public()
  @Get('other')
  other(): string {
    return '';
  }
}

/** Two routes that forgot to say who may call them. */
@Module({ controllers: [SilentController, SilentPages] })
export class SilentModule {}
