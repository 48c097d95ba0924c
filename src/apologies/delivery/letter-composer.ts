import { Injectable } from '@nestjs/common';
import type { LetterChannel } from '../../domain/apology/delivery-plan.js';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import type { LetterKind } from '../../domain/apology/message.js';
import type { Instant } from '../../domain/time/instant.js';
import { lineNumber, type GatewayRequest } from '../../platform/gateway/gateway.js';
import { newId } from '../../platform/ids/new-id.js';
import { Keys } from '../../platform/keys/keys.js';
import type { MailFootnote } from '../../platform/mail/mail-carrier.js';
import type { NewMessage } from '../../platform/outbox/outbox.repository.js';
import { Templates } from '../../platform/templates/handlebars.js';
import { WATERMARK } from '../../platform/templates/paper.js';
import { letterHtml, letterTitle } from '../letter.view.js';
import { LetterOpenings, type MailOpening } from '../wording/letter-openings.js';
import { LetterLinks } from './letter-links.js';
import { chatText, lineParams, submitterText } from './letter-message.view.js';
import type { Addressee } from './letter-reach.service.js';

/** One letter about to leave by one way. */
export interface Outgoing {
  readonly letterId: string;
  readonly kind: LetterKind;
  readonly channel: LetterChannel;
  readonly facts: LetterFacts;
  readonly fileHash: string;
  readonly at: Instant;
}

type Body = Pick<NewMessage, 'recipient' | 'text' | 'html' | 'sealed'>;

const BUTTON = 'Xem thư';

/** Writes a letter as each way needs it. Personal numbers and the secret address stand in it encrypted only. */
@Injectable()
export class LetterComposer {
  constructor(
    private readonly templates: Templates,
    private readonly keys: Keys,
    private readonly links: LetterLinks,
    private readonly openings: LetterOpenings,
  ) {}

  /** @throws RangeError for a way that is none of the addressee's plan */
  async letter(outgoing: Outgoing, to: Addressee): Promise<NewMessage> {
    const { letterId, kind, channel, facts, fileHash, at } = outgoing;
    const opening = channel === 'email' ? await this.openings.mail(facts) : null;
    return {
      id: newId(at),
      kind,
      subjectId: letterId,
      channel,
      title: opening?.subject ?? letterTitle(facts),
      fileHash,
      fileName: `${(facts.number ?? '').replaceAll('/', '-')}-${facts.dossier.code}.pdf`,
      ...(await this.body(outgoing, to, opening)),
    };
  }

  /** Tells who handed the papers in, where a line can; without the letter, which is not theirs. Null where none can. */
  notice(subjectId: string, { facts, at }: Pick<Outgoing, 'facts' | 'at'>, to: Addressee): NewMessage | null {
    const { submitter, templates } = to;
    const channel = templates.zalo !== null ? 'zalo' : 'sms';
    const templateId = templates[channel];
    if (submitter === null || submitter.phone === null || templateId === null) return null;
    const recipient = lineNumber(submitter.phone);
    if (recipient === null) return null;
    return {
      id: newId(at),
      kind: 'apology_notice',
      subjectId,
      channel,
      recipient: submitter.phoneMasked ?? submitter.name,
      title: letterTitle(facts),
      text: submitterText(facts),
      html: '',
      fileHash: null,
      fileName: null,
      sealed: this.sealed({ channel, templateId, recipient, params: lineParams(facts), button: null }),
    };
  }

  private async body(outgoing: Outgoing, { owner, templates }: Addressee, opening: MailOpening | null): Promise<Body> {
    const { letterId, channel, facts } = outgoing;
    switch (channel) {
      case 'zalo':
      case 'sms': {
        const recipient = owner.phone === null ? null : lineNumber(owner.phone);
        const templateId = templates[channel];
        const text = (await this.openings.message(facts)) ?? chatText(facts);
        const plain = { recipient: owner.phoneMasked ?? owner.name, text, html: '' };
        // Without an account an officer writes it: nothing is sealed, and no line takes it.
        if (templateId === null || recipient === null) return { ...plain, sealed: null };
        const button = { label: BUTTON, url: this.links.href(letterId) };
        const params = lineParams(facts);
        return { ...plain, sealed: this.sealed({ channel, templateId, recipient, params, button }) };
      }
      case 'email':
        if (owner.email === null) throw new RangeError('nobody left an e-mail address');
        return {
          ...(await paperBody(this.templates, facts, opening)),
          recipient: owner.email,
          sealed: this.footnote(letterId),
        };
      case 'post':
      case 'desk':
        return { ...(await paperBody(this.templates, facts, null)), recipient: facts.recipient.name, sealed: null };
    }
  }

  private sealed(request: Omit<GatewayRequest, 'requestId'>): string {
    return this.keys.encrypt(JSON.stringify(request));
  }

  private footnote(letterId: string): string {
    const note: MailFootnote = {
      says: 'Ông/Bà xem thư, báo đã nhận được, hoặc nhờ chúng tôi gọi lại tại đây:',
      label: BUTTON,
      url: this.links.href(letterId),
    };
    return this.keys.encrypt(JSON.stringify(note));
  }
}

/** @param opening what the unit says above the letter */
async function paperBody(
  templates: Templates,
  facts: LetterFacts,
  opening: MailOpening | null,
): Promise<Pick<Body, 'text' | 'html'>> {
  // The HTML parser is not needed before the first letter: it is not loaded at start.
  const { mailBody } = await import('../../platform/pdf/paper-mail.js');
  const head = opening === null ? '' : `<article class="paper">${opening.html}</article>`;
  return mailBody(head + letterHtml(templates, facts), facts.illustration ? WATERMARK : null);
}
