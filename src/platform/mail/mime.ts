import type { Mail } from './mail-transport.js';

/** The mail as the bytes that go over the line. nodemailer is loaded with the first mail, not at start. */
export async function mimeOf(mail: Mail): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: new Date(mail.sentAt),
    attachments: mail.attachments.map(({ name, mediaType, content, inline }) => ({
      filename: name,
      contentType: mediaType,
      content,
      ...(inline ? { cid: name, contentDisposition: 'inline' as const } : {}),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** The address part of `Tên <a@b>`, for the envelope. */
export function bareAddress(address: string): string {
  return /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address.trim();
}
