// Questions to Python. One is under way at a time; of those that wait, the newest wins.

const PATIENCE = 15_000; // milliseconds; a kernel that is busy with a long cell answers later

/** @returns {ask, close}, or null in a page without Python. */
export function createKernel(model) {
  if (!model.send) return null;
  const name = Math.random(); // two views of one model hear the replies to both
  let waiting = null;
  let asked = 0;
  let flying = null;
  let late = null; // the question that lost patience: its answer is still welcome
  let timer = null;

  /** onReply gets {error} or what was asked for; {silent: true} when Python does not answer. */
  function ask(request, onReply) {
    waiting = { request, onReply };
    next();
  }

  function next() {
    if (flying || !waiting) return;
    const { request, onReply } = waiting;
    waiting = null;
    flying = { id: `${name}/${asked++}`, onReply };
    timer = setTimeout(losePatience, PATIENCE);
    try {
      model.send({ ...request, id: flying.id });
    } catch {} // the kernel has gone: nobody answers, which is said in time
  }

  function losePatience() {
    late = flying;
    flying = null;
    late.onReply({ silent: true });
    next();
  }

  function hear(reply) {
    if (late && reply?.id === late.id) {
      late.onReply(reply);
      late = null;
    }
    if (!flying || reply?.id !== flying.id) return;
    clearTimeout(timer);
    const { onReply } = flying;
    flying = late = null; // an answer to an older question would be old
    onReply(reply);
    next();
  }

  function close() {
    clearTimeout(timer);
    waiting = null;
    model.off("msg:custom", hear);
  }

  model.on("msg:custom", hear);
  return { ask, close };
}
