/*
 * The lock of a screen that somebody left. The server locks by itself (a page that asks nothing for five minutes); this
 * lays the lock over the page, so that what was typed stays, and tells the server while somebody types without asking.
 */
(function () {
  'use strict';

  var again = document.querySelector('[data-sends-itself]');
  if (again) window.HTMLFormElement.prototype.submit.call(again);

  var dialog = document.getElementById('lock');
  if (!dialog) return;
  var panel = document.getElementById('lock-panel');
  var offline = document.getElementById('lock-offline');
  var idle = Number(dialog.dataset.minutes) * 60000;
  var BEAT = 50000;
  var locked = false;
  var switching = false;
  var busy = false;
  var held = [];
  var plainFetch = window.fetch;
  var contact = Date.now();
  var active = contact;

  /* All tabs of a browser are one person at one desk. */
  function note(name, value) {
    try {
      window.localStorage.setItem('dung-hen.' + name, value);
    } catch {
      // A browser that keeps nothing still locks, each tab by itself.
    }
  }
  function noted(name) {
    try {
      return window.localStorage.getItem('dung-hen.' + name);
    } catch {
      return null;
    }
  }
  function lastActive() {
    return Math.max(active, Number(noted('active')));
  }
  function isLeft() {
    return idle > 0 && Date.now() - lastActive() >= idle;
  }

  function onActivity() {
    var now = Date.now();
    if (locked || now - active < 1000) return;
    // The first key after the lunch break must not count as being there.
    if (isLeft()) {
      lock(false);
      return;
    }
    active = now;
    note('active', String(now));
    if (now - contact >= BEAT) beat();
  }

  function beat() {
    contact = Date.now();
    plainFetch('/session/state')
      .then(function (response) {
        return response.json();
      })
      .then(function (state) {
        if (state.username !== dialog.dataset.username) window.location.assign('/');
        else if (state.locked) lock(false);
      })
      .catch(function () {
        // Without a network there is nothing to tell; the page says so itself when it saves.
      });
  }

  function lock(toSwitch) {
    if (locked) return;
    locked = true;
    switching = toSwitch;
    note('locked', String(Date.now()));
    dialog.showModal();
    ask();
  }

  function ask() {
    var token = document.querySelector('[name="_csrf"]').value;
    var form = new window.URLSearchParams({ _csrf: token });
    if (switching) form.set('switch', '1');
    send('/session/lock', form).then(function (response) {
      if (!response) return;
      if (response.redirected || response.status === 403) window.location.reload();
      else response.text().then(show);
    });
  }

  function send(path, form) {
    busy = true;
    return plainFetch(path, { method: 'POST', body: form, headers: { 'x-overlay': '1' } })
      .then(function (response) {
        offline.hidden = true;
        return response;
      })
      .catch(function () {
        offline.hidden = false;
        offline.querySelector('button').focus();
        return null;
      })
      .finally(function () {
        busy = false;
      });
  }

  function show(html) {
    panel.innerHTML = html;
    secret().focus();
  }
  function secret() {
    return panel.querySelector('.unlock-secret');
  }

  function unlock(form) {
    if (busy) return;
    send('/unlock', new window.URLSearchParams(new window.FormData(form))).then(function (response) {
      if (!response) return;
      if (response.status !== 204) {
        response.text().then(show);
        return;
      }
      var place = response.headers.get('x-go');
      note('locked', place ? 'passed' : '');
      if (place) window.location.assign(place);
      else release();
    });
  }

  function release() {
    locked = false;
    contact = active = Date.now();
    note('active', String(active));
    panel.textContent = '';
    dialog.close();
    var waiting = held;
    held = [];
    waiting.forEach(function (askAgain) {
      askAgain();
    });
  }

  /* Up and down choose the person while the PIN is typed; a card that is scanned anywhere lands in its field. */
  function onLockedKey(event) {
    if (!locked) return;
    // Escape closes a dialog when it is pressed twice, and what lies below would be seen until the lock is back.
    if (/^(?:F\d{1,2}|Escape)$/.test(event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    var field = secret();
    if (!field) return;
    if (/^\d$/.test(event.key) && !/^(?:text|password)$/.test(event.target.type)) field.focus();
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target !== field) return;
    event.preventDefault();
    var people = Array.from(panel.querySelectorAll('[type=radio]'));
    var chosen = people.findIndex(function (person) {
      return person.checked;
    });
    if (people.length > 0) people[(chosen + step + people.length) % people.length].checked = true;
  }

  window.addEventListener('keydown', onLockedKey, true);
  ['keydown', 'pointerdown', 'wheel', 'focus'].forEach(function (kind) {
    window.addEventListener(kind, onActivity, { capture: true, passive: true });
  });
  document.addEventListener('visibilitychange', onActivity);
  window.setInterval(function () {
    if (!locked && isLeft()) lock(false);
  }, 5000);
  window.addEventListener('storage', function (event) {
    if (event.key !== 'dung-hen.locked') return;
    if (event.newValue === 'passed') window.location.assign('/');
    else if (event.newValue) lock(false);
    else if (locked) release();
  });
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.matches('[data-unlock]') && dialog.contains(form)) {
      event.preventDefault();
      unlock(form);
    } else if (form.matches('[data-locks]')) {
      event.preventDefault();
      lock(true);
    }
  });
  dialog.addEventListener('cancel', function (event) {
    event.preventDefault();
  });
  // A phone's back gesture asks no key.
  dialog.addEventListener('close', function () {
    if (locked) dialog.showModal();
  });
  offline.querySelector('button').addEventListener('click', ask);
  /* What a script asked while the screen was locked is asked again once it is free: nobody else has to know of the lock. */
  function isHeld(response) {
    var path = new URL(response.url, window.location.href).pathname;
    return response.headers.get('x-held') === 'locked' || (response.redirected && /^\/lock(?:\/|$)/.test(path));
  }
  window.fetch = function (input, init) {
    return plainFetch.call(window, input, init).then(function (response) {
      if (!isHeld(response)) return response;
      return new Promise(function (resolve) {
        held.push(function () {
          resolve(window.fetch(input, init));
        });
        lock(false);
      });
    });
  };
  document.addEventListener('htmx:responseError', function (event) {
    var request = event.detail.requestConfig;
    if (event.detail.xhr.getResponseHeader('x-held') !== 'locked') return;
    held.push(function () {
      window.htmx.ajax(request.verb, request.path, { source: request.elt });
    });
    lock(false);
  });
})();
