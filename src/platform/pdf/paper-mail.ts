import { paperTree, type PaperElement, type PaperNode, type PaperTag } from './paper-tree.js';

export interface MailBody {
  readonly html: string;
  readonly text: string;
}

const TAG_STYLES: Readonly<Partial<Record<PaperTag, string>>> = {
  p: 'margin:0 0 4px',
  h1: 'margin:0 0 4px;font-size:inherit;font-weight:inherit',
  table: 'width:100%;border-collapse:collapse',
  td: 'padding:0;vertical-align:top',
  hr: 'width:40%;margin:2px auto 6px;border:0;border-top:1px solid #000',
};

/** What mail programs need said on the element itself; the page has templates/assets/paper.css. */
const CLASS_STYLES: Readonly<Record<string, string>> = {
  paper: 'max-width:680px;margin:0 auto;padding:16px;background:#fff;color:#000;font:16px/1.4 "Times New Roman",serif',
  head: 'table-layout:fixed',
  superior: 'text-align:center;font-size:14px',
  agency: 'text-align:center;font-size:14px;font-weight:bold',
  state: 'text-align:center;font-size:14px;font-weight:bold',
  motto: 'text-align:center;font-weight:bold',
  number: 'text-align:center',
  subject: 'text-align:center;font-size:14px',
  'place-date': 'text-align:center;font-style:italic',
  title: 'margin:20px 0 6px;text-align:center;font-size:18px;font-weight:bold',
  copy: 'margin:0 0 12px;text-align:center;font-style:italic',
  to: 'width:auto;margin:16px 0',
  body: 'margin:0 0 16px;text-align:justify',
  note: 'font-size:14px;font-style:italic',
  boxed: 'margin:10px 0;border:2px solid #000',
  documents: 'margin:6px 0;border:1px solid #000',
  code: 'white-space:nowrap',
  secret: 'font-size:26px;font-weight:bold;letter-spacing:3px',
  'recipients-head': 'font-style:italic;font-weight:bold',
  recipient: 'font-size:14px',
  check: 'font-size:12px',
  authority: 'text-align:center;font-weight:bold',
  'sign-title': 'text-align:center;font-weight:bold',
  'sign-note': 'text-align:center;font-style:italic',
  'sign-name': 'margin:0;padding-top:56px;text-align:center;font-weight:bold',
  'signed-name': 'margin:0;padding-top:40px;text-align:center;font-weight:bold',
  centred: 'text-align:center',
  right: 'text-align:right',
};

/** What an element takes from the block it stands in. */
const WITHIN: Readonly<Record<string, Readonly<Partial<Record<PaperTag, string>>>>> = {
  head: { td: 'padding:0 4px 6px' },
  to: { td: 'padding-right:8px' },
  body: { p: 'margin:0 0 10px' },
  boxed: { td: 'width:50%;padding:6px' },
  documents: {
    th: 'padding:2px 6px;border:1px solid #000;text-align:left',
    td: 'padding:2px 6px;border:1px solid #000;text-align:left',
  },
};

/**
 * A paper as the body of a mail: styles on the elements, since mail programs drop style sheets, and the same words as
 * plain text. Nothing in it is fetched from anywhere.
 *
 * @param html a paper from `renderPaper`
 * @param watermark said above the paper, e.g. `DỮ LIỆU MINH HỌA`; null for real papers
 */
export function mailBody(html: string, watermark: string | null): MailBody {
  const tree = paperTree(html);
  const notice = watermark === null ? '' : `<p style="text-align:center;font-weight:bold">${escape(watermark)}</p>`;
  const body = tree.map((node) => htmlOf(node, '')).join('');
  const text = [watermark ?? '', ...tree.map(textOf)].join('\n');
  return {
    html: `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title></title></head><body>${notice}${body}</body></html>`,
    text: `${text
      .replace(/[^\S\n]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`,
  };
}

function htmlOf(node: PaperNode, within: string): string {
  if (typeof node === 'string') return escape(node);
  const { tag, children } = node;
  // Mail programs show no drawings; what they say stands beside them in digits.
  if (tag === 'svg') return '';
  const inside = node.classes.find((name) => name in WITHIN) ?? within;
  const open = `<${tag}${attributes(node, within)}>`;
  if (tag === 'br' || tag === 'hr') return open;
  return `${open}${children.map((child) => htmlOf(child, inside)).join('')}</${tag}>`;
}

function attributes({ tag, classes, colspan, rowspan }: PaperElement, within: string): string {
  const styles = [TAG_STYLES[tag], WITHIN[within]?.[tag], ...classes.map((name) => CLASS_STYLES[name])];
  const style = styles.filter(Boolean).join(';');
  const layout = tag === 'table' && !classes.includes('documents') ? ' role="presentation"' : '';
  const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
  return `${layout}${spans}${style === '' ? '' : ` style="${escape(style)}"`}`;
}

function textOf(node: PaperNode): string {
  if (typeof node === 'string') return node;
  const { tag, classes, children } = node;
  if (tag === 'br') return '\n';
  if (tag === 'tr' && children.some(isLinedCell))
    return `${children
      .map(textOf)
      .map((cell) => cell.trim())
      .join(' | ')}\n`;
  const inner = children.map(textOf).join('');
  if (tag === 'p' || tag === 'li') return `${inner}\n`;
  return tag === 'table' || tag === 'div' || tag.startsWith('h') || classes.includes('paper') ? `${inner}\n\n` : inner;
}

/** Cells that hold words, not paragraphs: a row of a real table. */
function isLinedCell(node: PaperNode): boolean {
  return typeof node !== 'string' && node.children.some((child) => typeof child === 'string');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
