/* Ticks every row of a part of the work list at once, and says how many are ticked. Without it, rows are ticked singly. */
(function () {
  'use strict';
  function boxesOf(form) {
    return Array.prototype.slice.call(document.querySelectorAll('input[type=checkbox][form="' + form.id + '"]'));
  }
  function tickAll(form) {
    var boxes = boxesOf(form);
    if (boxes.length < 2) return;
    var button = form.querySelector('button[type=submit]');
    var label = document.createElement('label');
    var all = document.createElement('input');
    var count = document.createElement('span');
    label.className = 'work-all';
    all.type = 'checkbox';
    label.appendChild(all);
    label.appendChild(document.createTextNode(form.getAttribute('data-all') + ' '));
    label.appendChild(count);
    form.insertBefore(label, form.firstChild);
    function say() {
      var ticked = boxes.filter(function (box) {
        return box.checked;
      }).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
      count.textContent = ticked > 0 ? '(' + ticked + ')' : '';
      button.disabled = ticked === 0;
    }
    all.addEventListener('change', function () {
      boxes.forEach(function (box) {
        box.checked = all.checked;
      });
      say();
    });
    boxes.forEach(function (box) {
      box.addEventListener('change', say);
    });
    window.addEventListener('pageshow', say);
    say();
  }
  Array.prototype.forEach.call(document.querySelectorAll('form.work-bulk'), tickAll);
})();
