import type { Instant } from '../../domain/time/instant.js';
import { Int, IsoInstant, Optional, Pattern, Text } from '../../platform/web/validation.js';

export class PaperSessionRequest {
  /** when the desk began to work on paper */
  @IsoInstant()
  from!: Instant;

  /** when it ended, at the latest now */
  @IsoInstant()
  to!: Instant;

  @Text({ min: 10, max: 600, lines: true })
  reason!: string;
}

export class PaperSessionsQuery {
  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  /** `nextCursor` of the page before */
  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}
