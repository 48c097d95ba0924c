import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ApiDocsController } from './api-docs.controller.js';
import { Cookies } from './cookies.js';
import { CsrfTokens } from './csrf.js';
import { DeclaredRoutes } from './declared-routes.js';
import { HealthController } from './health.controller.js';
import { LocalePages } from './locale.pages.js';
import { PageRenderer, SITE, type Site } from './page-renderer.js';
import { PageTurns } from './page-turns.js';
import { ProblemFilter } from './problem.filter.js';
import { RateLimiter } from './rate-limiter.js';
import { RequestFrameGuard } from './request-frame.guard.js';
import { RequestPipe } from './validation.pipe.js';

/** HTTP for every feature: who may, what comes in, how it is refused, the frame of pages. */
@Global()
@Module({})
export class WebModule {
  /**
   * @param site what the composition root tells every page; the SESSION_READER comes from accounts
   * @param modules where the site finds what it asks for
   */
  static with(site: new (...args: never[]) => Site, modules: readonly (new () => object)[]): DynamicModule {
    return {
      module: WebModule,
      imports: [DiscoveryModule, ...modules],
      controllers: [HealthController, LocalePages, ApiDocsController],
      providers: [
        Cookies,
        CsrfTokens,
        DeclaredRoutes,
        PageRenderer,
        PageTurns,
        RateLimiter,
        { provide: SITE, useClass: site },
        { provide: APP_GUARD, useClass: AccessGuard },
        // In this order: the second knows who the first found.
        { provide: APP_GUARD, useClass: RequestFrameGuard },
        { provide: APP_PIPE, useClass: RequestPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [Cookies, PageRenderer, PageTurns, RateLimiter],
    };
  }
}
