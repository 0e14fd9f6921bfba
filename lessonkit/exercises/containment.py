"""Keep what an answer does within its check: its time, its memory, its output and its exits.

An answer runs in the kernel itself: a child process would hold more back, but a kernel has threads,
beside which forking is not safe, and not every system can. So this does not hold back what means to
get out, by ``ctypes`` or ``posix._exit``, nor what happens in C without coming back to Python, such
as ``sum(itertools.count())``, nor a thread or a program that an answer starts and leaves running.
There only restarting the kernel helps.
"""

import builtins
import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator

from lessonkit.exercises.output import bounded_output

SECONDS = 10.0  # where nothing else holds it up; ten times as long in any case
MEMORY = 2 * 1024**3  # bytes that an answer may take beyond what is in use


class OutOfTimeError(BaseException):
    """An answer ran longer than `SECONDS`. No `except Exception` of a learner catches it."""


class AskedError(Exception):
    """An answer called `input`."""


class ExitedError(BaseException):
    """An answer wanted to end Python, or raised KeyboardInterrupt itself."""


class MeddledError(BaseException):
    """An answer wanted to copy the process, or to set the signals that end it."""


_REFUSED = (
    (ExitedError, os, ("_exit", "abort", "kill", "killpg", "execv", "execve")),
    (ExitedError, signal, ("raise_signal", "pthread_kill")),
    (MeddledError, os, ("fork", "forkpty")),
    (MeddledError, signal, ("signal", "setitimer", "alarm", "pthread_sigmask")),
)
_set_signal, _set_timer = signal.signal, getattr(signal, "setitimer", None)
_LEAVING = contextlib._GeneratorContextManager.__exit__.__code__
_running = False


@contextlib.contextmanager
def contained() -> Iterator[None]:
    """Run what stands within; raise one of the errors above, or what it raises.

    An interrupt that comes from outside, such as the notebook's stop button, passes. What is
    contained within another, as when an answer checks an answer, has the limits of the outer one.
    """
    if _running:
        yield
        return
    interrupted = []
    with contextlib.ExitStack() as stack:
        stack.enter_context(_replaced(sys.modules[__name__], "_running", True))
        stack.enter_context(bounded_output())
        stack.enter_context(warnings.catch_warnings())
        warnings.filterwarnings("ignore", "coroutine .* was never awaited")  # the check says so
        stack.enter_context(_replaced(builtins, "input", _refuse_input))
        stack.enter_context(_no_exit())
        stack.enter_context(_limited_memory())
        stack.enter_context(_heard(interrupted))
        _refuse(stack)
        # Last, so that it is over before the rest is undone; and by itself, as an alarm within the
        # stack, between the entry and the note that it has to be left, would ring for ever.
        with _limited_time():
            try:
                yield
            except BaseException as error:
                ours = Exception, OutOfTimeError, ExitedError, MeddledError
                if interrupted or isinstance(error, ours):
                    raise
                raise ExitedError().with_traceback(error.__traceback__) from None


def is_contained() -> bool:
    """Whether this runs within `contained`."""
    return _running


def _refuse_input(*_arguments):
    raise AskedError


@contextlib.contextmanager
def _replaced(place, name: str, value) -> Iterator[None]:
    before = getattr(place, name)
    setattr(place, name, value)
    try:
        yield
    finally:
        setattr(place, name, before)


def _refuse(stack: contextlib.ExitStack) -> None:
    """Refuse the answer and its threads what would end Python, or the watch over its time."""
    here, others = os.getpid(), {thread.ident for thread in threading.enumerate()}
    others.discard(threading.get_ident())

    def refusing(allowed: Callable, error: type) -> Callable:
        def refused(*arguments, **options):
            asks = arguments[1:] == (0,)  # os.kill(process, 0) tells whether it is alive
            if asks or os.getpid() != here or threading.get_ident() in others:
                return allowed(*arguments, **options)
            raise error

        return refused

    for error, module, names in _REFUSED:
        for name in filter(module.__dict__.__contains__, names):
            refusal = refusing(getattr(module, name), error)
            stack.enter_context(_replaced(module, name, refusal))


def _no_exit():
    """In a notebook `exit()` tells the shell; let it raise as in Python."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return contextlib.nullcontext() if shell is None else _replaced(shell, "ask_exit", sys.exit)


@contextlib.contextmanager
def _limited_memory() -> Iterator[None]:
    """Let what takes too much memory end in MemoryError, where the system can."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        before = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, before[1]))
    except (ImportError, OSError, ValueError):  # another system, or a limit that is lower already
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextlib.contextmanager
def _heard(interrupted: list) -> Iterator[None]:
    """Note an interrupt that comes from outside, which a learner's own is not."""
    if not _in_main_thread():
        yield
        return

    def note(_number, _frame):
        interrupted.append(True)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _stopwatch() -> Callable[[], bool]:
    """Return what tells whether an answer has had its time, which begins now.

    On a machine that many share it computes less than the clock says; one that sleeps does not.
    """
    began, worked = time.monotonic(), time.process_time()

    def is_over():
        clock, work = time.monotonic() - began, time.process_time() - worked
        held_up = clock / 50 < work < SECONDS and clock < 10 * SECONDS
        return clock >= SECONDS and not held_up

    return is_over


def _limited_time():
    if _in_main_thread() and _set_timer:
        return _limited_by_alarm()
    return _limited_by_thread()


@contextlib.contextmanager
def _limited_by_alarm() -> Iterator[None]:
    """A signal wakes even a sleep; what a bare `except` catches is raised again a line later."""
    outside, is_over = set(_frames(sys._getframe())), _stopwatch()
    tracing = sys.gettrace()

    def raise_again(_frame, event, _value):
        if event == "line":
            raise OutOfTimeError
        return raise_again

    def end(_number, frame):
        inside = [each for each in _frames(frame) if each not in outside]
        if not inside or inside[-1].f_code is _LEAVING or not is_over():
            return  # the answer is over, and what cleans up after it is not to be broken off
        for each in inside:
            each.f_trace = raise_again
        sys.settrace(lambda *_event: None)  # or Python would not look at them
        raise OutOfTimeError

    before = _set_signal(signal.SIGALRM, end)
    began = time.monotonic()
    left, interval = _set_timer(signal.ITIMER_REAL, SECONDS, 0.05)
    try:
        yield
    finally:
        _set_timer(signal.ITIMER_REAL, 0)
        _set_signal(signal.SIGALRM, before)
        if left:  # somebody else's timer goes on
            left = max(left - (time.monotonic() - began), 1e-6)
            _set_timer(signal.ITIMER_REAL, left, interval)
        sys.settrace(tracing)


def _frames(frame) -> Iterator:
    while frame is not None:
        yield frame
        frame = frame.f_back


@contextlib.contextmanager
def _limited_by_thread() -> Iterator[None]:
    """The same where there are no such signals: another thread raises in this one."""
    thread = ctypes.c_ulong(threading.get_ident())
    done, is_over = threading.Event(), _stopwatch()

    def watch():
        raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
        while not done.wait(0.05):
            if is_over():
                raise_in(thread, ctypes.py_object(OutOfTimeError))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def survive(action: Callable, fallback):
    """Return what `action()` returns, or `fallback` when an object of the learner's breaks it."""
    try:
        return action()
    except Exception:
        return fallback
