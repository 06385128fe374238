/** A task that runs again and again until it is stopped; never keeps the process alive. */
export function repeat(task, every, run, onEvent) {
    let stopped = false;
    let timer;
    const next = () => {
        if (!stopped)
            timer = setTimeout(() => void once(), every * 1_000).unref();
    };
    const once = async () => {
        try {
            await run();
        }
        catch (error) {
            onEvent({ type: 'task_failed', task, error });
        }
        next();
    };
    next();
    return () => {
        stopped = true;
        clearTimeout(timer);
    };
}
