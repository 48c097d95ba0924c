import { OneOf, Optional, Pattern, Text } from '../../platform/web/validation.js';

export const SCAN_MODES = ['hand_over', 'complete', 'return'] as const;
/** What is done with everything that is scanned. */
export type ScanMode = (typeof SCAN_MODES)[number];

export class ScansQuery {
  @Optional()
  @OneOf(SCAN_MODES)
  mode?: ScanMode;
}

export class ScansRequest {
  @OneOf(SCAN_MODES)
  mode!: ScanMode;

  /** what the reader read, a line each */
  @Text({ min: 1, max: 20_000, lines: true })
  codes!: string;

  /** a unit, or one person of it: `H45.20.05/minh.dv` */
  @Optional()
  @Pattern(/^[A-Za-z0-9._-]{1,40}(?:\/[A-Za-z0-9._-]{1,60})?$/, 101, 'H45.20.05')
  to?: string;

  @Optional()
  @Text({ min: 1, max: 30 })
  shelf?: string;

  /** the box of the reader: left out when the form is sent */
  @Optional()
  @Text({ min: 0, max: 1000 })
  scan?: string;
}
