import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS } from './access.js';

/** Where Nest's routing decorators leave the method of a route. */
const METHOD = 'method';

/** Refuses to start while any route has not said who may call it: forgetting must be louder than a review. */
@Injectable()
export class DeclaredRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const silent = this.discovery.getControllers().flatMap(({ metatype }) => this.silentRoutes(metatype));
    if (silent.length > 0) {
      throw new Error(`these routes declare no @Allow, @Authenticated or @Public: ${silent.join(', ')}`);
    }
  }

  private silentRoutes(controller: unknown): string[] {
    if (typeof controller !== 'function') return [];
    const { prototype } = controller as { prototype: Record<string, () => unknown> };
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (!handler) return [];
      const method = this.reflector.get<RequestMethod | undefined>(METHOD, handler);
      if (method === undefined) return [];
      const access: unknown = this.reflector.getAllAndOverride(ACCESS, [handler, controller as () => unknown]);
      return access === undefined ? [`${RequestMethod[method]} ${controller.name}.${name}`] : [];
    });
  }
}
