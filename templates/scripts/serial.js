/*
 * A reader on a serial line (USB-COM) sends its bytes as they are: nothing rewrites them, and the letters of a name arrive
 * whole. The browser remembers the reader once it was chosen. Needs HTTPS or this very PC.
 */
(function () {
  'use strict';

  var button = document.querySelector('[data-serial]');
  if (!navigator.serial || !button) return;

  /* A reader sends line by line; USB readers do not look at the speed. */
  function listen(port) {
    return port.open({ baudRate: 9600 }).then(
      function () {
        say('on');
        read(port.readable.getReader(), new window.TextDecoder('utf-8'), '');
      },
      function () {
        say('busy');
      },
    );
  }
  function read(reader, decoder, rest) {
    reader.read().then(function (part) {
      if (part.done) return say('off');
      var lines = (rest + decoder.decode(part.value, { stream: true })).split(/[\r\n]+/);
      var left = lines.pop();
      lines.filter(Boolean).forEach(function (line) {
        window.deskScan(line.normalize('NFC'));
      });
      read(reader, decoder, left.slice(-2000));
    }, unplugged);
  }
  function unplugged() {
    say('off');
  }
  function say(state) {
    button.textContent = button.dataset[state];
    button.disabled = state === 'on';
  }

  button.dataset.off = button.textContent;
  button.hidden = false;
  button.addEventListener('click', function () {
    navigator.serial.requestPort().then(listen, unplugged);
  });
  navigator.serial.getPorts().then(function (ports) {
    if (ports[0]) listen(ports[0]);
  });
  navigator.serial.addEventListener('connect', function (event) {
    listen(event.target);
  });
})();
