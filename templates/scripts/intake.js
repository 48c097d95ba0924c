/* Intake by the keyboard alone: the form works without any of this, only slower. */
(function () {
  'use strict';

  var form = document.getElementById('intake');
  var note = document.getElementById('person-note');
  var slip = document.getElementById('slip');
  var pending = Promise.resolve();
  var turns = {};

  function one(name) {
    return form.querySelector('[name="' + name + '"]');
  }
  function valueOf(name) {
    var checked = form.querySelector('[name="' + name + '"]:checked');
    return (checked || one(name) || { value: '' }).value;
  }

  /* ---- asking the server ---- */

  function body(extra) {
    var data = new window.URLSearchParams(new window.FormData(form));
    Object.keys(extra || {}).forEach(function (name) {
      data.set(name, extra[name]);
    });
    return data;
  }
  function ask(path, extra) {
    return window.fetch(path, { method: 'POST', body: body(extra), headers: { 'hx-request': 'true' } });
  }
  /* A piece of the page; only the answer to the last question counts. */
  function piece(path, extra, place) {
    var turn = (turns[path] = (turns[path] || 0) + 1);
    var work = ask(path, extra)
      .then(function (answer) {
        return answer.ok ? answer.text() : null;
      })
      .then(function (text) {
        if (text !== null && turn === turns[path]) place(text);
      })
      .catch(function () {
        // No connection: the form goes on without, and saving says so.
      });
    pending = Promise.all([pending, work]);
    return work;
  }

  /* ---- the slip ---- */

  function showSlip() {
    return piece('/dossiers/promise-preview', {}, function (html) {
      var parsed = document.createElement('template');
      parsed.innerHTML = html;
      var papers = parsed.content.querySelector('[data-papers]');
      if (papers && papers.dataset.papers !== one('_listedFor').value) {
        one('_listedFor').value = papers.dataset.papers;
        document.getElementById('listed').replaceChildren(papers.content);
      }
      if (papers) papers.remove();
      if (slip) slip.replaceChildren(parsed.content);
      form.dispatchEvent(new window.Event('change'));
    });
  }

  /* ---- the person ---- */

  function lookUp(extra) {
    return piece('/dossiers/new/person', extra, function (html) {
      note.innerHTML = html;
      note.querySelectorAll('[data-fill]').forEach(function (fill) {
        fillIn(fill.dataset.fill, fill.textContent, 'over' in fill.dataset);
      });
      form.dispatchEvent(new window.Event('change'));
    });
  }
  function fillIn(name, value, over) {
    if (name === 'applicant.kind') {
      form.querySelector('[name="applicant.kind"][value="' + value + '"]').checked = true;
      showKind();
      return;
    }
    var field = one(name);
    if (field && (over || field.tagName === 'SELECT' || field.value.trim() === '')) field.value = value;
  }
  function digits(name) {
    return valueOf(name).replace(/[\s.]/g, '');
  }
  function onNumber(event) {
    var number = digits(event.target.name);
    var whole = event.target.name === 'applicant.phone' ? /^0\d{9,10}$/ : /^(?:\d{12}|\d{10}(?:-\d{3})?)$/;
    var late = event.type === 'change' && number.length > 8;
    if ((whole.test(number) || late) && event.target.dataset.asked !== number) {
      event.target.dataset.asked = number;
      lookUp({});
    }
  }
  function another() {
    [
      'applicant.idNumber',
      'applicant.phone',
      'applicant.name',
      'applicant.address',
      'applicant.representative',
      'applicant.contactName',
    ].forEach(function (name) {
      one(name).value = '';
      delete one(name).dataset.asked;
    });
    one('applicant.email').value = '';
    note.innerHTML = '';
    one('applicant.idNumber').focus();
    form.dispatchEvent(new window.Event('change'));
  }
  function last() {
    lookUp({ _do: 'last' });
  }
  function showKind() {
    var organisation = valueOf('applicant.kind') === 'organisation';
    ['applicant.representative', 'applicant.contactName'].forEach(function (name) {
      one(name).closest('.field').hidden = !organisation;
    });
  }

  /* ---- Enter goes on, F9 and Ctrl+Enter save ---- */

  function onEnter(event) {
    var field = event.target;
    if (field.name === 'applicant.idNumber' && event.key === 'ArrowDown' && field.value === '') {
      event.preventDefault();
      last();
      return;
    }
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (/^(?:INPUT|SELECT)$/.test(field.tagName)) {
      event.preventDefault();
      next(field);
    }
  }
  function next(field) {
    var fields = Array.from(form.elements).filter(function (each) {
      var typed = /^(?:INPUT|SELECT|TEXTAREA)$/.test(each.tagName) && each.type !== 'hidden';
      return typed && each.getClientRects().length > 0 && !each.closest('details:not([open])');
    });
    var from = fields.indexOf(field);
    var to = fields.slice(from + 1).find(function (each) {
      return each.name !== field.name || each.type !== 'radio';
    });
    if (to) to.focus();
    else form.querySelector('[data-key="F9"]').focus();
  }

  /* ---- beginning ---- */

  function loadCamera() {
    var script = document.createElement('script');
    script.src = '/assets/camera.js';
    document.head.appendChild(script);
  }

  ['procedureCode', 'instant', 'assisted'].forEach(function (name) {
    one(name).addEventListener('change', function () {
      showSlip();
      if (name === 'procedureCode' && (digits('applicant.idNumber') !== '' || one('_recall'))) lookUp({});
    });
  });
  ['applicant.idNumber', 'applicant.phone'].forEach(function (name) {
    one(name).addEventListener('input', onNumber);
    one(name).addEventListener('change', onNumber);
  });
  form.querySelectorAll('[name="applicant.kind"]').forEach(function (each) {
    each.addEventListener('change', showKind);
  });
  form.addEventListener('keydown', onEnter);
  form.querySelector('[data-last]').addEventListener('click', last);
  form.querySelector('[data-other]').addEventListener('click', another);
  document.addEventListener('desk:scan', function (event) {
    if (!event.detail.card) return;
    event.preventDefault();
    lookUp({ _scan: event.detail.text });
    one('applicant.name').focus();
  });
  if (navigator.mediaDevices) {
    var camera = form.querySelector('[data-camera]');
    camera.hidden = false;
    camera.addEventListener('click', loadCamera, { once: true });
  }
  showKind();
  window.deskIntake = {
    form: form,
    ask: ask,
    valueOf: valueOf,
    showSlip: showSlip,
    lookUp: lookUp,
    showKind: showKind,
    settled: function () {
      return pending;
    },
  };
})();
