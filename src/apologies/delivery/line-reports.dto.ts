import { LINE_REPORTS, type LineReport } from '../../domain/apology/message.js';
import type { Instant } from '../../domain/time/instant.js';
import { IsoInstant, OneOf, Optional, Pattern } from '../../platform/web/validation.js';

export class LineReportRequest {
  /** `requestId` of the message it was asked to send */
  @Pattern(/^[0-9a-f-]{36}$/, 36, '018c6d3e-…')
  requestId!: string;

  @OneOf(LINE_REPORTS)
  status!: LineReport;

  /** when it happened, by the line's clock */
  @IsoInstant()
  at!: Instant;

  /** the line's word for why not */
  @Optional()
  @Pattern(/^[\w.-]{1,60}$/, 60, 'user_not_found')
  reason?: string;

  /** HMAC-SHA-256 (hex) of `requestId`, `status` and the instant in UTC (`…Z`, milliseconds), one a line, by the shared key */
  @Pattern(/^[0-9a-f]{64}$/, 64, '9f86d081…')
  signature!: string;
}
