import { Bool, Int, Optional, Pattern } from '../../platform/web/validation.js';

/** A page of what would move; nothing is written. */
export class ReplanPreviewRequest {
  @Optional()
  @Int({ min: 1, max: 200 })
  limit?: number;

  /** `nextCursor` of the page before */
  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}

export class ReplanConfirmationRequest {
  /** `revision` of the list that was looked at */
  @Int({ min: 0, max: 2_000_000_000 })
  revision!: number;
}

export class ReplanPageQuery {
  /** of the page before */
  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}

/** A person lets dates move, from the page that showed which. */
export class ReplanForm extends ReplanConfirmationRequest {
  /** how many were shown to move */
  @Int({ min: 0, max: 2_000_000_000 })
  expected!: number;

  @Optional()
  @Bool()
  agreed?: boolean;
}
