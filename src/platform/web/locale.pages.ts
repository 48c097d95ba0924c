import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { isLocale } from '../templates/i18n.js';
import { Public } from './access.js';
import { Cookies } from './cookies.js';
import { localPath } from './locale.js';

/** Choosing a language is a link: it changes only this browser's cookie. */
@Controller('locale')
export class LocalePages {
  constructor(private readonly cookies: Cookies) {}

  @Get(':locale')
  @Public()
  choose(@Param('locale') locale: string, @Query('next') next: unknown, @Res() reply: FastifyReply): void {
    if (!isLocale(locale)) throw new DomainError('not_found', 'no such language');
    this.cookies.setLocale(reply, locale);
    void reply.redirect(localPath(typeof next === 'string' ? next : null), 303);
  }
}
