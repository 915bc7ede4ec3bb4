// Names of ours, which the widget may not use.
const ours = 'bff_';

// The widget's message as an object, in whichever of its shapes it came; null for everything else that windows post to each other.
export function readMessage(data) {
  try {
    // There and back: what an app gets is JSON.
    const message = JSON.parse(typeof data === 'string' ? data : JSON.stringify(data));
    const name = message?.step ?? message?.flinksCode;
    return typeof name === 'string' && !name.toLowerCase().startsWith(ours) ? withLogin(message) : null;
  } catch {
    return null;
  }
}

export function isEnd(message) {
  return message.step === 'REDIRECT';
}

// An older REDIRECT names the login only in its address.
function withLogin(message) {
  return isEnd(message) && !message.loginId && typeof message.url === 'string' ? { ...message, ...loginOf(message.url) } : message;
}

function loginOf(address) {
  const login = parametersOf(address).find(([name]) => name.toLowerCase() === 'loginid');
  return login ? { loginId: login[1] } : {};
}

function parametersOf(address) {
  try {
    return [...new URL(address).searchParams];
  } catch {
    return [];
  }
}
