/** Starts the page: reads the address, the models and the text, and shows the view. */
import { byId, replace } from './dom/dom.js';
import { stateBox } from './dom/statebox.js';
import { loadModels } from './core/models.js';
import { emit, hover, readAddress, state } from './core/store.js';
import { FIRST_PROMPT } from './settings/examples.js';
import { branchIds, emptyText } from './text/document.js';
import { resetInk } from './text/ink.js';
import { restore } from './text/restore.js';
import { setDraft } from './write/prompt.js';
import { write } from './write/generate.js';
import { run, setRun } from './write/run.js';
import { accepts } from './shell/accepts.js';
import { writeDraft } from './shell/actions.js';
import { refreshBar, startBar } from './shell/bar.js';
import { onKey } from './shell/keydialog.js';
import { startKeyboard } from './shell/keyboard.js';
import { startLinks } from './shell/links.js';
import { startRail } from './shell/rail.js';
import { startStatusSlot } from './shell/statusslot.js';
import { showText } from './shell/textpage.js';
import { startTheme } from './shell/theme.js';
import { viewOf } from './shell/views.js';

/** Parameters that determine the text. */
const TEXT_PARAMS = ['m', 'p', 'g', 'br', 'b'];

/** @type {() => void} */
let endView = () => {};

/** Counts the views that were shown, so that one that loads slowly does not replace a later one. */
let turn = 0;

async function showView() {
  const mine = ++turn;
  const view = viewOf(state.view);
  if (!view) {
    location.replace('#/write');
    return;
  }
  document.body.dataset.view = view.id;
  document.title = `${view.name} · Inkwell studio`;
  byId('h1').textContent = view.name;
  hover(null);
  endView();
  endView = resetInk;
  emit('view');
  byId('text').hidden = view.hasText === false;
  showText();
  const root = byId('view');
  try {
    const { show } = await view.load();
    if (mine === turn) {
      root.replaceChildren();
      const end = show(root);
      endView = () => {
        end();
        resetInk();
      };
    }
  } catch (error) {
    console.error(error);
    if (mine !== turn) {
      return;
    }
    const reload = [{ label: 'Reload', main: true, run: () => location.reload() }];
    const text = 'The service may have been updated. The address keeps your text.';
    replace(root, stateBox({ title: 'This view cannot be loaded', text, actions: reload }));
  }
}

/** Restores the text of the address, or writes the first one. */
async function showAddressedText() {
  const { params } = state;
  const served = state.models.map((model) => model.id);
  if (params.m && !served.includes(params.m) && branchIds(params).length > 0) {
    showForeignText(params.m, served);
  } else if (branchIds(params).length > 0) {
    await run(
      async (signal) => {
        state.text = await restore(params, signal);
        emit('text');
        return undefined;
      },
      { phase: 'restoring' },
    );
  } else if (params.p === undefined && Object.keys(params).length === 0 && state.view === 'write') {
    await write(FIRST_PROMPT);
  } else {
    state.text = { ...emptyText(), prompt: params.p ?? '' };
    emit('text');
  }
}

/**
 * A link that was made with another model: its token ids mean nothing here.
 *
 * @param {string} model
 * @param {string[]} served
 */
function showForeignText(model, served) {
  const prompt = state.params.p ?? '';
  state.text = { ...emptyText(), prompt };
  emit('text');
  setRun({
    phase: 'failed',
    problem: {
      title: 'This link was made with another model',
      text: `It names “${model}”. This service has ${served.join(', ')}. Only the prompt is shown.`,
      actions: [{ id: 'retry', label: `Write with ${served[0]}` }],
    },
    again: () => void write(prompt),
  });
}

/** Whether the models are being read. A new key and the retry that waits for it both start the page. */
let isStarting = false;

async function start() {
  if (isStarting) {
    return;
  }
  isStarting = true;
  const again = () => void start();
  let ready = false;
  await run(
    async (signal) => {
      await loadModels();
      signal.throwIfAborted();
      ready = true;
      return undefined;
    },
    { phase: 'restoring', again },
  );
  isStarting = false;
  if (ready) {
    await showAddressedText();
  }
}

addEventListener('hashchange', onAddress);
addEventListener('popstate', onAddress);

function onAddress() {
  const { previous } = readAddress(accepts);
  const isOtherText = TEXT_PARAMS.some((key) => previous.params[key] !== state.params[key]);
  if (previous.params.m !== state.params.m) {
    // Until the text is restored, no view may send its ids to another model.
    state.text = { ...emptyText(), prompt: state.params.p ?? '' };
  }
  if (previous.view !== state.view || isOtherText) {
    void showView();
  } else {
    // A parameter that is gone has changed, too.
    emit('params', Object.keys({ ...previous.params, ...state.params }));
  }
  if (isOtherText) {
    setDraft(null);
    void showAddressedText();
  }
}

readAddress(accepts);
startTheme();
startRail();
startLinks();
startStatusSlot();
startBar();
startKeyboard(() => void writeDraft());
onKey(() => {
  refreshBar();
  if (state.models.length === 0) {
    void start();
  }
});
void showView();
void start();
