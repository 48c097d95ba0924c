import type { PaperForm } from '../../domain/dossier/paper-forms.js';
import type { ReceiptFacts } from '../../domain/dossier/receipt-facts.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { code128 } from '../../platform/drawings/code-128.js';
import { qrCode } from '../../platform/drawings/qr-code.js';
import { capitals, writtenDate, writtenMoment } from '../../platform/templates/vietnamese.js';
import type { PaperLook } from './paper-look.js';

/** A line for somebody to write on. */
export const BLANK = '……………………';

/** Number and source of the form, its title, the marks of a reprint and of invented data: the top of every paper. */
export function topView(
  form: PaperForm & { readonly source: string },
  look: PaperLook,
  facts: { readonly illustration: boolean; readonly copyLabel: string | null },
): object {
  const { plain } = look;
  return {
    plain,
    invented: plain && facts.illustration,
    illustration: facts.illustration,
    formNo: form.number === null ? null : `Mẫu số ${form.number} (${form.source})`,
    title: form.title,
    copyLabel: facts.copyLabel,
    reprinted: look.reprintedAt === null ? null : `Bản in lại lúc ${writtenMoment(look.reprintedAt)}`,
  };
}

/** @param number e.g. `Mã hồ sơ: …`; empty where the paper has none */
export function headView({ superior, agency, place }: ReceiptFacts['letterhead'], number: string, at: Instant): object {
  return {
    superior: capitals(superior),
    agency: capitals(agency),
    number,
    subject: null,
    placeAndDate: `${place}, ${writtenDate(localDate(at))}`,
  };
}

/** Lines to write on where nothing is known. */
export function applicantView(applicant: ReceiptFacts['applicant']): object {
  const { name } = applicant;
  return {
    ...applicant,
    name: name === '' ? BLANK : name,
    address: applicant.address ?? BLANK,
    phone: applicant.phone ?? BLANK,
    contactName: applicant.contactName ?? null,
  };
}

/**
 * The code as bars for the desk's scanner; on the citizen's copy the secret in digits, and both as a QR code that leads
 * to the page of the dossier.
 */
export function numberBox(code: string, secret: string | null, address: string | null): object {
  return { code, barcode: code128(code), secret, qr: address === null ? null : qrCode(address) };
}

/**
 * Where a citizen sees how far the dossier is. Code and secret stand behind the `#`, which browsers do not send: no
 * log of any server on the way holds them. Never a number of a person.
 *
 * Source: reference 10; R35.
 */
export function trackingAddress(publicUrl: string, code: string, secret: string): string {
  return `${publicUrl}/tra-cuu#${encodeURIComponent(code)}/${secret}`;
}
