/*
 * The counter's day. Every screen works without this; it saves keys: Enter goes on, a reader's line lands where it
 * belongs, a half-typed grid survives a reload of this tab.
 */
(function () {
  'use strict';

  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  function fieldsOf(form) {
    return all('input:not([type=hidden]), select', form).filter(function (field) {
      return !field.disabled && field.getClientRects().length > 0;
    });
  }

  /* Enter goes on to the next field; behind the last one it saves. A word being composed keeps its Enter. */
  function onEnter(event) {
    var field = event.target;
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || !field.matches('input, select')) return;
    var form = field.form;
    event.preventDefault();
    if (takeCard(field)) return;
    var fields = fieldsOf(form);
    var next = fields[fields.indexOf(field) + 1];
    if (
      form.dataset.instant !== undefined &&
      (field.name === 'pages' || (field.name === 'copies' && !wantsPages(form)))
    ) {
      press(form);
    } else if (next) {
      next.focus();
      if (next.select) next.select();
    } else press(form);
  }

  function press(form) {
    form.querySelector('button[type=submit]').click();
  }

  /* What a reader types of a citizen card: the server reads the whole line again, here it is only put in its place. */
  function takeCard(field) {
    var parts = field.value.split('|');
    if (!/name$/i.test(field.name) || parts.length < 7) return false;
    var start = field.name.slice(0, -'name'.length);
    var named = function (name) {
      return field.form.elements[start + name];
    };
    if (named('card')) named('card').value = field.value;
    if (named('idNumber')) named('idNumber').value = parts[0];
    field.value = parts[2];
    untick(field.form);
    named('copies').focus();
    named('copies').select();
    keep(field.form);
    return true;
  }

  /* Arrow down in an empty name: the same person as before. */
  function recall(form) {
    var box = form.querySelector('[data-again]');
    var name = form.elements.name;
    if (!box) return;
    box.addEventListener('change', function () {
      name.value = box.checked ? box.dataset.again : '';
    });
    name.addEventListener('input', function () {
      untick(form);
    });
    name.addEventListener('keydown', function (event) {
      if (event.key !== 'ArrowDown' || name.value !== '') return;
      event.preventDefault();
      box.checked = true;
      name.value = box.dataset.again;
      form.elements.copies.focus();
      form.elements.copies.select();
    });
  }
  function untick(form) {
    var box = form.querySelector('[data-again]');
    if (box) box.checked = false;
  }

  /* The fee as it will be counted: `copy;each` or `page;first;few;further;most`. */
  function ruleOf(form) {
    if (!form.elements.procedureCode) return null;
    return document.querySelector('[data-fee-of="' + form.elements.procedureCode.value + '"]');
  }
  function wantsPages(form) {
    var rule = ruleOf(form);
    return rule !== null && rule.dataset.rule.indexOf('page;') === 0;
  }
  function feeOf(terms, copies, pages) {
    var parts = terms.rule.split(';').map(Number);
    if (terms.rule === '') return Number(terms.fee);
    if (terms.rule.indexOf('copy;') === 0) return copies * parts[1];
    if (!pages) return Number(terms.fee);
    var each = parts[1] * Math.min(pages, parts[2]) + parts[3] * Math.max(0, pages - parts[2]);
    return copies * Math.min(parts[4], each);
  }
  function showFee(form) {
    var place = form.querySelector('[data-fee-shown]');
    var rule = ruleOf(form);
    if (!place || !rule) return;
    form.elements.pages.disabled = !wantsPages(form);
    var fee = feeOf(rule.dataset, Number(form.elements.copies.value) || 1, Number(form.elements.pages.value));
    place.textContent = fee.toLocaleString(document.documentElement.lang === 'en' ? 'en-GB' : 'vi-VN') + ' đồng';
  }

  /* A half-typed grid is kept in this tab until the server has it. */
  function keyOf(form) {
    return 'draft:' + form.dataset.draft + ':' + form.dataset.whose;
  }
  function keep(form) {
    if (form.dataset.draft === undefined) return;
    var kept = all('input:not([type=hidden]), input[name$=card], input[name=_key], select, textarea', form).map(
      function (field) {
        return [field.name, field.type === 'checkbox' ? field.checked : field.value];
      },
    );
    window.sessionStorage.setItem(keyOf(form), JSON.stringify(kept));
  }
  function restore(form) {
    if (form.dataset.draftDone !== undefined) window.sessionStorage.removeItem(keyOf(form));
    var kept = window.sessionStorage.getItem(keyOf(form));
    if (kept === null || document.getElementById('wrongs')) return;
    JSON.parse(kept).forEach(function (pair) {
      var field = form.elements[pair[0]];
      if (!field || (field.length !== undefined && field.tagName !== 'SELECT')) return;
      if (field.type === 'checkbox') field.checked = pair[1];
      else field.value = pair[1];
    });
  }

  function start(form) {
    form.addEventListener('keydown', onEnter);
    form.addEventListener('input', function () {
      showFee(form);
      keep(form);
    });
    form.addEventListener('change', function () {
      showFee(form);
      keep(form);
    });
    if (form.dataset.draft !== undefined) restore(form);
    if (form.elements.name && form.elements.copies) recall(form);
    showFee(form);
  }

  /* The box of codes: a reader ends each with Enter; the line says at once what would become of it. */
  function scanning(form) {
    var box = form.querySelector('[data-scan]');
    var codes = form.elements.codes;
    var list = document.querySelector('[data-scan-lines]');
    if (!box) return;
    box.addEventListener('keydown', function (event) {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      var text = box.value.trim();
      box.value = '';
      if (text !== '') look(text);
    });
    document.addEventListener('desk:scan', function (event) {
      if (event.detail.card) return;
      event.preventDefault();
      look(event.detail.text);
    });
    box.form.addEventListener('formdata', function (event) {
      event.formData.delete('scan');
    });
    function look(text) {
      var body = new window.URLSearchParams(new window.FormData(form));
      body.set('codes', text);
      window
        .fetch(form.dataset.look, {
          method: 'POST',
          body: body,
          headers: { 'x-live': '1' },
          credentials: 'same-origin',
        })
        .then(function (answer) {
          return answer.text();
        })
        .then(function (html) {
          show(text, html);
        })
        .catch(function () {
          // Not lost: it stands among the codes, and the server says more when they are sent.
          codes.value = (codes.value + '\n' + text).trim();
        });
    }
    function show(text, html) {
      var made = document.createElement('ul');
      made.innerHTML = html;
      all('li', made).forEach(function (line) {
        var code = line.dataset.code || text;
        var known = all('[data-code]', list).some(function (other) {
          return other.dataset.code === code;
        });
        if (known) return;
        list.insertBefore(line, list.firstChild);
        if (line.dataset.code) codes.value = (codes.value + '\n' + code).trim();
      });
    }
  }

  function copying(button) {
    button.addEventListener('click', function () {
      var text = document.getElementById(button.dataset.copy);
      text.select();
      var done = function () {
        button.textContent = button.dataset.copied;
      };
      if (window.navigator.clipboard) window.navigator.clipboard.writeText(text.value).then(done);
      else if (document.execCommand('copy')) done();
    });
  }

  /* What a reader read, wherever the focus was (scanner.js): a card goes into its line, a code into its box. */
  function onScan(event) {
    var text = event.detail.text;
    var into = event.detail.card ? cardField() : document.querySelector('[data-scan-into]');
    if (!into) return;
    event.preventDefault();
    into.value = text;
    if (event.detail.card) takeCard(into);
    else into.form.submit();
  }
  function cardField() {
    var form = document.querySelector('form[data-counter]');
    if (!form || !form.elements.procedureCode) return null;
    if (form.elements.name) return form.elements.name;
    var line = /^lines\.\d+\./.exec((document.activeElement && document.activeElement.name) || '');
    var here = line && form.elements[line[0] + 'name'];
    if (here && here.value === '') return here;
    return all('input[name$=name]', form).find(function (field) {
      return field.value === '';
    });
  }

  document.addEventListener('desk:scan', onScan);
  all('form[data-counter]').forEach(start);
  all('form[data-look]').forEach(scanning);
  all('[data-copy]').forEach(copying);
  var first = document.querySelector('[data-starts]') || document.querySelector('form[data-counter] input[name$=name]');
  if (first && !document.querySelector('[data-takes-focus]')) first.focus();
})();
