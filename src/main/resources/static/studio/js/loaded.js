/**
 * Reloads the page once if a file is missing: during an update of the service, the page can come from an old pod and its files be
 * requested from a new one. The URL of this module has no version, so that every pod has it.
 */
const NAME = 'inkwell-reloaded';

/** A later failure is another update. */
const PAUSE_MS = 60_000;

const UPDATE = 'The service is being updated, and some files of this page are missing. Reload the page in a minute.';

addEventListener('load', () => {
  const styles = [...document.querySelectorAll('link')].filter(({ rel }) => rel === 'stylesheet');
  const isStarted = document.body.dataset.view !== undefined;
  if (isStarted && styles.every(({ sheet }) => sheet !== null)) {
    return;
  }
  if (Date.now() - Number(sessionStorage.getItem(NAME)) > PAUSE_MS) {
    sessionStorage.setItem(NAME, String(Date.now()));
    location.reload();
  } else {
    const note = document.createElement('p');
    note.setAttribute('role', 'alert');
    note.textContent = UPDATE;
    document.querySelector('main')?.prepend(note);
  }
});

export {};
