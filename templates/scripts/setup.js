/* Is this PC's clock right? A minute of difference is more than a network takes. */
(function () {
  'use strict';

  var notice = document.getElementById('clock-differs');
  notice.hidden = Math.abs(Date.now() - Number(notice.dataset.now)) < 90000;
})();
