// The app around this page, by the first of its ways in that is there. Never a window: whoever framed or opened this page learns nothing.
export function tellApp(message) {
  const text = JSON.stringify(message);
  const ios = window.webkit?.messageHandlers?.flinks;
  const android = window.FlinksBff;
  if (window.ReactNativeWebView) {
    window.ReactNativeWebView.postMessage(text);
  } else if (ios) {
    ios.postMessage(text);
  } else if (android?.postMessage) {
    android.postMessage(text);
  } else if (android?.onMessage) {
    android.onMessage(text);
  }
}
