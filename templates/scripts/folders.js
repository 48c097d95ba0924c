/* Numbers of a folder: Enter goes down the column, as in a spreadsheet; behind the last line it saves. */
(function () {
  'use strict';
  var form = document.querySelector('form[data-grid]');
  if (!form) return;
  form.addEventListener('keydown', function (event) {
    var field = event.target;
    if (event.key !== 'Enter' || event.isComposing || !field.dataset || !field.dataset.col) return;
    event.preventDefault();
    var column = Array.from(form.querySelectorAll('[data-col="' + field.dataset.col + '"]'));
    var next = column[column.indexOf(field) + 1];
    if (next) {
      next.focus();
      if (next.select) next.select();
    } else form.querySelector('button[type=submit]').click();
  });
})();
