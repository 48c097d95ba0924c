/** A message as a line of Zalo (ZNS) or SMS takes it: an approved template with its parameters, never free text. */
export interface GatewayRequest {
  /** ours, the same for every attempt: the line sends a message once, however often it is asked */
  readonly requestId: string;
  readonly channel: 'zalo' | 'sms';
  /** approved beforehand by whoever runs the line */
  readonly templateId: string;
  /** the number, digits only, from 84 on */
  readonly recipient: string;
  /** at most ten, each at most `MAX_PARAM` characters */
  readonly params: Readonly<Record<string, string>>;
  /** the one place for an address; none in the text (Zalo’s rule) */
  readonly button: { readonly label: string; readonly url: string } | null;
}

export const MAX_PARAMS = 10;
export const MAX_PARAM = 400;

/** Port. One small door to whoever sends Zalo and SMS for the office. */
export interface Gateway {
  /**
   * @returns under which id the line knows it
   * @throws Refused when it was certainly not taken; any other error leaves it open
   */
  send(request: GatewayRequest): Promise<{ readonly id: string }>;
}

/** Injection token of the port; null where no line is configured. */
export const GATEWAY = Symbol('Gateway');

/** `0905 123 456` as lines want it: `84905123456`. @returns null for what is no mobile number of this country */
export function lineNumber(phone: string): string | null {
  const digits = phone.replace(/[\s.()-]/g, '').replace(/^\+?84/, '0');
  return /^0\d{9}$/.test(digits) ? `84${digits.slice(1)}` : null;
}
