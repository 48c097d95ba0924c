/*
 * Reads the QR of a citizen card with the camera of the PC. Loaded when somebody asks for it; the decoder with it, where
 * the browser has none of its own. Needs HTTPS or this very PC: browsers give pages on plain HTTP no camera.
 */
(function () {
  'use strict';

  var EVERY = 200;
  var box = document.getElementById('camera');
  var video = box.querySelector('video');
  var says = box.querySelector('[data-camera-says]');
  var hold = says.textContent;
  var stream = null;
  var reader = null;

  function detector() {
    if (!window.BarcodeDetector) return decoder();
    return window.BarcodeDetector.getSupportedFormats().then(function (formats) {
      return formats.indexOf('qr_code') < 0 ? decoder() : new window.BarcodeDetector({ formats: ['qr_code'] });
    });
  }
  function decoder() {
    return import('/assets/vendor/qr/decode.js').then(function (qr) {
      return new qr.BarcodeDetector({ formats: ['qr_code'] });
    });
  }

  function open() {
    box.hidden = false;
    says.textContent = hold;
    Promise.all([detector(), navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })])
      .then(function (both) {
        reader = both[0];
        stream = both[1];
        video.srcObject = stream;
        return video.play();
      })
      .then(look)
      .catch(function () {
        says.textContent = says.dataset.cameraSays;
      });
  }
  function look() {
    if (!stream) return;
    reader.detect(video).then(function (found) {
      if (!stream) return;
      var text = found.length > 0 ? found[0].rawValue : '';
      if (text === '') {
        window.setTimeout(look, EVERY);
        return;
      }
      close();
      window.deskScan(text);
    });
  }
  function close() {
    if (stream) {
      stream.getTracks().forEach(function (track) {
        track.stop();
      });
    }
    stream = null;
    box.hidden = true;
    document.getElementById('applicant-name').focus();
  }

  box.querySelector('[data-camera-stop]').addEventListener('click', close);
  document.querySelector('[data-camera]').addEventListener('click', open);
  open();
})();
