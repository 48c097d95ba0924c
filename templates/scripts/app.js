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
    for (var folded = target; folded; folded = folded.parentElement) {
      if (folded.tagName === 'DETAILS') folded.open = true;
    }
    if (target) target.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('keydown', onKey);
  window.addEventListener('hashchange', openTarget);
  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.addEventListener('click', function () {
      window.print();
    });
  });
  /* A paper that is printed is issued: said once, whoever began the printing. */
  var issued = document.querySelector('[data-issues]');
  function sayIssued() {
    var form = issued;
    if (!form) return;
    issued = null;
    window
      .fetch(form.action, {
        method: 'POST',
        body: new window.URLSearchParams(new window.FormData(form)),
        headers: { 'hx-request': 'true' },
        keepalive: true,
      })
      .catch(function () {
        issued = form;
      });
  }
  window.addEventListener('beforeprint', sayIssued);
  placeFocus();
})();
