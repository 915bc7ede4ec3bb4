// Stands in for the app that a person returns to: turns the ticket in the address into a connection.
const outcome = document.getElementById('outcome');
const form = document.getElementById('link');
const user = document.getElementById('user');
const answer = document.getElementById('answer');
const came = new URLSearchParams(location.search);

const post = (address, body, headers = {}) =>
  fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });

form.addEventListener('submit', async event => {
  event.preventDefault();
  form.querySelector('button').disabled = true;
  const { token } = await (await post('/dev/tokens', { user: user.value })).json();
  const linked = await post('/api/v1/connections', { ticket: came.get('ticket') }, { Authorization: `Bearer ${token}` });
  const body = await linked.json();
  outcome.textContent = linked.ok
    ? `${linked.status}: ${body.accounts ? `linked, ${body.accounts.length} accounts.` : `linked, ${body.state}.`}`
    : `${linked.status}: ${body.userMessage ?? body.title}`;
  answer.textContent = JSON.stringify(body, null, 2);
  answer.hidden = false;
});

if (came.has('ticket')) {
  outcome.textContent = 'The bank let you in.';
  const users = await (await fetch('/dev/users')).json();
  user.append(...users.map(({ name }) => new Option(name)));
  form.hidden = false;
} else {
  outcome.textContent = came.has('error')
    ? `Nothing was linked: ${came.get('error')} ${came.get('error_description') ?? ''}`
    : 'Nothing came back: there is neither a ticket nor an error in the address.';
}
