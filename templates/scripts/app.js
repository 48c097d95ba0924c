/*
 * Almost nothing: every page works without it. Function keys survive a Vietnamese keyboard; letters with Alt or Ctrl
 * do not (Unikey takes them), so there are none.
 */
(function () {
  'use strict';

  document.documentElement.classList.add('script');

  function onKey(event) {
    if (event.isComposing || event.keyCode === 229) {
      // Enter that ends a word being composed must not send the form.
      if (event.key === 'Enter') event.preventDefault();
      return;
    }
    if (!/^F\d{1,2}$/.test(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (runKey(event.key)) event.preventDefault();
  }

  /* An element says its own key: data-key is pressed, data-focus-key is focused, data-open-key is unfolded. */
  function runKey(key) {
    var pressed = visible('[data-key="' + key + '"]');
    if (pressed) {
      pressed.click();
      return true;
    }
    var focused = visible('[data-focus-key="' + key + '"]');
    if (focused) {
      focused.focus();
      focused.select();
      return true;
    }
    var folded = visible('[data-open-key="' + key + '"]');
    if (!folded) return false;
    folded.open = !folded.open;
    folded.querySelector('summary').focus();
    return true;
  }

  function visible(selector) {
    return Array.from(document.querySelectorAll(selector)).find(function (element) {
      return element.getClientRects().length > 0;
    });
  }

  /* The focus goes where the answer is: refused fields first, then what was just saved. */
  function placeFocus() {
    var target = document.querySelector('[data-takes-focus]');
    if (target) target.focus();
    else if (window.location.hash) openTarget();
  }

  /* A link to an act opens it: /dossiers/X#hand-overs. */
  function openTarget() {
    var target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    var folded = target && target.closest('details');
    if (folded) folded.open = true;
  }

  /* Words without accents and without raw Telex, so that "chuwngs thuwcj" and "chung thuc" find "Chứng thực". */
  function fold(text) {
    return text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/đ/g, 'd');
  }
  function untelex(word) {
    var plain = word.replace(/aa/g, 'a').replace(/ee/g, 'e').replace(/oo/g, 'o').replace(/dd/g, 'd');
    return plain
      .replace(/([aou])w/g, '$1')
      .replace(/^w/, 'u')
      .replace(/([aeiouy][a-z]*?)[sfrxj]/, '$1');
  }
  function matches(label, query) {
    var words = fold(label).split(/[^a-z0-9.]+/);
    return fold(query)
      .split(/\s+/)
      .every(function (part) {
        return words.some(function (word) {
          return word.startsWith(part) || word.startsWith(untelex(part));
        });
      });
  }

  /* A long list of procedures becomes a box to type in and a short list below it. */
  function filterList(input) {
    var list = document.getElementById(input.dataset.filters);
    list.size = 6;
    window.addEventListener('load', function () {
      var chosen = list.selectedOptions[0];
      if (chosen && chosen.value !== '') chosen.scrollIntoView({ block: 'nearest' });
    });
    input.addEventListener('input', function () {
      Array.from(list.options).forEach(function (option) {
        option.hidden = option.value !== '' && !matches(option.textContent, input.value.trim());
      });
      Array.from(list.querySelectorAll('optgroup')).forEach(function (group) {
        group.hidden = Array.from(group.children).every(function (option) {
          return option.hidden;
        });
      });
    });
    input.addEventListener('keydown', function (event) {
      if (event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
      event.preventDefault();
      var first = Array.from(list.options).find(function (option) {
        return !option.hidden && !option.parentNode.hidden && option.value !== '';
      });
      if (!first) return;
      list.focus();
      first.selected = true;
      list.dispatchEvent(new window.Event('change', { bubbles: true }));
    });
  }

  document.addEventListener('keydown', onKey);
  window.addEventListener('hashchange', openTarget);
  document.querySelectorAll('[data-filters]').forEach(filterList);
  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.addEventListener('click', function () {
      window.print();
    });
  });
  placeFocus();
})();
