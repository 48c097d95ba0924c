import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Role } from '../../src/domain/accounts/roles.js';
import { ACCESS, type Access } from '../../src/platform/web/access.js';

/** A page that somebody can open. */
export interface PageRoute {
  /** with its parameters as the route names them: `/letters/:id` */
  readonly path: string;
  /** null: everybody who is signed in, or nobody in particular */
  readonly roles: readonly Role[] | null;
}

/** Every GET route of the classes of pages, as the application itself knows them: a new page cannot be forgotten. */
export function pageRoutes(app: NestFastifyApplication): PageRoute[] {
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  const scanner = new MetadataScanner();
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function' || !metatype.name.endsWith('Pages')) return [];
    const prototype = metatype.prototype as Record<string, () => unknown>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      if (Reflect.getMetadata('method', handler) !== RequestMethod.GET) return [];
      const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, metatype)) as Access;
      const path = [metatype, handler].map((part) => String(Reflect.getMetadata('path', part) ?? '')).join('/');
      return [
        {
          path: `/${path.split('/').filter(Boolean).join('/')}`,
          roles: access.kind === 'roles' ? access.anyOf : null,
        },
      ];
    });
  });
}
