// Opens a signed address of Connect for an app's WebView: /launch#<address>. The fragment never leaves the browser but in the body of the
// one call that checks it; nothing is written to the console, to storage or to another address.
import { tellApp } from './native.js?v={version}';
import { language, textsOf } from './texts.js?v={version}';
import { isEnd, readMessage } from './widget.js?v={version}';

const parts = Object.fromEntries(['card', 'title', 'text', 'again'].map(id => [id, document.getElementById(id)]));
let visit = null;

// One address; a newer one in the same window ends it.
class Visit {
  #candidates;
  #frame = null;
  #origin = null;

  constructor(fragment) {
    this.#candidates = candidates(fragment);
  }

  async open() {
    show('opening');
    const verdict = await this.#verify();
    if (visit !== this) {
      return;
    }

    if (verdict.url) {
      this.#showFrame(verdict.url);
    } else {
      show(verdict.state);
      tellApp({ step: `bff_launch_${verdict.state}` });
    }
  }

  end() {
    this.#frame?.remove();
    this.#frame = null;
    this.#origin = null;
  }

  hear(event) {
    if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== this.#origin) {
      return;
    }

    const message = readMessage(event.data);
    if (!message) {
      return;
    }

    this.#uncover();
    tellApp(message);
    if (isEnd(message)) {
      // Hidden, not taken away: it may be on its way to the app's own address. What it says twice is heard once.
      this.#frame.hidden = true;
      this.#origin = null;
      show('finished');
    }
  }

  // Its own address may be none that this page frames; later, where it leads to after its end.
  block() {
    if (!this.#origin) {
      return;
    }

    this.end();
    show('blocked');
    tellApp({ step: 'bff_launch_blocked' });
  }

  async #verify() {
    let state = 'invalid';
    for (const url of this.#candidates) {
      const answer = await verify(url);
      if (answer.valid) {
        return { url };
      }

      state = answer.state;
      if (state !== 'invalid') {
        break;
      }
    }

    return { state };
  }

  #showFrame(url) {
    this.#origin = new URL(url).origin;
    this.#frame = document.createElement('iframe');
    this.#frame.title = textsOf('open').title;
    this.#frame.allow = 'camera; clipboard-write; fullscreen';
    this.#frame.referrerPolicy = 'no-referrer';
    this.#frame.hidden = true;
    this.#frame.addEventListener('load', () => this.#uncover());
    this.#frame.src = url;
    tellApp({ step: 'bff_launch_ready' });
    document.body.append(this.#frame);
  }

  #uncover() {
    if (this.#origin && this.#frame?.hidden) {
      parts.card.hidden = true;
      this.#frame.hidden = false;
      document.title = textsOf('open').title;
      this.#frame.focus();
    }
  }
}

// Apps hand the address over as it is, percent-encoded, or encoded in part, as some systems do: the one that is signed is right.
function candidates(fragment) {
  const decoded = decode(fragment);
  return [...new Set(/^https?:/i.test(fragment) ? [fragment, decoded] : [decoded])].filter(candidate => candidate);
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

async function verify(url) {
  try {
    const response = await fetch('/api/v1/resume-urls/verify', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url }),
      credentials: 'omit',
      redirect: 'error',
    });
    return response.ok ? readVerdict(await response.json()) : { state: stateOf(response.status) };
  } catch {
    return { state: 'unreachable' };
  }
}

function readVerdict({ valid, reason }) {
  return valid === true ? { valid } : { state: reason === 'expired' ? 'expired' : 'invalid' };
}

// What is too long, or no text that can be sent, is no address of ours.
function stateOf(status) {
  return status === 429 ? 'busy' : status < 500 ? 'invalid' : 'unreachable';
}

function show(state) {
  const { title, text, again } = textsOf(state);
  parts.card.dataset.state = state;
  parts.card.hidden = false;
  parts.title.textContent = document.title = title;
  parts.text.textContent = text;
  parts.again.hidden = !again;
  parts.again.textContent = again ?? '';
  if (state !== 'opening') {
    parts.title.focus();
  }
}

function takeFragment() {
  const fragment = location.hash.slice(1);
  // Before anything else: no history, no screenshot of the address bar, no later script.
  history.replaceState(null, '', location.pathname);
  return fragment;
}

function begin(fragment) {
  visit?.end();
  visit = new Visit(fragment);
  visit.open();
}

const first = takeFragment();
document.documentElement.lang = language;
parts.again.addEventListener('click', () => visit.open());
addEventListener('message', event => visit.hear(event));
addEventListener('securitypolicyviolation', violation => {
  if (violation.effectiveDirective === 'frame-src') {
    visit.block();
  }
});
// An app may use one window for several addresses, one after the other.
addEventListener('hashchange', () => {
  const next = takeFragment();
  if (next) {
    begin(next);
  }
});
begin(first);
