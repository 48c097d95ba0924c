import { createHmac } from 'node:crypto';

/** Shared with the line of Zalo and SMS in every test; without its address nothing is sent by it. */
export const LINE_KEY = 'a secret of at least thirty-two characters';

/** What a line reports of a message, signed as it signs. */
export function lineReport(
  {
    requestId,
    status = 'delivered',
    at = '2023-05-11T01:00:00.000Z',
  }: { requestId: string; status?: string; at?: string },
  key = LINE_KEY,
): { readonly requestId: string; readonly status: string; readonly at: string; readonly signature: string } {
  const signature = createHmac('sha256', key).update(`${requestId}\n${status}\n${at}`).digest('hex');
  return { requestId, status, at, signature };
}
