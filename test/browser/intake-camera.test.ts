import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import encodeQR from 'qr';
import { Site } from '../support/browser.js';
import { describeInChromium } from '../support/chromium.js';
import { startDesk } from '../support/desk.js';
import { until } from '../support/until.js';

const CARD = '054090001234||Nguyễn Thị Huệ|01021990|Nữ|Khu phố Long Hải, phường Xuân Phú|15062021';
const [WIDTH, HEIGHT] = [640, 480];

/** No PC of a test has a reader: a line that a test writes into stands where the browser keeps its own. */
const READER = `
  const port = {
    open() {
      this.readable = new ReadableStream({ start: (line) => { window.line = line; } });
      return Promise.resolve();
    },
  };
  Object.defineProperty(navigator, 'serial', { value: Object.assign(new EventTarget(), {
    getPorts: () => Promise.resolve([]),
    requestPort: () => Promise.resolve(port),
  }) });
`;

/** A picture of the card as a camera sees it: dark squares on light ground, one frame that repeats. */
function film(text: string): Buffer {
  const squares = encodeQR(text, 'raw', { border: 4 });
  const size = Math.floor(HEIGHT / squares.length);
  const light = Buffer.alloc(WIDTH * HEIGHT, 220);
  for (let y = 0; y < squares.length * size; y += 1) {
    for (let x = 0; x < squares.length * size; x += 1) {
      if (squares[Math.floor(y / size)]?.[Math.floor(x / size)] === true) light[y * WIDTH + x + 60] = 20;
    }
  }
  const head = `YUV4MPEG2 W${String(WIDTH)} H${String(HEIGHT)} F10:1 Ip A1:1 C420jpeg\nFRAME\n`;
  return Buffer.concat([Buffer.from(head), light, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
}

describeInChromium('a card before the camera', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dung-hen-camera-'));
  let site: Site;

  beforeAll(async () => {
    const picture = join(folder, 'card.y4m');
    writeFileSync(picture, film(CARD));
    site = await Site.open(await startDesk(), [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${picture}`,
    ]);
  });
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('fills in who sits there, and the camera is closed again', async () => {
    const { page } = await site.signedIn('receiver', {
      permissions: ['camera'],
      // Windows browsers have no detector of their own: the one we bring is the one that must read.
      before: 'delete window.BarcodeDetector',
      at: '/dossiers/new',
    });
    await page.click('[data-camera]');
    await until(page, 'document.getElementById("applicant-name").value === "Nguyễn Thị Huệ"');
    expect(await page.inputValue('#applicant-idNumber')).toBe('054090001234');
    expect(await page.isVisible('#camera')).toBe(false);
  });

  it('comes whole from a reader on a serial line, cut as the line cuts it', async () => {
    const { page, said } = await site.signedIn('receiver', { before: READER, at: '/dossiers/new' });
    expect(await page.textContent('[data-serial]')).toBe('Kết nối đầu đọc');
    await page.click('[data-serial]');
    await until(page, 'document.querySelector("[data-serial]").textContent === "Đầu đọc đã kết nối"');
    const bytes = [...Buffer.from(`${CARD}\r\n`)];
    // In the middle of a letter of two bytes: a line knows no letters.
    const cut = Buffer.from(CARD).indexOf(Buffer.from('ễ')) + 1;
    for (const part of [bytes.slice(0, cut), bytes.slice(cut)]) {
      await page.evaluate(`window.line.enqueue(new Uint8Array(${JSON.stringify(part)}))`);
    }
    await until(page, 'document.getElementById("applicant-name").value === "Nguyễn Thị Huệ"');
    await page.evaluate('window.line.close()');
    await until(page, 'document.querySelector("[data-serial]").textContent === "Kết nối đầu đọc"');
    expect(said).toEqual([]);
  });

  it('is found again by itself, and said when another page has it', async () => {
    const known = `${READER} navigator.serial.getPorts = () => Promise.resolve([port]);`;
    const first = await site.signedIn('receiver', { before: known, at: '/dossiers/new' });
    await until(first.page, 'document.querySelector("[data-serial]").disabled');
    const busy = `${known} port.open = () => Promise.reject(new Error('in use'));`;
    const second = await site.signedIn('receiver', { before: busy, at: '/dossiers/new' });
    await until(second.page, 'document.querySelector("[data-serial]").textContent.startsWith("Đầu đọc đang dùng")');
  });
});
