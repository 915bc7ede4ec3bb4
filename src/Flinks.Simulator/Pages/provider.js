// In the window of a bank that is signed in to elsewhere: once the person has answered, tells the page that opened the window, and closes it.
(() => {
  if (document.querySelector('[data-answered]')) {
    window.opener?.postMessage({ provider: 'answered' }, location.origin);
    window.close();
  }
})();
