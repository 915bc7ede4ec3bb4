// Fills path parameters with the ids that the latest answers named, so that one operation leads to the next without copying.
(() => {
  const names = ['connectionId', 'retrievalId', 'deletionId', 'connectSessionId'];
  const known = {};

  const learn = (body) => {
    for (const name of names) {
      if (typeof body?.[name] === 'string') {
        known[name] = body[name];
      }
    }
    // A connection names its retrievals otherwise.
    known.retrievalId = body?.openRetrievalId ?? body?.lastRetrievalId ?? known.retrievalId;
  };

  const forget = (address) => {
    for (const name of names.filter((name) => known[name] && address.includes(known[name]))) {
      delete known[name];
    }
  };

  // What a person typed stays; what stands there from us gives way to what is newer.
  const fill = () => {
    for (const row of document.querySelectorAll('tr[data-param-in="path"]')) {
      const input = row.querySelector('input');
      const id = known[row.dataset.paramName];
      if (input && id && input.value !== id && (input.value === '' || input.value === input.dataset.filled)) {
        input.dataset.filled = id;
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, id);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        // The page takes what is typed after a pause, or at once when the field is left.
        input.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
      }
    }
  };

  const note = (answer, body) => {
    if (answer.url.includes('/api/v1/')) {
      if (answer.status === 404) {
        forget(answer.url);
      } else {
        learn(Array.isArray(body) ? body.at(-1) : body);
      }
      fill();
    }
  };

  // The page's own hook for answers takes code as text, which its content policy would not let it run.
  const ask = window.fetch;
  window.fetch = async (...call) => {
    const answer = await ask(...call);
    if (answer.headers.get('Content-Type')?.includes('json')) {
      answer.clone().json().then(body => note(answer, body));
    }
    return answer;
  };

  addEventListener('DOMContentLoaded', () => new MutationObserver(fill).observe(document.body, { childList: true, subtree: true }));
})();
