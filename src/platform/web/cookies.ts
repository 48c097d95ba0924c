import type { CookieSerializeOptions } from '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../config/app-config.js';
import { Keys, sameSecret } from '../keys/keys.js';
import { isLocale, type Locale } from '../templates/i18n.js';

export interface Flash {
  readonly kind: 'ok' | 'error' | 'info';
  readonly text: string;
}

const YEAR_SECONDS = 365 * 24 * 3600;
const GUEST_SECONDS = 4 * 3600;
const FLASH_SECONDS = 60;
const DEVICE_SECONDS = 30 * 24 * 3600;

/**
 * Every cookie of ours: HttpOnly, SameSite=Lax, by Max-Age (desk clocks are wrong), and behind TLS Secure with the
 * `__Host-` prefix, so that no neighbouring host can plant one.
 */
@Injectable()
export class Cookies {
  private readonly secure: boolean;

  constructor(
    @Inject(AppConfig) private readonly config: AppConfig,
    private readonly keys: Keys,
  ) {
    this.secure = config.PUBLIC_URL.startsWith('https:');
  }

  session(request: FastifyRequest): string | null {
    return this.read(request, 'session');
  }

  setSession(reply: FastifyReply, token: string): void {
    this.write(reply, 'session', token, this.config.SESSION_HOURS * 3600);
  }

  endSession(reply: FastifyReply): void {
    this.clear(reply, 'session');
  }

  /** Names a browser before anybody is signed in, so that the log-in form too can be bound to it. */
  guest(request: FastifyRequest): string | null {
    return this.read(request, 'guest');
  }

  setGuest(reply: FastifyReply, guest: string): void {
    this.write(reply, 'guest', guest, GUEST_SECONDS);
  }

  /** Names a PC that is registered for a desk; kept on when somebody signs in there. */
  device(request: FastifyRequest): string | null {
    return this.read(request, 'device');
  }

  setDevice(reply: FastifyReply, token: string): void {
    this.write(reply, 'device', token, DEVICE_SECONDS);
  }

  endDevice(reply: FastifyReply): void {
    this.clear(reply, 'device');
  }

  /** What the next page says once, e.g. that something was saved. Signed: nobody else may put words on our pages. */
  setFlash(reply: FastifyReply, flash: Flash): void {
    const body = Buffer.from(JSON.stringify(flash)).toString('base64url');
    this.write(reply, 'flash', `${body}.${this.keys.mac('csrf', `flash|${body}`)}`, FLASH_SECONDS);
  }

  flash(request: FastifyRequest): Flash | null {
    const [body = '', mac = ''] = (this.read(request, 'flash') ?? '').split('.');
    if (!sameSecret(mac, this.keys.mac('csrf', `flash|${body}`))) return null;
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Flash;
  }

  endFlash(reply: FastifyReply): void {
    this.clear(reply, 'flash');
  }

  locale(request: FastifyRequest): Locale | null {
    const value = this.read(request, 'locale');
    return value !== null && isLocale(value) ? value : null;
  }

  setLocale(reply: FastifyReply, locale: Locale): void {
    this.write(reply, 'locale', locale, YEAR_SECONDS);
  }

  private read(request: FastifyRequest, name: string): string | null {
    const value = request.cookies[this.named(name)];
    return value === undefined || value === '' ? null : value;
  }

  private write(reply: FastifyReply, name: string, value: string, maxAge: number): void {
    void reply.setCookie(this.named(name), value, { ...this.options(), maxAge });
  }

  private clear(reply: FastifyReply, name: string): void {
    void reply.setCookie(this.named(name), '', { ...this.options(), maxAge: 0 });
  }

  private named(name: string): string {
    return this.secure ? `__Host-${name}` : name;
  }

  private options(): CookieSerializeOptions {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure };
  }
}
