/* Figures that follow what happens: told that something changed, fetches the page again and puts the parts marked in place. Without it there is the link to refresh. */
(function () {
  'use strict';
  var parts = document.querySelectorAll('[data-live][id]');
  if (!parts.length || !window.EventSource) return;
  var waiting = false;
  var stale = false;
  var source = new EventSource('/dashboard/events');
  function busy(part) {
    return part.contains(document.activeElement) || part.querySelector('details[open]');
  }
  function put(text) {
    var fresh = new DOMParser().parseFromString(text, 'text/html');
    Array.prototype.forEach.call(document.querySelectorAll('[data-live][id]'), function (part) {
      var next = fresh.getElementById(part.id);
      // What somebody reads or stands on stays where it is until they have left it.
      if (!next || busy(part)) {
        stale = stale || Boolean(next);
        return;
      }
      if (next.innerHTML !== part.innerHTML) part.replaceWith(document.importNode(next, true));
    });
  }
  function refresh() {
    waiting = false;
    if (document.hidden) {
      stale = true;
      return;
    }
    stale = false;
    fetch(window.location.href, { credentials: 'same-origin', redirect: 'error' })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(put)
      .catch(function () {
        /* the link to refresh is there, and the time of the figures says how old they are */
      });
  }
  source.addEventListener('changed', function () {
    if (waiting) return;
    waiting = true;
    // Not everybody at the same moment.
    window.setTimeout(refresh, 200 + Math.random() * 1500);
  });
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden && stale) refresh();
  });
  window.addEventListener('pagehide', function () {
    source.close();
  });
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) window.location.reload();
  });
})();
