// Questions to Python. One is under way at a time; of those of a kind that wait, the newest wins.

const PATIENCE = 15_000; // milliseconds

/** @returns {ask, close}, or null in a page without Python. */
export function createKernel(model) {
  if (!model.send) return null;
  const name = Math.random(); // two views of one model hear each other's replies
  const waiting = new Map();
  let asked = 0;
  let flying = null;
  let timer = null;

  /** onReply gets {error} or what was asked for; {silent: true} when Python does not answer. */
  function ask(request, onReply) {
    waiting.set(request.kind, { request, onReply });
    next();
  }

  function next() {
    if (flying || !waiting.size) return;
    const [[kind, { request, onReply }]] = waiting;
    waiting.delete(kind);
    flying = { id: `${name}/${asked++}`, onReply };
    timer = setTimeout(hear, PATIENCE, { id: flying.id, silent: true });
    model.send({ ...request, id: flying.id });
  }

  function hear(reply) {
    if (!flying || reply?.id !== flying.id) return;
    clearTimeout(timer);
    const { onReply } = flying;
    flying = null;
    onReply(reply);
    next();
  }

  function close() {
    clearTimeout(timer);
    waiting.clear();
    model.off("msg:custom", hear);
  }

  model.on("msg:custom", hear);
  return { ask, close };
}
