import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { paperTree, type PaperNode } from '../../../../src/platform/pdf/paper-tree.js';
import { coveredCharacters, printable } from '../../../../src/platform/pdf/printable.js';
import { tidy } from '../../../../src/platform/templates/paper-text.js';
import { templatesRoot } from '../../../../src/platform/templates/project-root.js';
import { codePointsOf } from '../../../support/font-cmap.js';

/** A tree as short text: `p.note(abc b(d))`. */
function sketch(nodes: readonly PaperNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return JSON.stringify(node);
      return `${[node.tag, ...node.classes].join('.')}(${sketch(node.children)})`;
    })
    .join(' ');
}

describe('the tree of a paper', () => {
  test.each`
    what                               | html                                               | tree
    ${'words and emphasis'}            | ${'<p>Kính gửi: <b>Ông An</b>.</p>'}               | ${'p("Kính gửi: " b("Ông An") ".")'}
    ${'classes'}                       | ${'<p class="note justified">a</p>'}               | ${'p.note.justified("a")'}
    ${'collapsed white space'}         | ${'<p>\n  một\n\t hai  </p>'}                      | ${'p("một hai")'}
    ${'space inside an inline'}        | ${'<p><b>một </b>hai</p>'}                         | ${'p(b("một ") "hai")'}
    ${'space round a line break'}      | ${'<p>một <br> hai</p>'}                           | ${'p("một" br() "hai")'}
    ${'fixed spaces'}                  | ${'<p>16&nbsp;giờ</p>'}                            | ${'p("16\u00a0giờ")'}
    ${'layout of the source'}          | ${'<table>\n <tr>\n <td>1</td>\n </tr>\n</table>'} | ${'table(tr(td("1")))'}
    ${'text cut at entities'}          | ${'<p>TN&amp;TKQ &lt;3</p>'}                       | ${'p("TN&TKQ <3")'}
    ${'letters cut from their accent'} | ${'<p>a&#x301;</p>'}                               | ${'p("á")'}
    ${'comments'}                      | ${'<p>a<!-- b -->c</p>'}                           | ${'p("ac")'}
  `('keeps $what', ({ html, tree }) => {
    expect(sketch(paperTree(html as string))).toBe(tree);
  });

  it('keeps the spans of cells within bounds and no other attribute', () => {
    const [cell] = paperTree('<td colspan="2" rowspan="99" onclick="x()" style="color:red">a</td>');
    expect(cell).toEqual({ tag: 'td', classes: [], colspan: 2, rowspan: 1, children: ['a'] });
  });

  test.each(['script', 'style', 'img', 'iframe', 'a', 'form', 'object', 'link'])('refuses <%s>', (tag) => {
    expect(() => paperTree(`<p>trước <${tag} src="file:///etc/passwd">x</${tag}></p>`)).toThrow(`<${tag}>`);
  });
});

describe('drawings', () => {
  const drawn = (inner: string, attributes = 'viewBox="0 0 3 1"'): string =>
    `<p><svg class="qr" aria-label="Mã QR" ${attributes}>${inner}</svg></p>`;

  it('are kept with their size, their path and what they say', () => {
    const [paragraph] = paperTree(drawn('<path d="M0 0h1v1h-1z"></path>'));
    expect(typeof paragraph === 'string' ? null : paragraph?.children).toEqual([
      {
        tag: 'svg',
        classes: ['qr'],
        colspan: 1,
        rowspan: 1,
        children: [],
        drawing: { width: 3, height: 1, path: 'M0 0h1v1h-1z', label: 'Mã QR' },
      },
    ]);
  });

  test.each([
    ['a shape of another kind', drawn('<image href="file:///etc/passwd"></image>')],
    ['a path that is none', drawn('<path d="M0 0&quot;/><script>"></path>')],
    ['a curve', drawn('<path d="M0 0c1 1 1 1 1 1z"></path>')],
    ['no size', drawn('<path d="M0 0h1z"></path>', '')],
    ['a huge size', drawn('<path d="M0 0h1z"></path>', 'viewBox="0 0 99999 1"')],
    ['a path outside', '<p><path d="M0 0h1z"></path></p>'],
  ])('are refused with %s', (_what, html) => {
    expect(() => paperTree(html)).toThrow(/paper/);
  });
});

describe('text fit for paper', () => {
  test.each`
    what                         | text                       | result
    ${'composes'}                | ${'tiê\u0301ng Việt'}      | ${'tiếng Việt'}
    ${'drops controls'}          | ${'a\u0000b\u0007c\u009f'} | ${'abc'}
    ${'drops direction'}         | ${'\u202egnp.exe\u202c'}   | ${'gnp.exe'}
    ${'drops isolates'}          | ${'\u2066x\u2069\u200f'}   | ${'x'}
    ${'drops what has no width'} | ${'m\u200bộ\u00adt\ufeff'} | ${'một'}
    ${'drops half characters'}   | ${'a\ud83d!'}              | ${'a!'}
    ${'keeps line feeds'}        | ${'a\n\tb'}                | ${'a\n\tb'}
    ${'makes spaces plain'}      | ${'a\u2003b\u202fc'}       | ${'a b\u00a0c'}
  `('$what', ({ text, result }) => {
    expect(tidy(text as string)).toBe(result);
  });

  it('leaves HTML as it was but for its text', () => {
    expect(tidy('<p class="a" title="b&amp;c">\u202eđ</p>')).toBe('<p class="a" title="b&amp;c">đ</p>');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tidy(tidy(text))).toBe(tidy(text));
      }),
    );
  });

  it('shows a box for what the face does not have', () => {
    expect(printable('Ông An 😀 中 Ж')).toBe('Ông An □ □ □');
  });
});

describe('the printed face', () => {
  test.each(['regular', 'bold', 'italic', 'bold-italic'])(
    'tinos-%s has exactly what printable lets through',
    (face) => {
      const font = readFileSync(join(templatesRoot, 'fonts', `tinos-${face}.ttf`));
      expect(codePointsOf(font)).toEqual(coveredCharacters().map((character) => character.codePointAt(0)));
    },
  );

  it('has every Vietnamese letter', () => {
    const vowels = 'aăâeêioôơuưy';
    const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
    const letters = [...vowels].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')));
    const all = [...letters, 'đ'].join('');
    expect(letters.every((letter) => letter.length === 1)).toBe(true);
    expect(printable(all + all.toLocaleUpperCase('vi'))).toBe(all + all.toLocaleUpperCase('vi'));
  });
});
