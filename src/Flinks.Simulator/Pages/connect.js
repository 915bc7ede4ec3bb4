// Plays a Connect visit: posts each step's events to whoever opened the page, shows the step's screen, sends the screen's forms.
// Loaded before the first screen, so that nobody can send a form past it.
(() => {
  function tell(event) {
    const { stringify, webview } = document.body.dataset;
    const text = JSON.stringify(event);
    const message = stringify === 'true' ? text : event;
    const app = window.ReactNativeWebView ?? window.webkit?.messageHandlers?.flinksEvent;
    if (webview === 'true' && app) {
      app.postMessage(text);
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

  // At the click itself: a browser blocks what opens later.
  function openWindow(address) {
    return window.open(address, 'bank', 'popup,width=480,height=640') ? 'opened' : 'blocked';
  }

  // Accents do not count: "inventee" finds "Inventée".
  function plain(text) {
    return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  }

  function filter(search) {
    const items = [...document.getElementById(search.dataset.filters).children];
    items.forEach(item => { item.hidden = !plain(item.textContent).includes(plain(search.value.trim())); });
    const found = items.filter(item => !item.hidden).length;
    document.getElementById('found').textContent = `${search.dataset.found} ${found}`;
  }

  document.addEventListener('submit', async event => {
    event.preventDefault();
    const form = event.target;
    const body = new URLSearchParams(new FormData(form, event.submitter));
    if (event.submitter?.dataset.window) {
      body.set('popup', openWindow(event.submitter.dataset.window));
    }

    const status = document.getElementById('status');
    const buttons = form.querySelectorAll('button');
    buttons.forEach(button => { button.disabled = true; });
    status.textContent = status.dataset.wait;
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
      status.textContent = '';
      buttons.forEach(button => { button.disabled = false; });
    }
  });

  document.addEventListener('input', event => {
    if (event.target.dataset.filters) {
      filter(event.target);
    }
  });

  // Who presses Enter while searching takes the only bank that is left.
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target.dataset?.filters) {
      event.preventDefault();
      const left = document.querySelectorAll(`#${event.target.dataset.filters} > :not([hidden]) button`);
      if (left.length === 1) {
        left[0].click();
      }
    }
  });

  document.addEventListener('change', event => {
    const { on, off } = event.target.dataset;
    if (on) {
      tell({ step: event.target.checked ? on : off });
    }
  });

  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-tells]');
    if (link) {
      tell({ step: link.dataset.tells });
    }
  });

  // Opening and closing do not bubble.
  document.addEventListener('toggle', event => {
    if (event.target.open && event.target.dataset.tells) {
      tell({ step: event.target.dataset.tells });
    }
  }, true);

  window.addEventListener('message', event => {
    if (event.origin === location.origin && event.data?.provider === 'answered') {
      document.getElementById('returned')?.requestSubmit();
    }
  });

  window.addEventListener('online', () => tell({ step: 'APP_ONLINE' }));
  window.addEventListener('offline', () => tell({ step: 'APP_OFFLINE' }));
  document.addEventListener('DOMContentLoaded', () => play(JSON.parse(document.body.dataset.start)));
})();
