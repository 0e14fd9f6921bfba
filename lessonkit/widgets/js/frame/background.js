// Long computations in slices, between which the browser draws and listens.

const SLICE = 6; // milliseconds of each frame

/**
 * Run a generator function a few milliseconds at a time. A new start() drops what was under way.
 *
 * @param work(...args): a generator; what it yields is only the chance to pause.
 * @param onProgress(done) after each slice.
 */
export function createBackground(work, onProgress) {
  let frame = null;
  let current = null;

  function run() {
    const end = performance.now() + SLICE;
    let done = false;
    while (!done && performance.now() < end) done = current.next().done;
    frame = done ? null : requestAnimationFrame(run);
    onProgress(done);
  }

  function stop() {
    cancelAnimationFrame(frame);
    frame = null;
  }

  return {
    start(...args) {
      stop();
      current = work(...args);
      frame = requestAnimationFrame(run);
    },
    stop,
    get busy() {
      return frame !== null;
    },
  };
}
