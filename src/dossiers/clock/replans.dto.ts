import { Int } from '../../platform/web/validation.js';
import { ListQuery } from '../../platform/web/list.dto.js';

/** A page of what would move; nothing is written. */
export class ReplanPreviewRequest extends ListQuery {}

export class ReplanConfirmationRequest {
  /** `revision` of the list that was looked at */
  @Int({ min: 0, max: 2_000_000_000 })
  revision!: number;
}
