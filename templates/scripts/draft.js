/*
 * What is being typed is kept on this PC until the server says it has it: per person, for twelve hours at most, gone
 * when they log out. A form sent twice carries the same key, so it is written once.
 */
(function () {
  'use strict';

  var PREFIX = 'draft:';
  var LIFE = 12 * 3600 * 1000;

  function stored() {
    try {
      return Object.keys(window.localStorage).filter(function (name) {
        return name.indexOf(PREFIX) === 0;
      });
    } catch {
      return [];
    }
  }

  function drop(name) {
    try {
      window.localStorage.removeItem(PREFIX + name);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  function read(name) {
    var draft;
    try {
      draft = JSON.parse(window.localStorage.getItem(PREFIX + name) || 'null');
    } catch {
      return null;
    }
    if (draft && Date.now() - draft.at < LIFE) return draft;
    drop(name);
    return null;
  }

  function keep(name, draft) {
    draft.at = Date.now();
    try {
      window.localStorage.setItem(PREFIX + name, JSON.stringify(draft));
    } catch {
      // Full or forbidden: the form itself still holds everything.
    }
  }

  stored().forEach(function (name) {
    read(name.slice(PREFIX.length));
  });
  document.addEventListener('submit', function (event) {
    if (event.target.getAttribute('action') !== '/log-out') return;
    stored().forEach(function (name) {
      drop(name.slice(PREFIX.length));
    });
  });

  window.deskDraft = { read: read, keep: keep, drop: drop };
})();
