import { RADAR_KINDS, type RadarKind } from '../../domain/kpi/radar.js';
import { Code, OneOf, Optional, Pattern, Text } from '../../platform/web/validation.js';

/** GET /reports/radar */
export class RadarQuery {
  @Optional()
  @Code()
  unit?: string;

  @Optional()
  @Pattern(/^\d{4}-(0[1-9]|1[0-2])$/, 7, '2023-06')
  month?: string;

  @Optional()
  @OneOf(RADAR_KINDS)
  kind?: RadarKind;

  @Optional()
  @Text({ min: 1, max: 60 })
  officer?: string;

  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}

/** POST /reports/radar/{id}/looks */
export class RadarLookRequest {
  @Text({ min: 5, max: 300 })
  note!: string;
}
