// Signs Swagger UI in as alice, so that "Try it out" works on the first click, also on what she linked yesterday.
(async () => {
  const answer = await fetch('/dev/tokens', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"user":"alice"}' });
  const { token } = await answer.json();

  // It takes no key before it has read the API's description, and says so with null.
  const signIn = () => window.ui?.preauthorizeApiKey('Bearer', token) ?? requestAnimationFrame(signIn);
  signIn();

  // What it names is noted as the answer passes.
  await fetch('/api/v1/connections', { headers: { Authorization: `Bearer ${token}` } });
})();
