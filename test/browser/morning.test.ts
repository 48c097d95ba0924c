import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MINUTE } from '../../src/domain/time/instant.js';
import type { TestApp } from '../support/app.js';
import { scan, type Rewritten } from '../support/card-reader.js';
import { Site, type Visitor } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { until } from '../support/until.js';

const TICKETS = 30;
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Huỳnh', 'Đặng'];
const MIDDLES = ['Thị', 'Văn', 'Ngọc'];
const GIVEN = ['Huệ', 'Phượng', 'Đức', 'Quỳnh', 'Yến', 'Lộc', 'Khuê', 'Thủy'];

interface Citizen {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
}

/** How a ticket of the morning goes. */
type Way =
  /** the reader sends the card as it is */
  | 'clean'
  /** the reader drops what is not ASCII: the name is typed */
  | 'dropped'
  /** the reader sends Telex and the keyboard writes it out, letter by letter */
  | 'rewritten'
  /** the reader sends Telex and nobody writes it out: the name is typed */
  | 'raw'
  /** no card at hand */
  | 'typed';

const WAYS: readonly Way[] = ['clean', 'dropped', 'typed', 'rewritten', 'raw'];
const PULLED = 12;
const CLICKED_TWICE: readonly number[] = [6, 20];
/** The last six come again, with a card that lost its letters or the telephone alone. */
const NEW_ONES = 24;

function citizen(n: number): Citizen {
  const [family, middle, given] = [FAMILIES[n % 5]!, MIDDLES[n % 3]!, GIVEN[n % 8]!];
  return {
    name: `${family} ${middle} ${given}`,
    idNumber: `05409000${String(1_000 + n)}`,
    phone: `09051230${String(10 + n)}`,
    address: `Tổ ${String(n + 1)}, khu phố Long Hải, phường Xuân Phú`,
  };
}

const cardOf = ({ idNumber, name, address }: Citizen): string => `${idNumber}||${name}|01021990|Nữ|${address}|15062021`;
const dropped = (text: string): string => text.replace(/[^\u0020-\u007e]/g, '');

const MARKS: Readonly<Record<string, string>> = {
  '\u0302': 'same',
  '\u0306': 'w',
  '\u031b': 'w',
  '\u0301': 's',
  '\u0300': 'f',
  '\u0309': 'r',
  '\u0303': 'x',
  '\u0323': 'j',
};

/** A word in Telex, its marks behind the letter they change. */
function telex(text: string): string {
  return [...text]
    .map((letter) => {
      if (letter === 'đ' || letter === 'Đ') return letter === 'đ' ? 'dd' : 'DD';
      const [base = '', ...marks] = letter.normalize('NFD');
      return base + marks.map((mark) => (MARKS[mark] === 'same' ? base : (MARKS[mark] ?? ''))).join('');
    })
    .join('');
}

/** What the page gets of the same where the keyboard writes Telex out: a letter, taken back, and the one that was meant. */
function writtenOut(text: string): (string | Rewritten)[] {
  return [...text].map((letter) =>
    /[^\u0020-\u007e]/.test(letter) ? { first: telex(letter)[0] ?? 'a', then: letter } : letter,
  );
}

describeInChromium('a Monday morning', () => {
  const clock = new StoppedClock('2023-05-15T07:30:00+07:00');
  let app: TestApp;
  let origin: string;
  let site: Site;
  let context: Visitor['context'];
  let page: Page;

  beforeAll(async () => {
    app = await startDesk({ clock });
    site = await Site.open(app);
    origin = site.origin;
    ({ page, context } = await site.signedIn('receiver', { at: '/' }));
  });
  afterAll(async () => {
    await site.close();
  });

  async function give(who: Citizen, way: Way): Promise<void> {
    if (way === 'typed') {
      await page.fill('#applicant-idNumber', who.idNumber);
      await page.fill('#applicant-name', who.name);
      await page.fill('#applicant-address', who.address);
    } else if (way === 'rewritten') {
      await scan(page, ...writtenOut(cardOf(who)));
      await page.waitForSelector('.who-ok');
    } else {
      const read = { clean: cardOf(who), dropped: dropped(cardOf(who)), raw: telex(cardOf(who)) }[way];
      await scan(page, read);
      await page.waitForSelector(way === 'clean' ? '.who-ok' : '.doubt');
      if (way !== 'clean') {
        await page.fill('#applicant-name', who.name);
        await page.fill('#applicant-address', who.address);
      }
    }
    await page.fill('#applicant-phone', who.phone);
  }

  async function recall(who: Citizen, n: number): Promise<void> {
    if (n % 2 === 0) await scan(page, dropped(cardOf(who)));
    else await page.fill('#applicant-phone', who.phone);
    await until(page, `document.getElementById('applicant-name').value === ${JSON.stringify(who.name)}`);
  }

  async function save(n: number): Promise<string> {
    if (n === PULLED) {
      await context.setOffline(true);
      await page.keyboard.press('F9');
      await page.waitForSelector('#offline:not([hidden])');
      await context.setOffline(false);
    }
    if (CLICKED_TWICE.includes(n)) await page.dblclick('.save-bar .primary');
    else await page.keyboard.press('F9');
    await page.waitForURL(/saved=1$/);
    return (await page.textContent('.saved-code'))!.trim();
  }

  it('of thirty tickets, one each four minutes, leaves thirty dossiers with the right names and codes', async () => {
    const expected: { code: string; name: string; idMasked: string; phoneMasked: string }[] = [];
    for (let n = 0; n < TICKETS; n += 1) {
      const who = citizen(n < NEW_ONES ? n : n - NEW_ONES);
      await page.goto(`${origin}/dossiers/new`);
      await page.fill('#procedure-filter', n % 2 === 0 ? 'dktlhkd' : 'hooj kinh doanh ddawng kys');
      await page.press('#procedure-filter', 'Enter');
      if (n < NEW_ONES) await give(who, WAYS[n % WAYS.length]!);
      else await recall(who, n);
      expected.push({
        code: `H45.20-230515-${String(n + 1).padStart(4, '0')}`,
        name: who.name,
        idMasked: `*********${who.idNumber.slice(-3)}`,
        phoneMasked: `09xx xxx ${who.phone.slice(-3)}`,
      });
      expect(await save(n)).toBe(expected[n]?.code);
      clock.advance(4 * MINUTE);
    }
    const rows = await app.database.query(
      `SELECT d."code", p."name", p."idMasked", p."phoneMasked" FROM "dossier" d
         JOIN "dossier_party" p ON p."dossierId" = d."id" ORDER BY d."code"`,
      [],
    );
    expect(rows.map((row) => ({ ...row }))).toEqual(expected);
    const times = await app.database.query('SELECT DISTINCT "acceptedAt" FROM "dossier"', []);
    expect(times).toHaveLength(TICKETS);
  }, 300_000);
});
