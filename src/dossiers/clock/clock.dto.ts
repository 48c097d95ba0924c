import { PAYMENT_METHODS, type PaymentMethod } from '../../domain/dossier/acts/payment.js';
import type { PlainDate } from '../../domain/time/plain-date.js';
import { Bool, Day, Int, OneOf, Optional, Pattern, Text, Texts } from '../../platform/web/validation.js';

/** More than any land-use fee; beyond it a typing error is likelier. */
const MOST_VND = 1_000_000_000_000;
const GROUND = /^[a-z][a-z0-9_]{0,39}$/;
const ITEMS = [
  { min: 1, max: 30 },
  { min: 2, max: 200 },
] as const;

export class SupplementQuestionRequest {
  /** what is missing, each paper by itself: asked once and completely */
  @Texts(...ITEMS)
  items!: string[];

  @Text({ min: 10, max: 600, lines: true })
  reason!: string;

  /** should the receiver have seen it? Must be answered once the dossier has been accepted */
  @Optional()
  @Bool()
  receiversFault?: boolean;

  /** a leader's, for one request more than the procedure allows */
  @Optional()
  @Text({ min: 10, max: 600, lines: true })
  overrideReason?: string;
}

export class SupplementRequest {
  /** what the citizen brought */
  @Texts(...ITEMS)
  items!: string[];
}

export class PaymentNoticeRequest {
  @Int({ min: 1, max: MOST_VND })
  amountVnd!: number;

  /** which tax or fee, and by which notice */
  @Text({ min: 10, max: 600, lines: true })
  reason!: string;
}

export class PaymentConfirmationRequest {
  /** the day on the receipt */
  @Day()
  paidOn!: PlainDate;

  /** number of the receipt */
  @Text({ min: 1, max: 60 })
  reference!: string;
}

export class PaymentRequest {
  @Int({ min: 1, max: MOST_VND })
  amountVnd!: number;

  @OneOf(PAYMENT_METHODS)
  method!: PaymentMethod;

  /** of the transfer, the card slip or the receipt */
  @Optional()
  @Text({ min: 1, max: 60 })
  reference?: string;
}

export class ExtraTimeGrantRequest {
  /** one of the grounds of the procedure version */
  @Pattern(GROUND, 40, 'verification')
  ground!: string;

  /** in the limit's unit; working days for a same-day limit */
  @Int({ min: 1, max: 60 })
  amount!: number;

  /** the paper that grounds it, by number and date */
  @Text({ min: 3, max: 200 })
  document!: string;
}
