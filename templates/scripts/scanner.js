/*
 * A barcode reader is a keyboard: what it reads is known by its pace, its shape and the Enter at its end, wherever the
 * focus is. Whoever wants the keys as they come (a box for many scans) says data-takes-scan.
 */
(function () {
  'use strict';

  var PAUSE = 150;
  var PACE = 50;
  var CODE = /(?:[A-Z]\d{2}(?:\.\d{2,3}){0,3}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-\d{6}-\d{4,6}(?!\d)/i;
  var CARD = /\d{12}\|(?:\d{9}|\d{12})?\|[^|]*\|\d{8}\|/;
  var burst = null;

  function onKey(event) {
    var field = document.activeElement;
    if (event.isComposing || (field && field.closest('[data-takes-scan]'))) {
      burst = null;
      return;
    }
    var now = event.timeStamp;
    if (event.key === 'Enter') {
      finish(event);
      return;
    }
    if (event.key.length > 1 && event.key !== 'Backspace') return;
    if (!burst || now - burst.last > PAUSE || burst.field !== field) {
      burst = { text: '', keys: 0, first: now, last: now, field: field, before: field && field.value };
    }
    // Vietnamese typing takes a letter back and writes another one.
    burst.text = event.key === 'Backspace' ? burst.text.slice(0, -1) : burst.text + event.key;
    burst.keys += 1;
    burst.last = now;
    // A space in the middle of a scan must not press the button that has the focus.
    if (event.key === ' ' && isFast() && !isTypedInto(field)) event.preventDefault();
  }

  function isFast() {
    return burst.keys > 8 && (burst.last - burst.first) / burst.keys <= PACE;
  }

  function isTypedInto(field) {
    return (
      field && /^(?:INPUT|TEXTAREA)$/.test(field.tagName) && !/^(?:checkbox|radio|button|submit)$/.test(field.type)
    );
  }

  function finish(event) {
    var scan = burst;
    if (!scan || event.timeStamp - scan.last > PAUSE || !isFast()) return;
    burst = null;
    var text = arrived(scan);
    if (!CODE.test(text) && !CARD.test(text)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    putBack(scan);
    take(text);
  }

  /* What stands in the field now, where Vietnamese typing has been at work; its keys, where the field cut it short. */
  function arrived(scan) {
    var before = scan.before || '';
    var value = (isTypedInto(scan.field) && scan.field.value) || '';
    var typed = value.indexOf(before) === 0 ? value.slice(before.length) : value;
    return typed.length > scan.text.length ? typed : scan.text;
  }

  function putBack(scan) {
    if (scan.before === undefined || scan.before === null || scan.field.value === scan.before) return;
    if (scan.field.type === 'checkbox' || scan.field.type === 'radio') return;
    scan.field.value = scan.before;
    scan.field.dispatchEvent(new window.Event('input', { bubbles: true }));
    scan.field.dispatchEvent(new window.Event('change', { bubbles: true }));
  }

  function take(text) {
    var event = new window.CustomEvent('desk:scan', {
      detail: { text: text, card: CARD.test(text) },
      cancelable: true,
    });
    if (!document.dispatchEvent(event)) return;
    var find = document.getElementById('find');
    if (!find) return;
    var code = CODE.exec(text);
    find.value = code ? code[0].toUpperCase() : text.slice(0, 12);
    find.form.submit();
  }

  document.addEventListener('keydown', onKey, true);
  window.deskScan = take;
})();
