/* A chip puts its placeholder where the cursor stands; what a browser without script shows is typed by hand. */
(function () {
  'use strict';

  var box = document.getElementById('text');
  if (!box) return;
  document.querySelectorAll('[data-insert]').forEach(function (chip) {
    chip.addEventListener('click', function () {
      box.focus();
      box.setRangeText(chip.dataset.insert, box.selectionStart, box.selectionEnd, 'end');
      box.dispatchEvent(new window.Event('input', { bubbles: true }));
    });
  });
})();
