import { Code, Optional, OneOf, Pattern, Text } from '../../platform/web/validation.js';

const NAME = { min: 2, max: 200 };

/** A letter handed over at the desk: who took it, and their signature drawn on the screen or ticked. */
export class SignatureForm {
  @Text(NAME)
  name!: string;

  /** a picture the browser drew; left out without script */
  @Optional()
  @Pattern(/^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/, 300_000, 'data:image/png;base64,…')
  drawing?: string;

  /** without a drawing: signed on paper, or said so before the officer */
  @Optional()
  @OneOf(['on'])
  signed?: 'on';
}

export class PostingForm {
  /** number of the registered item, from the receipt of the post */
  @Optional()
  @Text({ min: 4, max: 40 })
  item?: string;
}

export class ReturnForm {
  /** as it stands on the envelope */
  @Text({ min: 2, max: 200 })
  reason!: string;
}

/** GET /letters/undelivered, /letters/postings */
export class DeliveryListQuery {
  @Optional()
  @Code()
  unit?: string;

  @Optional()
  @Pattern(/^[A-Za-z0-9_-]{1,200}$/, 200, 'eyJ…')
  cursor?: string;
}

/** GET /letters/:id/delivery/label */
export class LabelQuery {
  @Optional()
  @OneOf(['a4', 'a5'])
  size?: 'a4' | 'a5';
}
