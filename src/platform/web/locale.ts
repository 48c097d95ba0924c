import type { FastifyRequest } from 'fastify';
import { isLocale, type Locale } from '../templates/i18n.js';
import type { Cookies } from './cookies.js';
import { isForPrograms } from './principal.js';

/**
 * The reader's language: chosen by cookie; programs may also say Accept-Language. Pages do not listen to it, because
 * an English Windows on a desk says nothing about who sits there. Vietnamese unless told otherwise.
 */
export function localeOf(request: FastifyRequest, cookies: Cookies): Locale {
  const chosen = cookies.locale(request);
  if (chosen) return chosen;
  return isForPrograms(request) ? accepted(request.headers['accept-language'] ?? '') : 'vi';
}

function accepted(header: string): Locale {
  const wishes = header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', quality = ''] = part.trim().split(/;\s*q=/);
      return { locale: tag.slice(0, 2).toLowerCase(), quality: quality === '' ? 1 : Number(quality) };
    })
    .filter(({ locale, quality }) => isLocale(locale) && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return (wishes[0]?.locale ?? 'vi') as Locale;
}

const ELSEWHERE = /[\\\p{Cc}]/u;

/**
 * Where to go after signing in or choosing a language: only a path of ours, whatever the link said.
 *
 * @returns `/` for anything that could lead elsewhere
 */
export function localPath(wish: string | null | undefined): string {
  if (!wish?.startsWith('/') || wish.startsWith('//') || wish.length > 500 || ELSEWHERE.test(wish)) return '/';
  const base = 'http://here.invalid';
  if (!URL.canParse(wish, base)) return '/';
  const url = new URL(wish, base);
  // `/..//evil.example` is a path of ours until it is tidied, and another host afterwards.
  const ours = url.origin === base && !url.pathname.startsWith('//');
  return ours ? `${url.pathname}${url.search}` : '/';
}
