import { Optional, Pattern } from '../../platform/web/validation.js';

/** GET /letters/to-sign */
export class ToSignQuery {
  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}
