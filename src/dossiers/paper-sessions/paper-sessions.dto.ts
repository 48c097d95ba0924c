import type { Instant } from '../../domain/time/instant.js';
import { IsoInstant, Text } from '../../platform/web/validation.js';

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
