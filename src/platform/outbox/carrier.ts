import type { Instant } from '../../domain/time/instant.js';
import type { Message } from './outbox.repository.js';

/** A clear no, or nothing was ever handed over: the message has certainly not been taken. */
export class Refused extends Error {
  constructor(
    answer: string,
    /** trying again is pointless */
    readonly permanent: boolean,
  ) {
    super(answer);
    this.name = 'Refused';
  }
}

/** What the other side said when it took a message. */
export interface Taken {
  readonly answer: string;
  /** under which it knows the message; null when it keeps none */
  readonly lineId: string | null;
}

/** One message, complete: nothing is looked up any more. */
export type Delivery = () => Promise<Taken>;

/** An open line. Whatever fails before a delivery is begun may be tried again without a doubt. */
export interface CarrierLine {
  /** @throws Error when the message can never be carried @param at when it goes out */
  prepare(message: Message, at: Instant): Promise<Delivery>;
  close(): void;
}

/** Port of the outbox: who carries messages of some channels. A delivery throws `Refused`, or leaves it open. */
export interface Carrier {
  /** mails, or what is sealed for a line */
  readonly cargo: 'mail' | 'sealed';
  /** @throws Error when nobody answers: the messages wait */
  open(): Promise<CarrierLine>;
}
