import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { translator } from '../../platform/templates/i18n.js';
import { momentText } from '../../platform/templates/page-words.js';
import { midSentence, shortMoment, writtenDue } from '../../platform/templates/vietnamese.js';
import type { MessageWordingKind } from '../../wordings/message-fields.js';
import type { WordingFacts } from '../../wordings/wording-rendering.js';
import { WordingsService } from '../../wordings/wordings.service.js';
import { letterTitle } from '../letter.view.js';
import { voiceOf } from './letter-phrases.js';

/** How a letter is announced by e-mail. */
export interface MailOpening {
  readonly subject: string;
  /** HTML of the small set papers are written in, above the letter itself */
  readonly html: string;
}

/** The words that lead to a letter: the head of its mail, a message to a telephone. */
@Injectable()
export class LetterOpenings {
  constructor(private readonly wordings: WordingsService) {}

  /** @returns null for a letter of before units had words of their own: it goes out as it did */
  async mail(facts: LetterFacts): Promise<MailOpening | null> {
    const { wording, date } = facts;
    if (wording === undefined || date === null) return null;
    const { unitCode } = wording;
    const said = (kind: MessageWordingKind): Promise<string> =>
      this.wordings.text(kind, unitCode, date, openingFields(facts, kind));
    // In English only where the unit has written it: most citizens would read it in vain.
    const english = (await this.wordings.inForce('mail-cover-en', unitCode, date)).version !== null;
    const parts = [await said('mail-cover'), ...(english ? [await said('mail-cover-en')] : [])];
    return { subject: await said('mail-subject'), html: parts.join('\n') };
  }

  /** At most 400 characters of plain text, without an address; null as `mail`. */
  async message(facts: LetterFacts): Promise<string | null> {
    const { wording, date } = facts;
    if (wording === undefined || date === null) return null;
    const text = await this.wordings.text(
      'message-letter',
      wording.unitCode,
      date,
      openingFields(facts, 'message-letter'),
    );
    return text.slice(0, 400);
  }
}

/** Facts of a letter as the words round it may say them; '' for what it does not have. */
function openingFields(facts: LetterFacts, kind: MessageWordingKind): WordingFacts {
  const { newDueAt, dossier, recipient, checkUrl, hotline, number } = facts;
  const { you, agency } = voiceOf(facts);
  const [title = ''] = letterTitle(facts).split(', hồ sơ ');
  return {
    you,
    agency,
    code: dossier.code,
    number: number ?? '……',
    paper: midSentence(title),
    applicant: recipient.name,
    procedure: midSentence(dossier.procedureName),
    newDueAt: newDueAt === null ? '' : dueIn(kind, newDueAt),
    check: checkUrl ?? '',
    hotline: hotline ?? '',
  };
}

function dueIn(kind: MessageWordingKind, newDueAt: NonNullable<LetterFacts['newDueAt']>): string {
  if (kind === 'mail-cover-en') return momentText(newDueAt, translator('en'));
  return kind === 'message-letter' ? shortMoment(newDueAt) : writtenDue(newDueAt);
}
