import { describe, expect, it } from '@jest/globals';
import { mailBody } from '../../../../src/platform/pdf/paper-mail.js';

const PAPER = `
<article class="paper letter" lang="vi">
  <h1 class="title">PHIẾU XIN LỖI</h1>
  <div class="body"><p>Kính gửi <b>Ông/Bà</b> A &amp; B.</p><p>Trân trọng./.</p></div>
  <table class="documents"><tbody><tr><td colspan="2">Đơn</td><td>1</td></tr></tbody></table>
  <table class="head"><tr><td><p>Trái</p><hr></td><td><p>Phải</p></td></tr></table>
</article>`;

describe('a paper as a mail', () => {
  it('carries its looks on the elements', () => {
    const { html } = mailBody(PAPER, null);
    expect(html).toContain('<h1 style="margin:0 0 4px;');
    expect(html).toContain('<td colspan="2" style="padding:0;vertical-align:top;padding:2px 6px;border:1px solid #000');
    expect(html).toContain('<table role="presentation"');
    expect(html).toContain('A &amp; B.');
    expect(html).not.toMatch(/class=|<style|<link|<img|https?:/);
  });

  it('says the same words as plain text', () => {
    expect(mailBody(PAPER, null).text).toBe(
      'PHIẾU XIN LỖI\n\nKính gửi Ông/Bà A & B.\nTrân trọng./.\n\nĐơn | 1\n\nTrái\n\nPhải\n',
    );
  });

  it('says first that data are invented', () => {
    const { html, text } = mailBody(PAPER, 'DỮ LIỆU MINH HỌA');
    expect(text.startsWith('DỮ LIỆU MINH HỌA\n')).toBe(true);
    expect(html.indexOf('DỮ LIỆU MINH HỌA')).toBeLessThan(html.indexOf('PHIẾU'));
  });

  it('keeps markup in words what it is: words', () => {
    const { html, text } = mailBody('<p>&lt;img src=x onerror=y&gt; "a"</p>', '<i>');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<i>');
    expect(text).toContain('<img src=x onerror=y> "a"');
  });
});
