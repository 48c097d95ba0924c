import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/accounts/roles.js';
import { mayBeNamed } from '../../domain/text/citizen-card.js';
import { foldVietnamese } from '../../domain/text/fold.js';
import { readScan, type Scan } from '../../domain/text/scan.js';
import type { Clock } from '../../domain/time/instant.js';
import { CLOCK } from '../../platform/clock/clock.js';
import type { Translator } from '../../platform/templates/i18n.js';
import { typedFields } from '../../platform/web/forms.js';
import { ID_NUMBER, PHONE, TAX_CODE } from '../dossiers.dto.js';
import { formPart } from './intake-form.js';
import { KnownPeople, type KnownPerson, type PersonNumbers } from './known-people.service.js';
import { cardView, duplicatesView, NOBODY, recalledView, type PersonView } from './person.view.js';

/** What a form asks about the person: by a scan, by the key for the last one, by the numbers typed so far. */
export interface Asked {
  readonly scan: string;
  readonly last: boolean;
}

/** Finds who sits at the desk, for the form of intake and for whoever else takes people in. */
@Injectable()
export class PersonLookUp {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly known: KnownPeople,
  ) {}

  /** @param body the form as it stands */
  async find(body: unknown, { scan, last }: Asked, by: Actor, t: Translator): Promise<PersonView> {
    const found = last ? await this.last(by, t) : await this.scannedOrTyped(body, scan, by, t);
    return this.withDuplicates(found, body, by, t);
  }

  /** What the form knew already, when it is shown again. */
  async again(body: unknown, by: Actor, t: Translator): Promise<PersonView> {
    const [recall, doubtfulName] = [formPart(body, '_recall'), formPart(body, '_scanned')];
    const known = recall === '' ? null : await this.known.ofDossier(recall, by);
    const before = known === null ? NOBODY : { ...recalledView(known, t), fills: [] };
    const nameConfirmed = formPart(body, '_nameRight') !== '';
    return this.withDuplicates({ ...before, doubtfulName, nameConfirmed }, body, by, t);
  }

  /** Code of what the receiver took in last today; null before the first. */
  async lastCode(by: Actor): Promise<string | null> {
    return (await this.known.last(by, this.clock.now()))?.code ?? null;
  }

  private async last(by: Actor, t: Translator): Promise<PersonView> {
    const known = await this.known.last(by, this.clock.now());
    return known === null
      ? { ...NOBODY, note: { tone: 'neutral', text: t('intake.nobody_yet') } }
      : overwriting(recalledView(known, t));
  }

  private async scannedOrTyped(body: unknown, scan: string, by: Actor, t: Translator): Promise<PersonView> {
    const read: Scan = readScan(scan);
    if (read.kind === 'card') {
      const { idNumber, oldNumber, name } = read.card;
      const known =
        (await this.known.withNumbers({ idNumber }, by)) ??
        (oldNumber === null ? null : await this.known.withNumbers({ idNumber: oldNumber }, by));
      return cardView(read.card, known !== null && mayBeNamed(name, known.name) ? known : null, t);
    }
    if (scan.trim() !== '') return { ...NOBODY, note: { tone: 'soon', text: t('intake.scan_unread') } };
    return this.typed(body, by, t);
  }

  private async typed(body: unknown, by: Actor, t: Translator): Promise<PersonView> {
    const before = await this.again(body, by, t);
    const known = await this.known.withNumbers(numbersIn(body), by);
    if (known === null) return before;
    const name = typedFields(body)['applicant.name'] ?? '';
    const another = name.trim() !== '' && foldVietnamese(name) !== foldVietnamese(known.name);
    if (!another) return { ...recalledView(known, t), doubtfulName: before.doubtfulName };
    return { ...before, note: { tone: 'soon', text: t('intake.number_of_another', { name: known.name }) } };
  }

  private async withDuplicates(found: PersonView, body: unknown, by: Actor, t: Translator): Promise<PersonView> {
    const procedureCode = (typedFields(body)['procedureCode'] ?? '').trim();
    if (procedureCode === '') return found;
    const filled = found.fills.find(({ field }) => field === 'applicant.idNumber')?.value;
    const numbers = { ...numbersIn(body), ...(filled === undefined ? {} : numberParts(filled)) };
    const recalled = found.recall === '' ? null : found.recall;
    const open = await this.known.open({ numbers, recalled }, procedureCode, by);
    return { ...found, duplicates: duplicatesView(open, this.clock.now(), t) };
  }
}

/** The key for the last person is pressed to have them: what stood there before is not meant. */
function overwriting(view: PersonView): PersonView {
  return { ...view, fills: view.fills.map((each) => ({ ...each, over: true })) };
}

/** Whole numbers of a form; what is still being typed is none. */
function numbersIn(body: unknown): PersonNumbers {
  const typed = typedFields(body);
  const digits = (name: string): string => (typed[name] ?? '').replace(/[\s.]/g, '');
  const [phone, number] = [digits('applicant.phone'), digits('applicant.idNumber')];
  const organisation = typed['applicant.kind'] === 'organisation';
  return {
    ...(organisation ? (TAX_CODE.test(number) ? { taxCode: number } : {}) : numberParts(number)),
    ...(PHONE.test(phone) ? { phone } : {}),
  };
}

function numberParts(number: string): PersonNumbers {
  if (ID_NUMBER.test(number)) return { idNumber: number };
  return TAX_CODE.test(number) ? { taxCode: number } : {};
}

/** Is this the person that was recalled? Accents may be mended, nothing else. */
export function isSamePerson(known: Pick<KnownPerson, 'name' | 'kind'>, name: string, kind: string): boolean {
  return known.kind === kind && foldVietnamese(known.name) === foldVietnamese(name);
}
