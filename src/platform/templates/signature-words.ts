import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import type { CheckedSignature } from '../signatures/check-signatures.js';
import type { Translator } from './i18n.js';
import { dayText, momentText } from './page-words.js';

/** An electronic signature in one sentence, and what is known of its certificate. */
export function signatureWords(
  signature: Pick<CheckedSignature, 'signer' | 'issuer' | 'serial' | 'validFrom' | 'validTo' | 'format' | 'trusted'> & {
    readonly at: Instant;
  },
  t: Translator,
): { readonly value: string; readonly hint: string } {
  const { signer, issuer, serial, validFrom, validTo, at, format, trusted } = signature;
  const days = { from: dayText(localDate(validFrom), t), to: dayText(localDate(validTo), t) };
  const hint = [
    t('signature.certificate', { serial, issuer, ...days }),
    t(format === 'CMS' ? 'signature.format_cms' : 'signature.format_pades'),
    ...(trusted ? [] : [t('signature.unknown')]),
  ];
  return { value: t('signature.by', { signer, moment: momentText(at, t) }), hint: hint.join(' ') };
}
