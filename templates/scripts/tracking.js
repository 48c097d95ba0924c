'use strict';
// The QR code of a slip: code and secret behind the `#`. They go into the form, and out of the address.
(() => {
  const form = document.getElementById('track');
  const [code, secret] = window.location.hash.slice(1).split('/');
  if (!form || !code || !/^\d{8}$/.test(secret || '')) return;
  window.history.replaceState(null, '', window.location.pathname);
  try {
    form.elements.namedItem('code').value = decodeURIComponent(code);
  } catch {
    return;
  }
  form.elements.namedItem('secret').value = secret;
  form.requestSubmit();
})();
