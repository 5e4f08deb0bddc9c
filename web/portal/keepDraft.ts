const afterMs = 1500;

/** Sends what is typed on a page of a report to the server while it is typed: a dead battery loses nothing. */
export function keepDraft(): void {
  const form = document.querySelector<HTMLFormElement>(
    'form[action^="/report/"][action$="/parts"], form[action^="/report/"][action$="/contact"]',
  );
  if (!form) return;
  const to = form.action.replace(/\/(parts|contact)$/, '/save');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') typed.append(name, value);
    // Nothing is lost when this fails: the next one, or the button, sends it again.
    void fetch(to, { method: 'POST', body: typed, headers: { accept: 'application/json' }, keepalive: true }).catch(() => undefined);
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, afterMs);
  });
}
