// Plays a Connect visit: posts each step's events to whoever opened the page, shows the step's screen, sends the screen's forms.
// Loaded before the first screen, so that nobody can send a form past it.
(() => {
  function tell(event) {
    const { stringify, webview } = document.body.dataset;
    const message = stringify === 'true' ? JSON.stringify(event) : event;
    if (webview === 'true' && window.ReactNativeWebView) {
      window.ReactNativeWebView.postMessage(JSON.stringify(event));
    } else if (window.parent !== window) {
      window.parent.postMessage(message, '*');
    } else if (window.opener) {
      window.opener.postMessage(message, '*');
    }
  }

  function play(step) {
    if (step.screen) {
      const screen = document.getElementById('screen');
      screen.innerHTML = step.screen;
      screen.querySelector('h1')?.focus();
    }

    step.events.forEach(tell);
    if (step.leaveTo) {
      // Of a foreign top window only href may be set.
      (step.leavesFrame ? window.top : window).location.href = step.leaveTo;
    }
  }

  document.addEventListener('submit', async event => {
    event.preventDefault();
    const form = event.target;
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const buttons = form.querySelectorAll('button');
    buttons.forEach(button => { button.disabled = true; });
    try {
      const response = await fetch(form.action, { method: 'POST', body });
      if (!response.ok) {
        throw new Error(`Status ${response.status}`);
      }

      play(await response.json());
    } catch {
      const screen = document.getElementById('screen');
      screen.querySelector('[role=alert]').textContent = screen.dataset.unreachable;
    } finally {
      buttons.forEach(button => { button.disabled = false; });
    }
  });

  document.addEventListener('DOMContentLoaded', () => play(JSON.parse(document.body.dataset.start)));
})();
