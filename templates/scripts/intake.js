/* Intake by the keyboard alone: the form works without any of this, only slower. */
(function () {
  'use strict';

  var form = document.getElementById('intake');
  var note = document.getElementById('person-note');
  var slip = document.getElementById('slip');
  var draftName = 'intake:' + form.dataset.user;
  var pending = Promise.resolve();
  var turns = {};
  var saving = false;

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
      keepDraft();
    });
  }

  /* ---- the person ---- */

  function lookUp(extra) {
    return piece('/dossiers/new/person', extra, function (html) {
      note.innerHTML = html;
      note.querySelectorAll('[data-fill]').forEach(function (fill) {
        fillIn(fill.dataset.fill, fill.textContent, 'over' in fill.dataset);
      });
      keepDraft();
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
    ].forEach(function (name) {
      one(name).value = '';
      delete one(name).dataset.asked;
    });
    one('applicant.email').value = '';
    note.innerHTML = '';
    one('applicant.idNumber').focus();
    keepDraft();
  }
  function last() {
    lookUp({ _do: 'last' });
  }
  function showKind() {
    var organisation = valueOf('applicant.kind') === 'organisation';
    one('applicant.representative').closest('.field').hidden = !organisation;
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
      save();
    } else if (/^(?:INPUT|SELECT)$/.test(field.tagName)) {
      event.preventDefault();
      next(field);
    }
  }
  function next(field) {
    var fields = Array.from(form.elements).filter(function (each) {
      return (
        /^(?:INPUT|SELECT|TEXTAREA)$/.test(each.tagName) && each.getClientRects().length > 0 && each.type !== 'hidden'
      );
    });
    var from = fields.indexOf(field);
    var to = fields.slice(from + 1).find(function (each) {
      return each.name !== field.name || each.type !== 'radio';
    });
    if (to) to.focus();
    else form.querySelector('[data-key="F9"]').focus();
  }

  /* ---- saving ---- */

  function save() {
    if (saving) return;
    saving = true;
    form.setAttribute('aria-busy', 'true');
    pending
      .then(function () {
        keepDraft(true);
        return ask(form.getAttribute('action'));
      })
      .then(function (answer) {
        var place = answer.headers.get('location');
        if (answer.status === 201 && place) window.location.assign(place);
        // Refused: nothing was written, and the same form again brings the page that says why.
        else form.submit();
      })
      .catch(function () {
        saving = false;
        form.removeAttribute('aria-busy');
        offline(true);
      });
  }
  function offline(lost) {
    var box = document.getElementById('offline');
    box.hidden = false;
    box.querySelector('[data-when="lost"]').hidden = !lost;
    box.querySelector('[data-when="back"]').hidden = lost;
    box.scrollIntoView({ block: 'nearest' });
  }

  /* ---- the draft ---- */

  function isBlank() {
    return !['procedureCode', 'applicant.name', 'applicant.idNumber', 'applicant.phone'].some(valueOf);
  }
  function keepDraft(sent) {
    if (isBlank()) {
      window.deskDraft.drop(draftName);
      return;
    }
    var fields = Array.from(form.elements)
      .filter(function (each) {
        return each.name && each.name !== '_csrf' && !/^(?:submit|button)$/.test(each.type);
      })
      .map(function (each) {
        return [each.name, each.value, /^(?:checkbox|radio)$/.test(each.type) ? each.checked : null];
      });
    window.deskDraft.keep(draftName, { fields: fields, sent: sent === true });
  }
  function restore(draft) {
    put(draft, ['procedureCode', 'instant', 'assisted', '_key']);
    hold(draft, '_recall');
    hold(draft, '_scanned');
    return Promise.resolve(valueOf('procedureCode') === '' ? null : showSlip())
      .then(function () {
        put(draft, null);
        showKind();
        return lookUp({});
      })
      .then(function () {
        put(draft, null);
        keepDraft(draft.sent);
      });
  }
  function put(draft, names) {
    draft.fields.forEach(function (kept) {
      if (names && names.indexOf(kept[0]) < 0) return;
      form.querySelectorAll('[name="' + kept[0] + '"]').forEach(function (field) {
        if (kept[2] === null) field.value = kept[1];
        else if (field.value === kept[1]) field.checked = kept[2];
      });
    });
  }
  /* What the server said of the person comes back with the next look-up; until then its sign is held. */
  function hold(draft, name) {
    var kept = draft.fields.find(function (each) {
      return each[0] === name;
    });
    if (!kept) return;
    var field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = kept[1];
    note.appendChild(field);
  }
  function tellOfDraft(draft) {
    var box = document.getElementById('draft-note');
    box.hidden = false;
    box.querySelector('[data-draft-time]').textContent = new Date(draft.at).toTimeString().slice(0, 5);
    box.querySelector('[data-draft-drop]').addEventListener('click', function () {
      window.deskDraft.drop(draftName);
      window.location.assign('/dossiers/new');
    });
  }

  /* ---- beginning ---- */

  function begin() {
    var saved = document.querySelector('[data-saved]');
    var draft = window.deskDraft.read(draftName);
    if (saved && draft && draft.sent) {
      window.deskDraft.drop(draftName);
      if (document.querySelector('.print-sheet')) window.setTimeout(window.print, 0);
    } else if (!saved && draft && !document.getElementById('wrongs')) {
      tellOfDraft(draft);
      restore(draft);
    }
  }
  function loadCamera() {
    var script = document.createElement('script');
    script.src = '/assets/camera.js';
    document.head.appendChild(script);
  }

  form.noValidate = true;
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
  form.addEventListener('input', function () {
    keepDraft();
  });
  form.addEventListener('change', function () {
    keepDraft();
  });
  form.addEventListener('submit', function (event) {
    if (event.submitter && event.submitter.hasAttribute('formaction')) return;
    event.preventDefault();
    save();
  });
  form.querySelector('[data-last]').addEventListener('click', last);
  form.querySelector('[data-other]').addEventListener('click', another);
  document.addEventListener('desk:scan', function (event) {
    if (!event.detail.card) return;
    event.preventDefault();
    lookUp({ _scan: event.detail.text });
    one('applicant.name').focus();
  });
  window.addEventListener('online', function () {
    if (!document.getElementById('offline').hidden) offline(false);
  });
  if (navigator.mediaDevices) {
    var camera = form.querySelector('[data-camera]');
    camera.hidden = false;
    camera.addEventListener('click', loadCamera, { once: true });
  }
  showKind();
  begin();
})();
