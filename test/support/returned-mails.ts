/** Mails as mail systems send them back; `id` is the Message-ID of ours, without host. */
export function returnedMail(
  id: string,
  { action = 'failed', status = '5.1.1', host = 'localhost', encoding = '7bit' } = {},
): Buffer {
  const said = [
    'Reporting-MTA: dns; mx.example.vn',
    '',
    'Final-Recipient: rfc822; an.nguyen@example.vn',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '',
  ].join('\r\n');
  const body = encoding === 'base64' ? Buffer.from(said).toString('base64') : said;
  return mail([
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.vn>',
    'To: mot-cua@dung-hen.invalid',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am sorry to have to inform you that your message could not be delivered.',
    '--b1',
    'Content-Type: message/delivery-status',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
    '--b1',
    'Content-Type: message/rfc822',
    '',
    'From: mot-cua@dung-hen.invalid',
    'To: an.nguyen@example.vn',
    `Message-ID: <${id}@${host}>`,
    'Subject: =?UTF-8?Q?Th=C6=B0_xin_l=E1=BB=97i?=',
    '',
    'Kinh gui',
    '--b1--',
    '',
  ]);
}

/** Headers only of the original, as many systems send. */
export function returnedHeaders(id: string): Buffer {
  return Buffer.from(
    returnedMail(id).toString().replace('Content-Type: message/rfc822', 'Content-Type: text/rfc822-headers'),
  );
}

/** No report by the book: words of an old mail system. */
export function oldReturn(id: string): Buffer {
  return mail([
    'From: postmaster@old.example.vn',
    'Subject: Returned mail: User unknown',
    'Content-Type: text/plain',
    '',
    `Your mail <${id}@localhost> was not delivered.`,
    '',
  ]);
}

export function holidayReply(id: string): Buffer {
  return mail([
    'From: An <an.nguyen@example.vn>',
    'Subject: Vang mat den 15/5',
    `In-Reply-To: <${id}@localhost>`,
    'Auto-Submitted: auto-replied',
    'Content-Type: text/plain',
    '',
    'Toi di vang.',
    '',
  ]);
}

function mail(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join('\r\n'));
}
