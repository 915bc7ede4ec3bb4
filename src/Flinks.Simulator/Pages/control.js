// Makes the calls that the control page's forms name, and shows the page anew. A form's fields are the body of its call; empty ones are left out.
(() => {
  const status = document.getElementById('status');

  function typed(field, value) {
    return field.type === 'number' ? Number(value) : value === 'true' ? true : value === 'false' ? false : value;
  }

  function bodyOf(form, isKnob) {
    const body = {};
    for (const field of form.elements) {
      if (field.name && field.value !== '') {
        body[field.name] = isKnob ? field.value : typed(field, field.value);
      }
    }

    // Sent as text, and read as a number there.
    if (body.polls) {
      body.polls = Number(body.polls);
    }

    return JSON.stringify(body);
  }

  // Sections are replaced one by one, and what has the focus keeps it: by its place among the buttons of its section.
  async function refresh() {
    const text = await (await fetch('/control')).text();
    const fresh = new DOMParser().parseFromString(text, 'text/html');
    const active = document.activeElement;
    const section = active?.closest('section');
    const place = section ? [...section.querySelectorAll('button')].indexOf(active) : -1;
    document.querySelectorAll('main > section').forEach(old => old.replaceWith(fresh.getElementById(old.id)));
    if (section && place >= 0) {
      const buttons = document.getElementById(section.id).querySelectorAll('button');
      buttons[Math.min(place, buttons.length - 1)]?.focus();
    }
  }

  async function call(form) {
    const [method, address] = form.dataset.call.split(' ');
    const body = form.dataset.raw ? form.elements[form.dataset.raw].value : bodyOf(form, address === '/sim/knobs');
    const hasBody = method !== 'DELETE';
    const response = await fetch(address, hasBody ? { method, body, headers: { 'Content-Type': 'application/json' } } : { method });
    const said = response.ok ? 'Done.' : `Refused: ${await response.text() || response.status}`;
    if (response.ok) {
      await refresh();
    }

    status.textContent = said;
  }

  document.addEventListener('submit', event => {
    event.preventDefault();
    status.textContent = '';
    call(event.target).catch(() => { status.textContent = 'The simulator does not answer.'; });
  });

  document.getElementById('refresh').addEventListener('click', () => refresh().then(() => { status.textContent = 'Refreshed.'; }));
})();
