import { describe, expect, it, test } from '@jest/globals';
import { DOMAIN_ERROR_CODES, DomainError } from '../../../src/domain/errors.js';
import { translator } from '../../../src/platform/templates/i18n.js';
import { codeOfStatus, PROBLEMS } from '../../../src/platform/web/problem-words.js';
import { problemView } from '../../../src/platform/web/problem.view.js';

describe('problems', () => {
  test.each(DOMAIN_ERROR_CODES.map((code) => [code]))('%s has a title and a page in both languages', (code) => {
    const { status, title } = PROBLEMS[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(title.vi).not.toBe(title.en);
    for (const locale of ['vi', 'en'] as const) {
      const facts = { status: 'accepted', allowed: ['complete'], retryAfterSeconds: 9, other: 'never shown' };
      const t = translator(locale);
      const view = problemView(new DomainError(code, 'told to programs', facts), status, [], null, t);
      expect([view.happened, view.safe, view.todo].every((sentence) => sentence.length > 5)).toBe(true);
      const [present, allowed, seconds] = view.facts.map(({ value }) => value);
      expect([present, seconds]).toEqual([t('status.accepted'), '9']);
      expect(allowed).not.toMatch(/^complete$/);
      expect(JSON.stringify(view)).not.toMatch(/never shown|told to programs/);
    }
  });

  it('find a code for whatever status the framework refuses with', () => {
    for (let status = 400; status < 500; status += 1) expect(codeOfStatus(status)).not.toBe('internal');
    expect([500, 502, 504].map(codeOfStatus)).toEqual(['internal', 'internal', 'internal']);
    for (const status of [401, 403, 404, 413, 415, 429, 503])
      expect(PROBLEMS[codeOfStatus(status)].status).toBe(status);
  });
});
