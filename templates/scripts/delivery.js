/* Copying a message into a chat, and a signature drawn on the screen. Without script one copies by hand and ticks a box. */
(function () {
  'use strict';

  document.querySelectorAll('[data-copy]').forEach(function (button) {
    button.addEventListener('click', function () {
      var text = document.getElementById(button.dataset.copy);
      text.focus();
      text.select();
      var done = function () {
        button.textContent = button.dataset.copied;
      };
      // An office network without TLS has no clipboard of the new kind.
      if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(done);
      else if (document.execCommand('copy')) done();
    });
  });

  function signing(form) {
    var canvas = form.querySelector('canvas');
    var pen = canvas.getContext('2d');
    var field = form.querySelector('[name=drawing]');
    var drawn = false;
    var down = false;

    function place(event) {
      var box = canvas.getBoundingClientRect();
      return [
        ((event.clientX - box.left) * canvas.width) / box.width,
        ((event.clientY - box.top) * canvas.height) / box.height,
      ];
    }

    function clear() {
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.lineWidth = 3;
      pen.lineCap = 'round';
      drawn = false;
    }

    canvas.addEventListener('pointerdown', function (event) {
      down = true;
      canvas.setPointerCapture(event.pointerId);
      pen.beginPath();
      pen.moveTo.apply(pen, place(event));
      event.preventDefault();
    });
    canvas.addEventListener('pointermove', function (event) {
      if (!down) return;
      pen.lineTo.apply(pen, place(event));
      pen.stroke();
      drawn = true;
    });
    canvas.addEventListener('pointerup', function () {
      down = false;
    });
    form.querySelector('[data-clear]').addEventListener('click', clear);
    form.addEventListener('submit', function () {
      field.disabled = !drawn;
      if (drawn) field.value = canvas.toDataURL('image/png');
    });
    clear();
  }

  document.querySelectorAll('form[data-signing]').forEach(signing);
})();
