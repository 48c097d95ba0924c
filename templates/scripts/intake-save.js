/* Saving intake: what is typed survives a reload and a pulled plug, and becomes one dossier however often it is sent. */
(function () {
  'use strict';

  var intake = window.deskIntake;
  var form = intake.form;
  var note = document.getElementById('person-note');
  var draftName = 'intake:' + form.dataset.user;
  var saving = false;

  function save() {
    if (saving) return;
    saving = true;
    form.setAttribute('aria-busy', 'true');
    intake
      .settled()
      .then(function () {
        keepDraft(true);
        return intake.ask(form.getAttribute('action'));
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
    return !['procedureCode', 'applicant.name', 'applicant.idNumber', 'applicant.phone'].some(intake.valueOf);
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
    return Promise.resolve(intake.valueOf('procedureCode') === '' ? null : intake.showSlip())
      .then(function () {
        put(draft, null);
        intake.showKind();
        return intake.lookUp({});
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

  form.noValidate = true;
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
  window.addEventListener('online', function () {
    if (!document.getElementById('offline').hidden) offline(false);
  });
  begin();
})();
