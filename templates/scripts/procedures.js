/* A long list of procedures becomes a box to type in (data-filters: the list's id) and a short list below it. */
(function () {
  'use strict';

  function fold(text) {
    return text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/đ/g, 'd');
  }
  /* Raw Telex: tones at any place after the vowel, doubled letters also with others between. */
  function untelex(word) {
    var meant = '';
    word.split('').forEach(function (letter) {
      var vowel = /[aeiouy]/.test(meant);
      if (vowel && 'sfrxjz'.indexOf(letter) >= 0) return;
      if (letter === 'd' && meant.charAt(0) === 'd' && (meant === 'd' || vowel)) return;
      if (letter === 'w') {
        if (!/[aou]/.test(meant)) meant += 'u';
        return;
      }
      if ('aeo'.indexOf(letter) >= 0 && meant.indexOf(letter) >= 0 && !(letter === 'o' && /o[ae]$/.test(meant))) return;
      meant += letter;
    });
    return meant;
  }
  /* 0: no match; the surer the way it was named, the higher. */
  function rank(option, query) {
    var label = fold(option.textContent);
    var words = label.split(/[^a-z0-9.]+/).filter(Boolean);
    var whole = query.replace(/\s+/g, '');
    if (words[0] === whole) return 5;
    if (/^[\d.]+$/.test(whole)) return words[0].indexOf(whole) >= 0 ? 4 : 0;
    var initials = words
      .slice(1)
      .map(function (word) {
        return word.charAt(0);
      })
      .join('');
    if (initials.indexOf(whole) === 0) return 4;
    if (whole.length > 1 && initials.indexOf(whole) > 0) return 2;
    var all = query.split(/\s+/).every(function (part) {
      return words.some(function (word) {
        return word.indexOf(part) === 0 || word.indexOf(untelex(part)) === 0;
      });
    });
    return all ? 3 : 0;
  }
  function bestOf(list, query) {
    var best = null;
    var most = 0;
    Array.from(list.options).forEach(function (option) {
      var sure = option.value === '' ? 0 : query === '' ? 1 : rank(option, query);
      option.hidden = option.value !== '' && sure === 0;
      if (sure > most) {
        most = sure;
        best = option;
      }
    });
    Array.from(list.querySelectorAll('optgroup')).forEach(function (group) {
      group.hidden = Array.from(group.children).every(function (option) {
        return option.hidden;
      });
    });
    return best;
  }
  function choose(list, option) {
    if (!option) return false;
    option.selected = true;
    option.scrollIntoView({ block: 'nearest' });
    list.dispatchEvent(new window.Event('change', { bubbles: true }));
    return true;
  }
  function onKey(event, filter, list) {
    if (event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    event.preventDefault();
    event.stopPropagation();
    var query = fold(filter.value.trim());
    if (query === '' && list.value === '' && event.key === 'Enter') return;
    var standing = query === '' && list.value !== '';
    if (!standing && !choose(list, bestOf(list, query))) return;
    if (event.key === 'ArrowDown') list.focus();
    else document.getElementById(filter.dataset.then).focus();
  }

  document.querySelectorAll('[data-filters]').forEach(function (filter) {
    var list = document.getElementById(filter.dataset.filters);
    list.size = 6;
    window.addEventListener('load', function () {
      var chosen = list.selectedOptions[0];
      if (chosen && chosen.value !== '') chosen.scrollIntoView({ block: 'nearest' });
    });
    filter.addEventListener('input', function () {
      bestOf(list, fold(filter.value.trim()));
    });
    filter.addEventListener('keydown', function (event) {
      onKey(event, filter, list);
    });
  });
})();
