/* A screen on the wall turns to its next page without a flash. Where somebody asked for less motion it stands still; whoever stands on a button is not interrupted. */
(function () {
  'use strict';
  var main = document.querySelector('main[data-next]');
  if (!main) return;
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
    window.location.replace(main.getAttribute('data-still'));
    return;
  }
  function after(seconds) {
    window.setTimeout(turn, seconds * 1000);
  }
  function turn() {
    var foot = document.querySelector('.wall-foot');
    if (foot.contains(document.activeElement)) return after(5);
    fetch(main.getAttribute('data-next'), { credentials: 'same-origin', redirect: 'error' })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, 'text/html');
        ['.wall-top', 'main', '.wall-foot'].forEach(function (part) {
          document.querySelector(part).replaceWith(document.importNode(fresh.querySelector(part), true));
        });
        main = document.querySelector('main');
        after(Number(main.getAttribute('data-seconds')));
      })
      .catch(function () {
        // The page stays, and says when its figures are from.
        after(60);
      });
  }
  after(Number(main.getAttribute('data-seconds')));
})();
