/**
 * The events of a job, the newest first. An event that comes is one row more.
 *
 * @import { Feed } from './feed.js'
 * @import { JobEvent } from './service.js'
 */
import { h, replace } from '../dom/dom.js';
import { count } from '../dom/format.js';
import { moment } from './words.js';

/** More rows would make the page slow. The service keeps all. */
const MAX_ROWS = 300;

export class EventList {
  constructor() {
    this.shown = 0;
    /** @type {Feed | null} */
    this.feed = null;
    this.number = h('span', { class: 'dim' });
    this.list = h('ol', { class: 'events', tabIndex: 0, 'aria-label': 'Events of the job, the newest first' });
    this.element = h(
      'section',
      { class: 'panel', 'aria-labelledby': 'events-title' },
      h('header', {}, h('h2', { id: 'events-title' }, 'Events'), this.number),
      this.list,
    );
  }

  /** @param {Feed} feed */
  show(feed) {
    if (this.feed !== feed) {
      this.feed = feed;
      this.shown = 0;
      this.list.replaceChildren();
    }
    const { events } = feed;
    if (events.length === 0) {
      replace(this.list, h('li', { class: 'note' }, feed.phase === 'reading' ? '' : 'No event yet.'));
      return;
    }
    if (this.shown === 0) {
      this.list.replaceChildren();
    }
    const added = events.slice(Math.max(this.shown, events.length - MAX_ROWS)).map(row);
    this.list.prepend(...added.reverse());
    [...this.list.children].slice(MAX_ROWS).forEach((old) => old.remove());
    this.shown = events.length;
    this.number.textContent = count(events.length);
  }
}

/** @param {JobEvent} event */
function row({ created_at: time, level, type, message }) {
  return h('li', { class: `${level} ${type}` }, h('span', { class: 'dim' }, moment(time)), h('span', {}, message));
}
