/** Calls a page's function, if it is one; what it throws reaches the page's error handling and nobody here. */
export function callBack<T>(callback: unknown, payload: T): void {
  if (typeof callback !== 'function') return;
  try {
    callback(payload);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
