// Long computations in slices, between which the browser draws and listens.

const SLICE = 6; // milliseconds of each frame, for all together
let busy = 0; // how many are under way

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
    const end = performance.now() + SLICE / busy;
    let done = false;
    while (!done && performance.now() < end) done = current.next().done;
    if (done) stop();
    else frame = requestAnimationFrame(run);
    onProgress(done);
  }

  function stop() {
    if (frame !== null) busy--;
    cancelAnimationFrame(frame);
    frame = null;
  }

  function start(...args) {
    stop();
    busy++;
    current = work(...args);
    frame = requestAnimationFrame(run);
  }

  return { start, stop };
}
